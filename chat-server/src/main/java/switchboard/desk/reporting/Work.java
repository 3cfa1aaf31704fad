package switchboard.desk.reporting;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What agents were meanwhile, in milliseconds.
///
/// @param handlingMs with at least one chat, wrap-up included
/// @param availableMs available without one
/// @param statusMs by status; what lasted no time is left out
public record Work(long handlingMs, long availableMs, Map<AgentStatus, Long> statusMs) {
  public static final Work NONE = new Work(0, 0, new EnumMap<>(AgentStatus.class));

  public Work {
    Map<AgentStatus, Long> ordered = new EnumMap<>(AgentStatus.class);
    ordered.putAll(statusMs);
    statusMs = ordered;
  }

  public Work plus(Work more) {
    Map<AgentStatus, Long> sums = new EnumMap<>(statusMs);
    more.statusMs.forEach((status, ms) -> sums.merge(status, ms, Long::sum));
    return new Work(handlingMs + more.handlingMs, availableMs + more.availableMs, sums);
  }

  /// Handling ÷ (handling + available).
  public @Nullable Double occupancy() {
    return Figures.share(handlingMs, handlingMs + availableMs);
  }
}
