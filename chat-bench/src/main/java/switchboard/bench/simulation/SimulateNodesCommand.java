package switchboard.bench.simulation;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./switchboard bench simulate-nodes`.
@Command(
    name = "simulate-nodes",
    description =
        "Runs three nodes of a desk in one thread under every kind of fault, once for each seed, and checks that all promises hold.",
    mixinStandardHelpOptions = true)
public final class SimulateNodesCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 1_000;

  @Option(names = "--seeds", description = "How many (default: ${DEFAULT-VALUE}).")
  private int seeds = 10_000;

  @Option(names = "--from", description = "The first of them (default: ${DEFAULT-VALUE}).")
  private long from = 1;

  @Override
  public Integer call() {
    // Of processes that died the threads never end: the JVM is not to keep them.
    System.setProperty("jdk.trackAllThreads", "false");
    long began = System.nanoTime();
    long entries = 0;
    long happenings = 0;
    int failed = 0;
    for (long seed = from; seed < from + seeds; seed++) {
      NodesSimulation.Outcome outcome = NodesSimulation.run(seed);
      entries += outcome.entries();
      happenings += outcome.happenings();
      if (outcome.finding() != null) {
        failed++;
        System.out.printf("seed %d: %s%n", seed, outcome.finding());
      }
      if ((seed - from + 1) % PROGRESS_EVERY == 0) {
        System.out.printf("%,d of %,d seeds, %,d failed%n", seed - from + 1, seeds, failed);
      }
      if (outcome.finding() != null && failed == 1) {
        NodesSimulation.Outcome smallest = NodesSimulation.shrink(seed);
        System.out.printf(
            "%n%s%n%n%s%n", String.join("\n", smallest.steps()), smallest.trace());
      }
    }
    System.out.printf(
        """
          %,d seeds in %.0f s; %,d happenings, %,d entries stored
          %,d seeds failed
        """,
        seeds, (System.nanoTime() - began) / 1e9, happenings, entries, failed);
    return failed == 0 ? 0 : 1;
  }
}
