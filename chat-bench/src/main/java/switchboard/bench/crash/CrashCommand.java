package switchboard.bench.crash;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./switchboard bench crash`.
@Command(
    name = "crash",
    description =
        "Kills a server under load again and again, and checks that nothing acknowledged was lost, doubled or reordered.",
    mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
  @Option(names = "--cycles", description = "Starts and kills (default: ${DEFAULT-VALUE}).")
  private int cycles = 20;

  @Option(names = "--conversations", description = "At once (default: ${DEFAULT-VALUE}).")
  private int conversations = 50;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    CrashBench.Report report =
        CrashBench.run(
            new CrashBench.Options(cycles, conversations, options.seed(), options.folder()), System.out::println);
    print(report);
    return options.conclude(report, report.findingCount());
  }

  private static void print(CrashBench.Report report) {
    System.out.printf(
        """

          %d kills at work, %d more together with PostgreSQL, %d while starting; %d clean stops
          median start %.0f ms
          %d conversations, %d messages, %d entries stored
          %d requests acknowledged
          %d findings
        """,
        report.killed(),
        report.killedWithPostgres(),
        report.killedWhileStarting(),
        report.stopped(),
        report.medianStartMs(),
        report.conversations(),
        report.messages(),
        report.entries(),
        report.acknowledged(),
        report.findingCount());
    report.findings().forEach(finding -> System.out.println("  - " + finding));
  }
}
