package switchboard.bench.crash;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./switchboard bench failover`.
@Command(
    name = "failover",
    description =
        "Ends the leader of three servers under load again and again, and checks that nothing acknowledged was lost, doubled or reordered.",
    mixinStandardHelpOptions = true)
public final class FailoverCommand implements Callable<Integer> {
  @Option(names = "--cycles", description = "Ends of a leader (default: ${DEFAULT-VALUE}).")
  private int cycles = 10;

  @Option(
      names = "--way",
      description = "How the leader ends: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FailoverBench.Way way = FailoverBench.Way.KILL;

  @Option(names = "--conversations", description = "At once (default: ${DEFAULT-VALUE}).")
  private int conversations = 200;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    FailoverBench.Report report =
        FailoverBench.run(
            new FailoverBench.Options(cycles, way, conversations, options.seed(), options.folder()),
            System.out::println);
    print(report);
    return options.conclude(report, report.findingCount());
  }

  private static void print(FailoverBench.Report report) {
    System.out.printf(
        """

          %d leaders ended (%s); until another one led: median %.0f ms, worst %.0f ms
          %.0f messages/s; %d conversations, %d messages, %d entries stored
          %d requests acknowledged
          %d findings
        """,
        report.cycles(),
        report.way(),
        report.medianMs(),
        report.worstMs(),
        report.messagesPerSecond(),
        report.conversations(),
        report.messages(),
        report.entries(),
        report.acknowledged(),
        report.findingCount());
    report.findings().forEach(finding -> System.out.println("  - " + finding));
  }
}
