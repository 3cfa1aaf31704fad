package switchboard.bench.crash;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Intake;
import switchboard.protocol.MarkKind;
import switchboard.protocol.PersonKind;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;

/// Launches a chat, writes while waiting and while talking, reads, ends the chat or goes on with a ticket, and launches the next one.
final class ChattingCustomer extends Participant {
  private static final int OPEN_REQUESTS_MAX = 3;
  private static final int MESSAGES_MIN = 4;
  private static final int MESSAGES_SPREAD = 20;
  private static final int PAUSE_MS_MAX = 120;

  private long conversation;
  private boolean launching;
  private boolean held;
  private boolean ending;
  private int messagesLeft;
  private long messageCount;

  ChattingCustomer(
      String name,
      Random seeds,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      List<URI> servers,
      @Nullable String token) {
    super(name, seeds.nextLong(), findings, client, timer, servers, token, null);
    goOn();
  }

  @Override
  void resumed(ServerMessage.Welcome welcome) {}

  /// One step, then the next after a pause.
  private void goOn() {
    later(random.nextInt(PAUSE_MS_MAX), this::step);
  }

  private void step() {
    if (openRequests() < OPEN_REQUESTS_MAX && !launching && !ending) {
      if (conversation == 0) {
        launch();
      } else if (messagesLeft > 0) {
        post();
      } else if (held || random.nextInt(20) == 0) {
        end();
      }
    }
    goOn();
  }

  private void launch() {
    if (isWinding()) {
      return;
    }
    launching = true;
    messagesLeft = MESSAGES_MIN + random.nextInt(MESSAGES_SPREAD);
    ask(
        new ClientMessage.LaunchChat(
            newRequest(),
            new Intake("Question of " + name, "", "Live", "today", "", List.of())));
  }

  private void post() {
    messagesLeft--;
    ask(
        new ClientMessage.PostMessage(
            newRequest(), conversation, name + " message " + ++messageCount, false));
  }

  private void end() {
    ending = true;
    if (random.nextInt(8) == 0) {
      ask(new ClientMessage.OpenTicket(newRequest(), conversation, "Ticket of " + name));
    } else {
      ask(new ClientMessage.CloseConversation(newRequest(), conversation));
    }
  }

  @Override
  void happened(long number, ConversationEvent event) {
    if (number != conversation) {
      return;
    }
    switch (event.change()) {
      case Change.Assigned _ -> held = true;
      case Change.Queued _ -> held = false;
      case Change.Message _ when event.by().kind() != PersonKind.CUSTOMER ->
          ask(
              new ClientMessage.Mark(
                  newRequest(), conversation, MarkKind.READ, event.sequence()));
      case Change.WrapUpBegan _, Change.Closed _ -> ended();
      default -> {}
    }
  }

  @Override
  boolean isBusy() {
    return launching || conversation != 0;
  }

  private void ended() {
    conversation = 0;
    held = false;
    ending = false;
    messagesLeft = 0;
  }

  @Override
  void done(Request request, long number) {
    switch (request) {
      case ClientMessage.LaunchChat _ -> {
        launching = false;
        conversation = number;
        // some of it may have been shown before the answer came
        List.copyOf(events(number)).forEach(event -> happened(number, event));
      }
      // the answer may come late, when the chat was ended by the agent and the next one has begun
      case ClientMessage.CloseConversation close when close.conversation() == conversation ->
          ended();
      // a chat that somebody holds goes on beside its ticket; the customer ends it next
      case ClientMessage.OpenTicket _ -> ending = false;
      default -> {}
    }
  }

  @Override
  void turnedDown(Request request, Problem problem) {
    switch (request) {
      case ClientMessage.LaunchChat _ -> launching = false;
      case ClientMessage.CloseConversation _, ClientMessage.OpenTicket _ -> ending = false;
      default -> {}
    }
  }
}
