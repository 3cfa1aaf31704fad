package switchboard.simulation;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.simulation.Measures.Waits;

/// What is compared.
public enum Metric {
  ARRIVALS(Unit.COUNT),
  ANSWERED(Unit.COUNT),
  SERVICE_LEVEL(Unit.SHARE),
  MEAN_WAIT(Unit.MILLISECONDS),
  P50_WAIT(Unit.MILLISECONDS),
  P90_WAIT(Unit.MILLISECONDS),
  MAX_WAIT(Unit.MILLISECONDS),
  /// Of the chats that came.
  ABANDONMENT(Unit.SHARE),
  /// Tickets, of the chats that came.
  DEFLECTION(Unit.SHARE),
  /// Of agents, whatever the tier: only over all.
  OCCUPANCY(Unit.SHARE),
  SLOTS_TAKEN(Unit.SHARE);

  public enum Unit {
    COUNT,
    /// From 0 to 1.
    SHARE,
    MILLISECONDS
  }

  private final Unit unit;

  Metric(Unit unit) {
    this.unit = unit;
  }

  public Unit unit() {
    return unit;
  }

  /// @param tier null for all
  /// @return null where nothing counts
  public @Nullable Double of(Measures measures, @Nullable String tier) {
    Waits waits = measures.of(tier);
    if (waits == null) {
      return null;
    }
    Service service = waits.service();
    return switch (this) {
      case ARRIVALS -> (double) service.launched();
      case ANSWERED -> (double) service.answered();
      case SERVICE_LEVEL -> service.serviceLevel();
      case MEAN_WAIT -> waits.meanMs();
      case P50_WAIT -> number(waits.p50Ms());
      case P90_WAIT -> number(waits.p90Ms());
      case MAX_WAIT -> number(waits.maxMs());
      case ABANDONMENT -> share(service, Service::abandoned);
      case DEFLECTION -> share(service, Service::ticketed);
      case OCCUPANCY -> tier == null ? measures.occupancy() : null;
      case SLOTS_TAKEN -> tier == null ? measures.slotsTaken() : null;
    };
  }

  private static @Nullable Double number(@Nullable Long ms) {
    return ms == null ? null : (double) ms;
  }

  private static @Nullable Double share(Service service, ToIntFunction<Service> part) {
    return service.launched() == 0
        ? null
        : (double) part.applyAsInt(service) / service.launched();
  }
}
