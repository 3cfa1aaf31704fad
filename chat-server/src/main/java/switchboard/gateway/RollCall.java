package switchboard.gateway;

import java.util.HashMap;
import java.util.Map;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.runtime.DeskPort;

/// Compares, where the desk is led, who waits with who is connected anywhere, and tells the desk where the two differ. So nobody who went waits
/// as if they were here, however they went: with a tab, with a node, or while an agent was there. Used in the desk's steps only.
final class RollCall {
  /// Commands handed in at a time; the rest follows at the next.
  private static final int COMMANDS_MAX = 200;

  /// With very many who wait it takes at most this part of the time.
  private static final int SHARE = 20;

  /// How long a new leader waits until the other nodes have told who is there.
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  /// Who is seen nowhere for less may be on their way from one node to another: nodes tell who came only a moment later.
  private static final long GONE_NANOS = 1_000_000_000L;

  private final DeskPort desk;
  private final Attendance attendance;
  private final Whereabouts whereabouts;
  private long ledSinceNanos;
  private boolean led;
  private long notBeforeNanos = System.nanoTime();
  /// Customers who wait and were seen nowhere by the last call, and since when.
  private Map<String, Long> missing = new HashMap<>();

  RollCall(DeskPort desk, Attendance attendance, Whereabouts whereabouts) {
    this.desk = desk;
    this.attendance = attendance;
    this.whereabouts = whereabouts;
  }

  void tick(DeskView view) {
    long now = System.nanoTime();
    if (!desk.leads()) {
      led = false;
      missing.clear();
      return;
    }
    if (!led) {
      led = true;
      ledSinceNanos = now;
    }
    if (now - notBeforeNanos >= 0 && isKnowing(now)) {
      call(view, now);
      long took = System.nanoTime() - now;
      notBeforeNanos = now + SHARE * took;
    }
  }

  private boolean isKnowing(long nowNanos) {
    return whereabouts.isComplete() || nowNanos - ledSinceNanos > PATIENCE_NANOS;
  }

  private void call(DeskView view, long nowNanos) {
    Map<String, Long> missingNow = new HashMap<>();
    int handedIn = 0;
    for (Conversation conversation : view.waiting()) {
      if (handedIn < COMMANDS_MAX && conversation.stage() instanceof Stage.Waiting waiting) {
        boolean absent = waiting.absentUntilMs() > 0;
        String customer = conversation.customer().id();
        boolean present = attendance.isHere(customer) || whereabouts.isElsewhere(customer);
        if (absent == present && (present || isGone(customer, missingNow, nowNanos))) {
          tell(conversation, present);
          handedIn++;
        }
      }
    }
    missing = missingNow;
  }

  private boolean isGone(String customer, Map<String, Long> missingNow, long nowNanos) {
    long since = missing.getOrDefault(customer, nowNanos);
    missingNow.put(customer, since);
    return nowNanos - since >= GONE_NANOS;
  }

  /// What is not stored is found again by the next call.
  private void tell(Conversation conversation, boolean present) {
    Actor customer =
        new Actor(
            Actor.Kind.CUSTOMER, conversation.customer().id(), conversation.customer().name());
    Command command = present ? new Command.CustomerCame() : new Command.CustomerWent();
    desk.submit(customer, null, command, _ -> {});
  }
}
