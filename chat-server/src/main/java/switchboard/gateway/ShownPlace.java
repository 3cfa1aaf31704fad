package switchboard.gateway;

import org.jspecify.annotations.Nullable;
import switchboard.protocol.PlaceView;

/// What a customer sees of their place. Estimates come and go by the second, and who is told ever longer waits loses trust (Debo et al. 2022): the wait that
/// is shown falls as the estimate does, but rises only for a reason that can be told or by much, and then with the offer of a ticket.
///
/// @param raisedFromSeconds the bound that was shown before it rose; -1 when it did not, or has fallen back to it
record ShownPlace(PlaceView place, int raisedFromSeconds) {
  private static final int NEVER = -1;

  /// A bound has risen by much when it is half as long again as the one shown,
  private static final double MUCH = 1.5;

  /// and by a minute at least.
  private static final int MUCH_SECONDS_MIN = 60;

  /// @param before what the customer saw last; null for nothing
  static ShownPlace after(@Nullable ShownPlace before, PlaceView estimated) {
    if (before == null || isUnknown(before.place) || isUnknown(estimated)) {
      return new ShownPlace(estimated, NEVER);
    }
    PlaceView shown = before.place;
    if (estimated.waitP90Seconds() <= shown.waitP90Seconds()) {
      boolean fellBack = estimated.waitP90Seconds() <= before.raisedFromSeconds;
      return before.with(
          estimated,
          Math.min(estimated.waitP50Seconds(), shown.waitP50Seconds()),
          estimated.waitP90Seconds(),
          fellBack ? NEVER : before.raisedFromSeconds);
    }
    if (!estimated.reason().equals(shown.reason()) || roseByMuch(shown, estimated)) {
      return before.with(
          estimated,
          estimated.waitP50Seconds(),
          estimated.waitP90Seconds(),
          before.raisedFromSeconds == NEVER ? shown.waitP90Seconds() : before.raisedFromSeconds);
    }
    return before.with(
        estimated,
        Math.min(estimated.waitP50Seconds(), shown.waitP50Seconds()),
        shown.waitP90Seconds(),
        before.raisedFromSeconds);
  }

  private ShownPlace with(PlaceView estimated, int p50Seconds, int p90Seconds, int raisedFrom) {
    return new ShownPlace(
        new PlaceView(
            estimated.ahead(),
            p50Seconds,
            p90Seconds,
            estimated.reason(),
            estimated.ticketSuggested() || raisedFrom != NEVER),
        raisedFrom);
  }

  private static boolean roseByMuch(PlaceView shown, PlaceView estimated) {
    int shownSeconds = shown.waitP90Seconds();
    return estimated.waitP90Seconds()
        >= Math.max(MUCH * shownSeconds, shownSeconds + MUCH_SECONDS_MIN);
  }

  private static boolean isUnknown(PlaceView place) {
    return place.waitP90Seconds() < 0;
  }
}
