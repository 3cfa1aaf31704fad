package switchboard.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acknowledged means stored: fifty conversations, a server that is killed twenty times, and an independent check afterwards.
class CrashTest {
  @Test
  void nothingAcknowledgedIsLostDoubledOrReordered(@TempDir Path data) throws Exception {
    CrashBench.Report report =
        CrashBench.run(new CrashBench.Options(20, 50, 1, data), System.out::println);
    assertThat(report.findings()).isEmpty();
    assertThat(report.findingCount()).isZero();
    assertThat(report.killed()).isGreaterThan(5);
    assertThat(report.killedWithPostgres()).isPositive();
    assertThat(report.conversations()).isGreaterThan(50);
    assertThat(report.messages()).isGreaterThan(1_000);
    assertThat(report.acknowledged()).isGreaterThan(report.messages());
  }
}
