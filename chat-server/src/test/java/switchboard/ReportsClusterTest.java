package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;

/// docs/spec/reports.md, P12 and P13, on two nodes.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportsClusterTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void p13_anotherNodeGoesOnWhereTheLeaderEndedAndAnyNodeReports(@TempDir Path data)
      throws Exception {
    TestCluster cluster = new TestCluster(DATABASE.database(), data);
    try {
      TestServer leader = cluster.start();
      TestServer follower = cluster.start();
      await().atMost(SOON).until(() -> leader.isReady() && follower.isReady());
      chat(leader, "ines", "lumen-store");
      await().atMost(SOON).until(() -> launched(follower) == 1);
      assertThat(launched(leader)).isEqualTo(1);

      leader.stop();
      await().atMost(SOON).until(follower::isReady);
      chat(follower, "mara", "quince-shop");
      await().atMost(SOON).until(() -> launched(follower) == 2);

      TestServer restarted = cluster.start();
      await().atMost(SOON).until(restarted::isReady);
      assertThat(launched(restarted)).isEqualTo(2);
    } finally {
      cluster.stop();
    }
  }

  private static void chat(TestServer server, String customer, String site) {
    try (TestClient client = server.customer(customer, site)) {
      ServerTest.launch(client, "Help");
    }
  }

  /// Chats that a node reports.
  private static long launched(TestServer node) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    JsonNode report =
        node.get(
                "/api/v1/reports?from=%s&to=%s"
                    .formatted(today.minusDays(2), today.plusDays(2)),
                "Cookie",
                node.cookie("sam"))
            .json();
    return report.at("/total/figures/launched").asLong(-1);
  }
}
