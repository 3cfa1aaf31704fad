package switchboard.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all scenarios have in common.
abstract class LoadCommand implements Callable<Integer> {
  /// Long enough for a steady figure, short enough to come before every round.
  static final Duration REFERENCE = Duration.ofSeconds(2);

  @Option(
      names = "--rounds",
      description = "References and server in turn, so often (default: ${DEFAULT-VALUE}).")
  int rounds = 3;

  @Option(names = "--seconds", description = "Of a measurement (default: ${DEFAULT-VALUE}).")
  int seconds = 10;

  @Option(
      names = "--warm-up",
      description = "Seconds before the first round, for the compiler (default: ${DEFAULT-VALUE}).")
  int warmUpSeconds = 20;

  @Option(
      names = "--data",
      description = "An empty folder for the database (default: a new one that is removed).")
  @Nullable Path data;

  @Option(
      names = "--java-option",
      description = "Of the server's and the relays' Java, such as -Xmx1g; may be repeated.")
  List<String> javaOptions = List.of();

  @Option(names = "--json", description = "Where the report is written, too.")
  @Nullable Path json;

  @Override
  public final Integer call() throws Exception {
    Report.Machine machine =
        new Report.Machine(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.version"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return finish(measure(machine));
  }

  abstract Report measure(Report.Machine machine) throws Exception;

  private int finish(Report report) throws IOException {
    report.print(System.out);
    if (json != null) {
      report.write(json);
    }
    return 0;
  }

  final Duration warmUp() {
    return Duration.ofSeconds(warmUpSeconds);
  }

  final Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  static void progress(String step) {
    System.err.println("· " + step);
  }
}
