package switchboard.bench.estimate;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./switchboard bench estimate`.
@Command(
    name = "estimate",
    description = "Whether the waits that customers are told come true, in a simulation.",
    mixinStandardHelpOptions = true)
public final class EstimateCommand implements Callable<Integer> {
  private static final int WAITING = 10_000;
  private static final int DAYS_MAX = 60;
  private static final long DAY_MS = 24 * 3_600_000L;

  @Option(
      names = "--loads",
      split = ",",
      description = "Arrivals beside what the slots can serve (default: ${DEFAULT-VALUE}).")
  private double[] loads = {0.8, 1.0, 1.2, 1.5};

  @Option(names = "--days", description = "How long each desk runs (default: ${DEFAULT-VALUE}).")
  private int days = 28;

  @Option(names = "--seed", description = "Of all chance (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--lines",
      description = "Lines among which agents are shared (default: ${DEFAULT-VALUE}).")
  private int lines = 1;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (days < 1 || days > DAYS_MAX) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--days: %d, expected 1 to %d".formatted(days, DAYS_MAX));
    }
    System.out.printf(
        "%4s  %-8s %7s  %6s %6s %10s  %7s %7s %7s %9s%n",
        "load", "tier", "told", "P80", "P90", "worst P80", "error", "last", "naive", "error/last");
    for (double load : loads) {
      Crowd crowd = Crowd.of(load).withLines(lines);
      EstimateRun.of(crowd, seed, days * DAY_MS)
          .forEach(
              (tier, result) ->
                  System.out.printf(
                      "%4.1f  %-8s %,7d  %5.1f%% %5.1f%% %9.1f%%  %5.1f s %5.1f s %5.1f s %9.2f%n",
                      load,
                      tier,
                      result.told(),
                      100 * result.covered80(),
                      100 * result.covered90(),
                      100 * result.worst80(),
                      result.errorMs() / 1_000,
                      result.lastErrorMs() / 1_000,
                      result.naiveErrorMs() / 1_000,
                      result.errorMs() / result.lastErrorMs()));
    }
    EstimateCost cost = EstimateCost.with(WAITING, lines, seed);
    System.out.printf(
        "%n%,d waiting: an estimate takes %.1f µs (median), %.1f µs (p99; goal: at most 1,000); the places of all take %.1f ms%n",
        cost.waiting(), cost.medianMicros(), cost.p99Micros(), cost.placesMs());
    return 0;
  }
}
