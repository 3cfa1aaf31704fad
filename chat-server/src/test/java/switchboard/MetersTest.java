package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong count = new AtomicLong();

  @Test
  void whatIsMeteredIsReadForAsLongAsTheRegistryIs() {
    WeakReference<Meters> meters = new WeakReference<>(metered());
    await()
        .until(
            () -> {
              System.gc();
              return meters.refersTo(null);
            });
    count.set(7);
    assertThat(registry.scrape().lines())
        .contains("switchboard_entries_total 7.0", "switchboard_inbox_depth 7.0");
  }

  private Meters metered() {
    Meters meters = new Meters(registry);
    meters.counter("entries", "Entries committed", () -> count.get());
    meters.gauge("inbox_depth", "Commands that wait to be decided", () -> count.get());
    return meters;
  }
}
