package switchboard.bench.crash;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every run that breaks servers is told: where its dice, its folder and its report are.
final class RunOptions {
  @Option(names = "--seed", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--data", description = "An empty folder to work in (default: a new one).")
  private @Nullable Path data;

  @Option(names = "--json", description = "Where the report is written, too.")
  private @Nullable Path json;

  long seed() {
    return seed;
  }

  Path folder() throws IOException {
    return data == null ? Files.createTempDirectory("switchboard-bench-") : data;
  }

  /// Writes a report where it is wanted.
  ///
  /// @return the program's exit code
  int conclude(Record report, int findings) throws IOException {
    if (json != null) {
      new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return findings == 0 ? 0 : 1;
  }
}
