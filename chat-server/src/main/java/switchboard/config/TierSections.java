package switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Target;
import switchboard.desk.entitlement.Tier;

/// Reads the tiers of the catalogue, and checks that a higher one is worse in nothing.
final class TierSections {
  /// Stands in after a fault.
  static final Tier SUBSTITUTE = new Tier("", 0, Duration.ZERO, Duration.ZERO);

  private static final Form<Target> TARGET =
      Form.of("a time such as 30m, '2h support' or '4h support, 1d'", TierSections::parseTarget);

  private final List<String> priorities;
  private final boolean strict;
  private final Faults faults;
  private final List<Read> reads = new ArrayList<>();

  /// @param priorities of tickets, for which targets may be given
  TierSections(List<String> priorities, boolean strict, Faults faults) {
    this.priorities = priorities;
    this.strict = strict;
    this.faults = faults;
  }

  /// @param good whether there was no fault, so that it can be compared with others
  private record Read(Tier tier, Section section, boolean good) {}

  void add(String name, Section section) {
    int before = faults.count();
    Tier tier =
        new Tier(
            name,
            section.required("rank", Forms.wholeNumber(0, 1_000), 0),
            headStart(section),
            section.required("chatTarget", Forms.time(), Duration.ZERO),
            targets(section, "firstResponse"),
            targets(section, "nextResponse"));
    section.refuseUnknown();
    reads.add(new Read(tier, section, faults.count() == before));
  }

  private Duration headStart(Section section) {
    if (!strict) {
      return section.required("headStart", Forms.duration(), Duration.ZERO);
    }
    section
        .optional("headStart", Forms.duration())
        .ifPresent(any ->
            section.fault("headStart", "given", "none, for the catalogue says headStart: strict"));
    return Duration.ZERO;
  }

  private SortedMap<String, Target> targets(Section section, String key) {
    SortedMap<String, Target> targets = new TreeMap<>();
    if (section.isSection(key)) {
      section.section(key).ifPresent(byPriority -> read(byPriority, targets));
    } else {
      section
          .optional(key, TARGET)
          .ifPresent(target -> priorities.forEach(priority -> targets.put(priority, target)));
    }
    return targets;
  }

  private void read(Section byPriority, SortedMap<String, Target> targets) {
    for (String priority : priorities) {
      byPriority.optional(priority, TARGET).ifPresent(target -> targets.put(priority, target));
    }
    byPriority.refuseUnknown();
  }

  /// `30m` in calendar time, `2h support` in support hours, both separated by a comma.
  private static Optional<Target> parseTarget(String text) {
    Optional<Duration> calendar = Optional.empty();
    Optional<Duration> support = Optional.empty();
    for (String part : text.split(",", -1)) {
      String time = part.strip();
      boolean inSupportHours = time.endsWith(" support");
      Optional<Duration> within =
          Forms.time().reading().apply(inSupportHours ? time.replace(" support", "") : time);
      if (within.isEmpty() || (inSupportHours ? support : calendar).isPresent()) {
        return Optional.empty();
      }
      if (inSupportHours) {
        support = within;
      } else {
        calendar = within;
      }
    }
    return Optional.of(new Target(calendar.orElse(null), support.orElse(null)));
  }

  /// Lowest first.
  List<Tier> byRank() {
    reads.sort(Comparator.comparingInt(read -> read.tier().rank()));
    List<Read> good = reads.stream().filter(Read::good).toList();
    for (int i = 1; i < good.size(); i++) {
      compare(good.get(i - 1).tier(), good.get(i).tier(), good.get(i).section());
    }
    List<Tier> tiers = new ArrayList<>();
    for (Read read : reads) {
      tiers.add(strict ? strictly(tiers.size(), read.tier()) : read.tier());
    }
    return tiers;
  }

  private static Tier strictly(int place, Tier tier) {
    return new Tier(
        tier.name(),
        tier.rank(),
        Catalogue.STRICT_STEP.multipliedBy(place),
        tier.chatTarget(),
        tier.firstResponse(),
        tier.nextResponse());
  }

  private static void compare(Tier lower, Tier higher, Section section) {
    String than = " as the lower tier " + lower.name();
    if (higher.rank() == lower.rank()) {
      section.fault("rank", String.valueOf(higher.rank()), "not the same rank" + than);
    }
    if (higher.headStart().compareTo(lower.headStart()) < 0) {
      section.fault("headStart", "too short", "at least as long a head start" + than);
    }
    if (higher.chatTarget().compareTo(lower.chatTarget()) > 0) {
      section.fault("chatTarget", "too long", "at most as long a wait" + than);
    }
    compare("firstResponse", lower.firstResponse(), higher.firstResponse(), section, than);
    compare("nextResponse", lower.nextResponse(), higher.nextResponse(), section, than);
  }

  private static void compare(
      String key,
      Map<String, Target> lower,
      Map<String, Target> higher,
      Section section,
      String than) {
    lower.forEach((priority, promised) -> {
      Target target = higher.get(priority);
      if (target == null || !target.keeps(promised)) {
        section.fault(
            key,
            (target == null ? "nothing" : target) + " for priority " + priority,
            "at least as good a promise" + than + ": " + promised);
      }
    });
  }
}
