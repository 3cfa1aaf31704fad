package switchboard.desk.entitlement;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A promised response time, in calendar time, in support hours, or in both: then whichever ends first.
/// The two cannot be compared (two support hours may span a weekend), so the better of two targets keeps the shorter of each.
///
/// @param calendar null when nothing is promised in calendar time
/// @param support null when nothing is promised in support hours
public record Target(@Nullable Duration calendar, @Nullable Duration support) {
  public Target {
    if (calendar == null && support == null) {
      throw new IllegalArgumentException("target: none, expected calendar time or support hours");
    }
  }

  public static Target calendar(Duration within) {
    return new Target(within, null);
  }

  public static Target supportHours(Duration within) {
    return new Target(null, within);
  }

  /// Whether whoever is promised this is never worse off than with the other.
  public boolean keeps(Target other) {
    return keeps(calendar, other.calendar) && keeps(support, other.support);
  }

  private static boolean keeps(@Nullable Duration mine, @Nullable Duration theirs) {
    return theirs == null || (mine != null && mine.compareTo(theirs) <= 0);
  }

  @Override
  public String toString() {
    if (support == null) {
      return Wording.duration(Objects.requireNonNull(calendar));
    }
    String hours = Wording.duration(support) + " of support hours";
    return calendar == null ? hours : hours + ", at most " + Wording.duration(calendar);
  }
}
