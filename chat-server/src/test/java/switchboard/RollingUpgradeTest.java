package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.postgres.TestPostgres;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.runtime.EventCodec;
import switchboard.runtime.NewerJournal;

/// Two nodes of this version, beside which a newer one comes: what that leaves in the database is written by hand.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RollingUpgradeTest {
  private static final int NEWER = EventCodec.FORMAT + 1;
  private static final Duration SOON = Duration.ofSeconds(10);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data;

  private TestCluster cluster;
  private TestServer leader;
  private TestServer follower;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(database.database(), data);
    leader = cluster.start();
    follower = cluster.start();
    await().atMost(SOON).until(() -> leader.isReady() && follower.isReady());
  }

  @AfterEach
  void stop() throws Exception {
    cluster.stop();
  }

  @Test
  void whatRunsGoesOnUnderANewerFormatAndLeavesOnceItIsToLead() throws Exception {
    TestClient ines = follower.customer("ines", "lumen-store");
    execute("update desk set format = " + NEWER);
    long number = ServerTest.launch(ines, "Nothing newer was written yet");
    ines.done(post(number, "still here"));

    leader.stop();
    await().atMost(SOON).until(() -> follower.failure() != null);
    assertThat(follower.failure())
        .isInstanceOf(NewerJournal.class)
        .hasMessageStartingWith("the journal of desk 1 is of format " + NEWER);
    leavesInGoodOrder(follower, ines);
  }

  @Test
  void aNodeThatMeetsAnEventThatItCannotReadLeavesInGoodOrder() throws Exception {
    TestClient ines = follower.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "The newer version leads now");
    execute(
        """
        insert into journal
          (sequence, at_ms, conversation, desk, position, batch, version, type, actor_kind, actor, actor_name, event)
        select max(sequence) + 1, max(at_ms), 0, 1, 0, gen_random_uuid(), 1, 'Teleported', 'DESK', '', '', '{}'
        from journal
        """);
    ines.send(post(number, "which the old leader cannot store"));

    await().atMost(SOON).until(() -> leader.failure() != null && follower.failure() != null);
    assertThat(follower.failure())
        .isInstanceOf(NewerJournal.class)
        .hasMessageStartingWith("the journal holds an event of type Teleported");
    leavesInGoodOrder(follower, ines);
  }

  @Test
  void aNodeThatStartsRefusesInASentence() throws Exception {
    execute("update desk set format = " + NEWER);
    assertThatThrownBy(cluster::start)
        .isInstanceOf(Server.StartFailure.class)
        .hasMessage(
            "the journal of desk 1 is of format %d, and this program reads up to format %d: start the newer version of Switchboard here, too",
            NEWER, EventCodec.FORMAT);
  }

  private static void leavesInGoodOrder(TestServer old, TestClient client) {
    assertThat(old.isReady()).isFalse();
    old.stop();
    assertThat(client.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = TestPostgres.connect(database.database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ClientMessage.PostMessage post(long conversation, String text) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, false);
  }
}
