package switchboard.bench.crash;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import switchboard.client.WebSocketClient;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Intake;
import switchboard.protocol.ServerMessage;

/// Has one chat with an agent and sends a message in it at every tick, whether or not those before have arrived.
final class TalkingCustomer extends Participant {
  private final Punctuality punctuality;
  private final long everyNanos;
  private long conversation;
  private boolean held;
  private long dueNanos;
  private long messageCount;

  TalkingCustomer(
      String name,
      Random seeds,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      List<URI> servers,
      String token,
      Punctuality punctuality,
      long everyNanos) {
    super(name, seeds.nextLong(), findings, client, timer, servers, token, null);
    this.punctuality = punctuality;
    this.everyNanos = everyNanos;
  }

  @Override
  void resumed(ServerMessage.Welcome welcome) {
    if (conversation == 0 && openRequests() == 0) {
      ask(new ClientMessage.LaunchChat(newRequest(), Intake.EMPTY));
    }
  }

  synchronized boolean isHeld() {
    return held;
  }

  /// Begins to talk.
  synchronized void begin() {
    dueNanos = System.nanoTime() + random.nextLong(everyNanos);
    whenDue(this::talk);
  }

  private void whenDue(Runnable step) {
    later(
        Math.max(0, TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime())), step);
  }

  private void talk() {
    if (isWinding()) {
      return;
    }
    String text = name + " message " + ++messageCount;
    punctuality.due(text, dueNanos);
    ask(new ClientMessage.PostMessage(newRequest(), conversation, text, false));
    dueNanos += everyNanos;
    whenDue(this::talk);
  }

  @Override
  void happened(long number, ConversationEvent event) {
    if (event.change() instanceof Change.Assigned) {
      held = true;
    }
  }

  @Override
  void done(Request request, long number) {
    conversation = number;
  }
}
