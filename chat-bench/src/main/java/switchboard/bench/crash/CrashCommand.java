package switchboard.bench.crash;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(names = "--seed", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--data", description = "An empty folder to work in (default: a new one).")
  private @Nullable Path data;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    Path folder = data == null ? Files.createTempDirectory("switchboard-crash-") : data;
    CrashBench.Report report =
        CrashBench.run(
            new CrashBench.Options(cycles, conversations, seed, folder), System.out::println);
    print(report);
    if (json != null) {
      new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return report.findingCount() == 0 ? 0 : 1;
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
