package switchboard.simulation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A service level to reach.
///
/// @param tier whose; null for all chats
/// @param serviceLevel more than 0, at most 1
public record Goal(@Nullable String tier, double serviceLevel) {
  public Goal {
    if (!(serviceLevel > 0 && serviceLevel <= 1)) {
      throw new Unplayable("target", serviceLevel + ", expected more than 0 and at most 1");
    }
  }

  /// Reached is it when even the lower end of the 95 % interval is.
  boolean isReachedBy(@Nullable Estimate estimate) {
    return estimate != null && estimate.low() >= serviceLevel;
  }

  @Nullable Estimate estimate(List<Measures> replications) {
    return Estimate.of(
        replications.stream()
            .map(one -> Metric.SERVICE_LEVEL.of(one, tier))
            .filter(Objects::nonNull)
            .toList());
  }
}
