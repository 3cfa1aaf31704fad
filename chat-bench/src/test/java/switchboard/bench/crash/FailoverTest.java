package switchboard.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short run of `./switchboard bench failover`, in those of its ways that take no long time; ClusterTest has the others on one desk in one process.
class FailoverTest {
  @TempDir Path data;

  @ParameterizedTest
  @EnumSource(names = {"KILL", "FREEZE", "ROLL", "POSTGRES"})
  void nothingAcknowledgedIsLostDoubledOrReorderedWhateverEnds(FailoverBench.Way way)
      throws Exception {
    FailoverBench.Report report =
        FailoverBench.run(
            new FailoverBench.Options(cycles(way), way, Duration.ofSeconds(4), 30, 7, data),
            _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.messages()).isGreaterThan(100);
  }

  /// Of what takes long once is enough.
  private static int cycles(FailoverBench.Way way) {
    return way == FailoverBench.Way.KILL ? 2 : 1;
  }
}
