package switchboard.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all scenarios that load a server have in common.
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
    measure(Report.Machine.now()).publish(json);
    return 0;
  }

  abstract Report measure(Report.Machine machine) throws Exception;

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
