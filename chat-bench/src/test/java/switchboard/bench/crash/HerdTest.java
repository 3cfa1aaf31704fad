package switchboard.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A short run of `./switchboard bench herd`, in each of its ways.
class HerdTest {
  private static final int CLIENTS = 200;

  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({"KILL, false", "KILL, true", "STOP, false"})
  void everybodyComesBackAndMissesNothing(HerdBench.Way way, boolean leader) throws Exception {
    HerdBench.Report report =
        HerdBench.run(
            new HerdBench.Options(
                CLIENTS,
                way,
                leader,
                Duration.ofSeconds(1),
                List.of("-XX:TieredStopAtLevel=1", "-Xmx400m"),
                7,
                data),
            _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.resumed()).isEqualTo(CLIENTS);
    assertThat(report.attempts()).isGreaterThanOrEqualTo(CLIENTS);
    assertThat(report.storm().messages()).isPositive();
  }
}
