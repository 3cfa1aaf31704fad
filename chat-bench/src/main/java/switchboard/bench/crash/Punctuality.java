package switchboard.bench.crash;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long messages take from when they were due until the other end has them.
final class Punctuality {
  private static final int DIGITS = 3;

  private final Map<String, Long> dueNanos = new ConcurrentHashMap<>();
  private volatile Histogram nanos = new ConcurrentHistogram(DIGITS);

  /// @param text by which the message is known again
  void due(String text, long atNanos) {
    dueNanos.put(text, atNanos);
  }

  void arrived(String text) {
    Long due = dueNanos.remove(text);
    if (due != null) {
      nanos.recordValue(System.nanoTime() - due);
    }
  }

  /// Of those that arrived since the last time, in milliseconds.
  Times take() {
    Histogram taken = nanos;
    nanos = new ConcurrentHistogram(DIGITS);
    return new Times(
        taken.getTotalCount(),
        ms(taken.getValueAtPercentile(50)),
        ms(taken.getValueAtPercentile(99)),
        ms(taken.getMaxValue()));
  }

  /// Messages under way.
  int open() {
    return dueNanos.size();
  }

  private static double ms(long nanos) {
    return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }

  record Times(long messages, double p50Ms, double p99Ms, double maxMs) {}
}
