package switchboard.bench.crash;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./switchboard bench herd`.
@Command(
    name = "herd",
    description =
        "Ends one of three servers at which thousands of customers wait, and measures how long they take to come back to the others, and what those"
            + " who chat there notice.",
    mixinStandardHelpOptions = true)
public final class HerdCommand implements Callable<Integer> {
  @Option(names = "--clients", description = "Of the server that ends (default: ${DEFAULT-VALUE}).")
  private int clients = 5_000;

  @Option(
      names = "--way",
      description = "How it ends: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private HerdBench.Way way = HerdBench.Way.KILL;

  @Option(names = "--leader", description = "End the server that leads the desk, not another one.")
  private boolean leader;

  @Option(
      names = "--before",
      description = "Seconds for which messages are timed before (default: ${DEFAULT-VALUE}).")
  private int before = 10;

  @Option(names = "--java-option", description = "For the servers' Java; may be repeated.")
  private List<String> javaOptions = List.of("-Xmx600m");

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    HerdBench.Report report =
        HerdBench.run(
            new HerdBench.Options(
                clients, way, leader, Duration.ofSeconds(before), javaOptions, options.seed(),
                options.folder()),
            System.out::println);
    print(report);
    return options.conclude(report, report.findingCount());
  }

  private static void print(HerdBench.Report report) {
    System.out.printf(
        """

          %d clients of %s (%s) are back: 50 %% after %.0f ms, 90 %% %.0f ms, 99 %% %.0f ms, all %.0f ms
          %d resumed; %d attempts to connect, %d of them told to come back later
        """,
        report.clients(),
        report.leader() ? "the leader" : "a server that did not lead",
        report.way(),
        report.backMs().p50(),
        report.backMs().p90(),
        report.backMs().p99(),
        report.backMs().all(),
        report.resumed(),
        report.attempts(),
        report.refusals());
    print("before", report.before());
    print("meanwhile", report.storm());
    System.out.printf(
        """
          p99 meanwhile ÷ before: %.1f
          %d requests acknowledged, %d findings
        """,
        report.storm().p99Ms() / report.before().p99Ms(),
        report.acknowledged(),
        report.findingCount());
    report.findings().forEach(finding -> System.out.println("  - " + finding));
  }

  private static void print(String when, Punctuality.Times times) {
    System.out.printf(
        "  others' messages %-9s %6d, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        when, times.messages(), times.p50Ms(), times.p99Ms(), times.maxMs());
  }
}
