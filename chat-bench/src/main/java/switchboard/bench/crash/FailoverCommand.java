package switchboard.bench.crash;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(names = "--seed", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--data", description = "An empty folder to work in (default: a new one).")
  private @Nullable Path data;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    Path folder = data == null ? Files.createTempDirectory("switchboard-failover-") : data;
    FailoverBench.Report report =
        FailoverBench.run(
            new FailoverBench.Options(cycles, way, conversations, seed, folder),
            System.out::println);
    print(report);
    if (json != null) {
      new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return report.findingCount() == 0 ? 0 : 1;
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
