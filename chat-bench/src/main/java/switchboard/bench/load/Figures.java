package switchboard.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One thing measured, round after round.
final class Figures {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final String name;
  private final List<Double> perSecond = new ArrayList<>();
  private final List<Report.Cpu> cpu = new ArrayList<>();
  private final Histogram nanos = histogram();

  Figures(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  /// @param count how often it was done
  /// @param tookNanos how long each time took; may hold fewer
  void add(long count, double seconds, Histogram tookNanos) {
    perSecond.add(count / seconds);
    nanos.add(tookNanos);
  }

  /// What each took of the processors.
  void add(Report.Cpu each) {
    cpu.add(each);
  }

  /// The median of the rounds.
  double perSecond() {
    return Report.median(perSecond);
  }

  /// Of all rounds together.
  double p50Ms() {
    return ms(50);
  }

  double p99Ms() {
    return ms(99);
  }

  private double ms(double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MS;
  }

  /// Processor time of everybody for each thing done, in microseconds.
  double cpuMicros() {
    Report.Cpu each = Objects.requireNonNull(cpu());
    return each.programMicros() + each.postgresMicros() + each.clientMicros();
  }

  /// How often a second, and how long each time takes.
  Report.Row row() {
    return new Report.Row(
        name, "1/s", perSecond(), perSecond, nanos.getTotalCount() == 0 ? null : times(), cpu());
  }

  /// How long it takes, where how often was given.
  Report.Row timesRow() {
    return new Report.Row(name, "", null, List.of(), times(), null);
  }

  private Report.@Nullable Cpu cpu() {
    return cpu.isEmpty()
        ? null
        : new Report.Cpu(
            Report.median(cpu.stream().map(Report.Cpu::programMicros).toList()),
            Report.median(cpu.stream().map(Report.Cpu::postgresMicros).toList()),
            Report.median(cpu.stream().map(Report.Cpu::clientMicros).toList()));
  }

  private Report.Times times() {
    return new Report.Times(
        nanos.getTotalCount(), ms(50), ms(99), ms(99.9), nanos.getMaxValue() / NANOS_PER_MS);
  }
}
