package switchboard.desk.entitlement;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;
import switchboard.desk.intake.Placement;
import switchboard.desk.vocabulary.AlertRule;

/// The plan catalogue: every promise of a support desk, as data. Plans and packages are found by name in any letter case.
///
/// @param tiers lowest rank first
/// @param strict whether a higher tier always goes first; its head starts are then multiples of `STRICT_STEP`
/// @param supportHours in which response times of support hours run
/// @param priorities of tickets, lowest first
/// @param plans for sites, by name
/// @param packages for organizations, by name
/// @param base what everybody gets who is signed in, and all that a site gets which is not paid for
/// @param unknownPlan what a paid site gets whose plan is not in this catalogue
/// @param emergencyNumber shown only to those with the right to the emergency line; null when there is none
/// @param placement where chats go
/// @param alerts when supervisors are called
public record Catalogue(
    List<Tier> tiers,
    boolean strict,
    Hours supportHours,
    List<String> priorities,
    SortedMap<String, Plan> plans,
    SortedMap<String, Plan> packages,
    Plan base,
    Plan unknownPlan,
    @Nullable String emergencyNumber,
    Placement placement,
    List<AlertRule> alerts) {
  /// Head start of a strict tier over the one below: longer than any chat waits.
  public static final Duration STRICT_STEP = Duration.ofDays(3_650);

  public Catalogue {
    tiers = List.copyOf(tiers);
    alerts = List.copyOf(alerts);
    priorities = List.copyOf(priorities);
    plans = byName(plans);
    packages = byName(packages);
    for (int i = 1; i < tiers.size(); i++) {
      requireAscending(tiers.get(i - 1), tiers.get(i));
    }
  }

  private static SortedMap<String, Plan> byName(Map<String, Plan> plans) {
    SortedMap<String, Plan> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(plans);
    return Collections.unmodifiableSortedMap(byName);
  }

  /// Best of two tiers must mean best in everything.
  private static void requireAscending(Tier lower, Tier higher) {
    boolean ascending =
        higher.rank() > lower.rank()
            && higher.headStart().compareTo(lower.headStart()) >= 0
            && higher.chatTarget().compareTo(lower.chatTarget()) <= 0
            && keeps(higher.firstResponse(), lower.firstResponse())
            && keeps(higher.nextResponse(), lower.nextResponse());
    if (!ascending) {
      throw new IllegalArgumentException(
          "tier %s: %s, expected nothing worse than in the lower tier: %s"
              .formatted(higher.name(), higher, lower));
    }
  }

  private static boolean keeps(Map<String, Target> higher, Map<String, Target> lower) {
    return lower.entrySet().stream()
        .allMatch(
            promise -> {
              Target target = higher.get(promise.getKey());
              return target != null && target.keeps(promise.getValue());
            });
  }

  /// What a request gets. A package that is not in this catalogue adds nothing.
  ///
  /// @param site that the request is about, null for none (the user dashboard): then only the organization counts
  /// @param organizationPackage as the host names it; null when the organization bought none
  public Entitlement entitlementOf(@Nullable Site site, @Nullable String organizationPackage) {
    Entitlement entitlement = base.grantTo(site);
    if (site != null && site.paying()) {
      entitlement =
          entitlement.best(plans.getOrDefault(site.plan(), unknownPlan).grantTo(site));
    }
    Plan bought = organizationPackage == null ? null : packages.get(organizationPackage);
    return bought == null ? entitlement : entitlement.best(bought.grantTo(site));
  }

  /// The most that any boost may give.
  public Duration largestHeadStart() {
    return tiers.getLast().headStart();
  }
}
