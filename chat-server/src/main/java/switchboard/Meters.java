package switchboard;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/// Names what is read for `/metrics`, with the same tags for all of it.
final class Meters {
  private final MeterRegistry registry;
  private final Tags tags;

  interface Reading {
    double read();
  }

  /// @param tags name, value, name, value
  Meters(MeterRegistry registry, String... tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
  }

  /// @param more tags of this one
  void gauge(String name, String description, Reading reading, String... more) {
    Gauge.builder("switchboard_" + name, reading, Reading::read)
        .description(description)
        .tags(tags.and(more))
        .strongReference(true)
        .register(registry);
  }

  void counter(String name, String description, Reading reading) {
    // It refers weakly to what it is given, and strongly to how that is read.
    FunctionCounter.builder("switchboard_" + name, registry, _ -> reading.read())
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
