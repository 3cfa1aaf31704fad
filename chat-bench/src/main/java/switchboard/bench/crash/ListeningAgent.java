package switchboard.bench.crash;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import switchboard.client.WebSocketClient;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;

/// Takes every offer and reads what comes.
final class ListeningAgent extends Participant {
  private final Punctuality punctuality;

  ListeningAgent(
      String name,
      Random seeds,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      List<URI> servers,
      String cookie,
      Punctuality punctuality) {
    super(name, seeds.nextLong(), findings, client, timer, servers, null, cookie);
    this.punctuality = punctuality;
    keepAlive();
  }

  @Override
  void resumed(ServerMessage.Welcome welcome) {
    if (welcome.agent() != null && welcome.agent().state() != AgentState.AVAILABLE) {
      ask(new ClientMessage.SetState(newRequest(), AgentState.AVAILABLE));
    }
  }

  @Override
  void offered(long offer) {
    ask(new ClientMessage.AcceptOffer(newRequest(), offer));
  }

  @Override
  void happened(long conversation, ConversationEvent event) {
    if (event.change() instanceof Change.Message message) {
      punctuality.arrived(message.text());
    }
  }

  @Override
  void turnedDown(Request request, Problem problem) {}
}
