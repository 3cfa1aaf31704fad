package switchboard.simulation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.supervision.BoardCounts.Service;

/// What one replication came to. Times in milliseconds.
///
/// @param byTier by the tier's name
/// @param occupancy of agents' time on duty, the part with at least one chat: handling ÷ (handling + available); null when nobody was on duty
/// @param slotsTaken of the slots on duty, the part that chats took; null when nobody was on duty
public record Measures(
    Waits all,
    SortedMap<String, Waits> byTier,
    @Nullable Double occupancy,
    @Nullable Double slotsTaken) {
  public Measures {
    byTier = Collections.unmodifiableSortedMap(new TreeMap<>(byTier));
  }

  /// Of the chats of one tier, or of all.
  ///
  /// @param service as docs/spec/supervision.md, S2 to S4, counts; who still waited at the end counts as abandoned
  /// @param waited how many did not get an agent at once
  /// @param p50Ms of those answered; null when nobody was, likewise the others
  public record Waits(
      Service service,
      int waited,
      @Nullable Double meanMs,
      @Nullable Long p50Ms,
      @Nullable Long p90Ms,
      @Nullable Long maxMs) {}

  /// @param tier null for all; nothing is null of a tier that did not come
  @Nullable Waits of(@Nullable String tier) {
    return tier == null ? all : byTier.get(tier);
  }

  /// The least that this share does not exceed; null of none.
  static @Nullable Long quantile(List<Long> ascending, double share) {
    return ascending.isEmpty()
        ? null
        : ascending.get((int) Math.ceil(share * ascending.size()) - 1);
  }
}
