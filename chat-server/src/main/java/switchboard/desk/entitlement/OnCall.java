package switchboard.desk.entitlement;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import switchboard.desk.calendar.Hours;

/// The right to have an engineer on duty paged.
///
/// @param issues for which one may page, "downtime"
/// @param hours in which one may
/// @param escalation time within which somebody has taken it on or the last escalation step has been reached
public record OnCall(SortedSet<String> issues, Hours hours, Duration escalation)
    implements Comparable<OnCall> {
  private static final Comparator<OnCall> ORDER =
      Comparator.comparing(OnCall::escalation)
          .thenComparing(OnCall::hours)
          .thenComparing(onCall -> String.join("\n", onCall.issues()));

  public OnCall {
    issues = Collections.unmodifiableSortedSet(new TreeSet<>(issues));
  }

  @Override
  public int compareTo(OnCall other) {
    return ORDER.compare(this, other);
  }
}
