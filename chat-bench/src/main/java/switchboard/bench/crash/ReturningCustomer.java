package switchboard.bench.crash;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import switchboard.client.BackOff;
import switchboard.client.WebSocketClient;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Intake;
import switchboard.protocol.Limits;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;

/// Waits in the queue with one chat, says nothing, and when the server goes comes back to one of the others as the product's clients do.
final class ReturningCustomer extends Participant {
  private final URI home;
  private final InetAddress from;
  private final BackOff backOff;
  private long conversation;
  private boolean isAway;
  private boolean pings;

  // Since it went away.
  private int attempts;
  private int refusals;
  private long backNanos;
  private boolean hasResumed;

  /// @param home the server that goes
  /// @param others the servers that stay
  ReturningCustomer(
      String name,
      Random seeds,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      URI home,
      List<URI> others,
      InetAddress from,
      String token) {
    super(name, seeds.nextLong(), findings, client, timer, others, token, null);
    this.home = home;
    this.from = from;
    backOff = new BackOff(random);
  }

  @Override
  synchronized URI server(List<URI> others) {
    if (!isAway) {
      return home;
    }
    attempts++;
    return super.server(others);
  }

  @Override
  InetAddress from() {
    return from;
  }

  @Override
  long comeAgainMs() {
    return backOff.lost(nowMs());
  }

  @Override
  void putOff(Problem problem) {
    if (isAway) {
      refusals++;
    }
    Long afterMs = problem.retryAfterMs();
    backOff.putOff(afterMs == null ? 0 : afterMs);
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  void resumed(ServerMessage.Welcome welcome) {
    backOff.welcomed(nowMs());
    if (isAway && backNanos == 0) {
      backNanos = System.nanoTime();
      ConversationView shown = welcome.conversations().getFirst();
      hasResumed = shown.events().size() < shown.sequence();
    }
    if (conversation == 0 && openRequests() == 0) {
      ask(new ClientMessage.LaunchChat(newRequest(), Intake.EMPTY));
    }
    if (!pings) {
      pings = true;
      // not all at once
      later(random.nextLong(TimeUnit.SECONDS.toMillis(Limits.PING_SECONDS)), this::keepAlive);
    }
  }

  /// From now on its server may go, and it comes back to the others.
  synchronized void setAway() {
    isAway = true;
  }

  synchronized boolean hasChat() {
    return conversation != 0;
  }

  synchronized boolean isBack() {
    return backNanos != 0;
  }

  /// By the nano clock; 0 before it is back.
  synchronized long backNanos() {
    return backNanos;
  }

  /// Whether it was shown only what it had missed.
  synchronized boolean hasResumed() {
    return hasResumed;
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized int refusals() {
    return refusals;
  }

  @Override
  void done(Request request, long number) {
    conversation = number;
  }
}
