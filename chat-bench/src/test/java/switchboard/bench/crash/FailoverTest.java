package switchboard.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short run of `./switchboard bench failover`, in each of its ways.
class FailoverTest {
  @TempDir Path data;

  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostDoubledOrReorderedWhenTheLeaderChanges(FailoverBench.Way way)
      throws Exception {
    FailoverBench.Report report =
        FailoverBench.run(new FailoverBench.Options(2, way, 30, 7, data), _ -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.messages()).isGreaterThan(100);
  }
}
