package switchboard.bench.crash;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import switchboard.client.WebSocketClient;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.PersonKind;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;

/// Takes every offer, answers messages, writes notes, and ends wrap-up at once; now and then declines an offer or ends a chat.
final class AnsweringAgent extends Participant {
  private static final int THINK_MS_MAX = 60;

  private final Set<Long> answeredOffers = new HashSet<>();
  private final Set<Long> held = new HashSet<>();
  private long messageCount;
  private int thoughts;

  AnsweringAgent(
      String name,
      Random seeds,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      List<URI> servers,
      String cookie) {
    super(name, seeds.nextLong(), findings, client, timer, servers, null, cookie);
  }

  @Override
  void resumed(ServerMessage.Welcome welcome) {
    if (welcome.agent() != null && welcome.agent().state() != AgentState.AVAILABLE) {
      ask(new ClientMessage.SetState(newRequest(), AgentState.AVAILABLE));
    }
    held.clear();
    welcome.conversations().forEach(this::shown);
  }

  @Override
  void shown(ConversationView view) {
    switch (view.stage()) {
      case Stage.ASSIGNED -> held.add(view.id());
      case Stage.WRAP_UP -> endWrapUp(view.id());
      case Stage.QUEUED, Stage.OFFERED, Stage.CLOSED -> held.remove(view.id());
    }
  }

  @Override
  void offered(long offer) {
    if (!answeredOffers.add(offer)) {
      return;
    }
    think(
        () ->
            ask(
                random.nextInt(50) == 0
                    ? new ClientMessage.DeclineOffer(newRequest(), offer, "busy")
                    : new ClientMessage.AcceptOffer(newRequest(), offer)));
  }

  @Override
  void happened(long conversation, ConversationEvent event) {
    switch (event.change()) {
      case Change.Assigned assigned when assigned.agent().id().equals(id()) ->
          held.add(conversation);
      case Change.Assigned _, Change.Queued _, Change.Closed _ -> held.remove(conversation);
      case Change.WrapUpBegan _ -> {
        if (held.remove(conversation)) {
          endWrapUp(conversation);
        }
      }
      case Change.Message _
          when event.by().kind() == PersonKind.CUSTOMER && random.nextBoolean() ->
          think(() -> answer(conversation));
      default -> {}
    }
  }

  @Override
  void left(long conversation) {
    held.remove(conversation);
  }

  private void think(Runnable answer) {
    thoughts++;
    later(
        random.nextInt(THINK_MS_MAX),
        () -> {
          thoughts--;
          answer.run();
        });
  }

  @Override
  boolean isBusy() {
    return thoughts > 0;
  }

  private void answer(long conversation) {
    if (!held.contains(conversation)) {
      return;
    }
    boolean note = random.nextInt(10) == 0;
    ask(
        new ClientMessage.PostMessage(
            newRequest(), conversation, name + " message " + ++messageCount, note));
  }

  private void endWrapUp(long conversation) {
    ask(new ClientMessage.EndWrapUp(newRequest(), conversation));
  }

  @Override
  void turnedDown(Request request, Problem problem) {}
}
