package switchboard.desk.entitlement;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Rights and durations in the words that people read.
final class Wording {
  private Wording() {}

  /// "90 s", "15 min", "2 h", "3 days": the largest unit that gives a whole number, hours and days only from two on.
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + " s";
    }
    if (seconds % 3_600 != 0 || seconds == 3_600) {
      return seconds / 60 + " min";
    }
    if (seconds % 86_400 != 0 || seconds == 86_400) {
      return seconds / 3_600 + " h";
    }
    return seconds / 86_400 + " days";
  }

  static String tickets(TicketRouting routing, Tier tier) {
    String where = routing == TicketRouting.AHEAD ? "Tickets routed ahead" : "Tickets";
    return tier.firstResponse().isEmpty()
        ? where
        : where + ", first response in " + targets(tier.firstResponse());
  }

  private static String targets(SortedMap<String, Target> byPriority) {
    if (new TreeSet<>(byPriority.values().stream().map(Target::toString).toList()).size() == 1) {
      return byPriority.firstEntry().getValue().toString();
    }
    return byPriority.entrySet().stream()
        .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
        .collect(Collectors.joining(", "));
  }

  static String onCall(OnCall grant) {
    return "On-call within %s: %s%s"
        .formatted(
            duration(grant.escalation()),
            String.join(", ", grant.issues()),
            grant.hours().isAlways() ? "" : ", in " + grant.hours().name() + " hours");
  }

  static String phone(Phone phone) {
    String calls =
        phone.callsPerMonth() == Phone.UNLIMITED
            ? "Phone calls of %s".formatted(duration(phone.length()))
            : "%d phone calls of %s a month"
                .formatted(phone.callsPerMonth(), duration(phone.length()));
    return phone.bookedAhead() ? calls + ", booked ahead" : calls;
  }
}
