package switchboard.bench.crash;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./switchboard bench failover`.
@Command(
    name = "failover",
    description =
        "Ends servers of three, NATS or PostgreSQL under load again and again, and checks that nothing acknowledged was lost, doubled or reordered.",
    mixinStandardHelpOptions = true)
public final class FailoverCommand implements Callable<Integer> {
  @Option(names = "--cycles", description = "How often (default: ${DEFAULT-VALUE}); what is gone for good ends once.")
  private int cycles = 10;

  @Option(
      names = "--way",
      description = "What ends: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FailoverBench.Way way = FailoverBench.Way.KILL;

  @Option(
      names = "--away",
      description = "Seconds for which what comes back is away (default: ${DEFAULT-VALUE}).")
  private int away = 10;

  @Option(names = "--conversations", description = "At once (default: ${DEFAULT-VALUE}).")
  private int conversations = 200;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    FailoverBench.Report report =
        FailoverBench.run(
            new FailoverBench.Options(
                way == FailoverBench.Way.NATS_GONE ? 1 : cycles,
                way,
                Duration.ofSeconds(away), conversations, options.seed(), options.folder()),
            System.out::println);
    print(report);
    return options.conclude(report, report.findingCount());
  }

  private static void print(FailoverBench.Report report) {
    System.out.printf(
        """

          %s, %d times; %s: median %.0f ms, worst %.0f ms
          %.0f messages/s; %d conversations, %d messages, %d entries stored
          %d requests acknowledged, %d of them while something was away; %d connections lost
          %d findings
        """,
        report.way(),
        report.cycles(),
        report.way().measured,
        report.medianMs(),
        report.worstMs(),
        report.messagesPerSecond(),
        report.conversations(),
        report.messages(),
        report.entries(),
        report.acknowledged(),
        report.acknowledgedMeanwhile(),
        report.connectionsLost(),
        report.findingCount());
    report.findings().forEach(finding -> System.out.println("  - " + finding));
  }
}
