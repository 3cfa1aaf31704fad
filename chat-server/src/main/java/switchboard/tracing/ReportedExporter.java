package switchboard.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once when the collector is away, and once when it is back; the exporter itself would say it for each attempt, in a log of its own.
final class ReportedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedExporter.class);

  /// Kept, for the JDK forgets what was set on a logger that nobody holds.
  private static final java.util.logging.Logger ITS_OWN =
      java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

  private final SpanExporter exporter;
  private final String endpoint;
  private final AtomicBoolean away = new AtomicBoolean();

  ReportedExporter(SpanExporter exporter, String endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    ITS_OWN.setLevel(Level.OFF);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> report(result.isSuccess()));
    return result;
  }

  private void report(boolean arrived) {
    if (away.compareAndSet(arrived, !arrived)) {
      if (arrived) {
        LOG.info("the collector of traces at {} is back", endpoint);
      } else {
        LOG.warn("the collector of traces at {} does not take them; they are dropped until it does", endpoint);
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
