package switchboard.bench.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.desk.RoutingProperties;

/// `./switchboard bench simulate-invariants`.
@Command(
    name = "simulate-invariants",
    description =
        "Plays random scenarios of a desk, one for each seed, and checks all properties of routing after every step.",
    mixinStandardHelpOptions = true)
public final class SimulateInvariantsCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 5_000;

  @Option(names = "--scenarios", description = "How many (default: ${DEFAULT-VALUE}).")
  private int scenarios = 100_000;

  @Option(names = "--from", description = "Seed of the first (default: ${DEFAULT-VALUE}).")
  private long from = 1;

  @Option(names = "--steps", description = "Of each scenario (default: ${DEFAULT-VALUE}).")
  private int steps = 150;

  @Override
  public Integer call() {
    long began = System.nanoTime();
    AtomicLong played = new AtomicLong();
    AtomicLong entries = new AtomicLong();
    AtomicLong violated = new AtomicLong();
    LongStream.range(from, from + scenarios)
        .parallel()
        .forEach(
            seed -> {
              try {
                entries.addAndGet(RoutingProperties.check(seed, steps));
              } catch (AssertionError violation) {
                violated.incrementAndGet();
                System.out.printf("seed %d %s: %s%n", seed, violation.getMessage(), violation.getCause());
              }
              long count = played.incrementAndGet();
              if (count % PROGRESS_EVERY == 0) {
                System.out.printf("%,d of %,d scenarios, %,d violated%n", count, scenarios, violated.get());
              }
            });
    System.out.printf(
        """
          %,d scenarios of %d steps in %.0f s; %,d entries decided
          %,d scenarios violated a property
        """,
        scenarios, steps, (System.nanoTime() - began) / 1e9, entries.get(), violated.get());
    return violated.get() == 0 ? 0 : 1;
  }
}
