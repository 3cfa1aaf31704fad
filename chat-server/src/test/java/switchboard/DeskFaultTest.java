package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.Database;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.Intake;

/// A desk whose journal holds what cannot be read: it is over, and no other desk is.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeskFaultTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path folder;

  @Test
  void aDeskThatFailsEndsAlone() throws Exception {
    try (TestServer server = start()) {
      TestDesk acme = new TestDesk(server, "acme");
      TestDesk globex = new TestDesk(server, "globex");
      TestClient here = acme.customer("ines", "lumen-store");
      TestClient there = globex.customer("ines", "lumen-store");
      ServerTest.launch(there, "a first chat");

      poison("globex");
      there.send(
          new ClientMessage.LaunchChat(
              TestClient.request(), new Intake("another", "", "", "", "", List.of())));

      assertThat(there.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
      await().until(() -> globex.get("/readyz").status() == 503);
      assertThat(globex.get("/api/v1/me").status()).isEqualTo(503);
      TestClient late = TestClient.connect(globex.way());
      late.send(new ClientMessage.Hello("any", List.of()));
      assertThat(late.closeCode()).isEqualTo(CloseCode.OVERLOADED.code());

      ServerTest.launch(here, "all is well here");
      assertThat(server.isReady()).isTrue();
      assertThat(server.get("/metrics").text())
          .contains("switchboard_ready{desk=\"acme\"} 1.0", "switchboard_ready{desk=\"globex\"} 0.0");
    }
  }

  @Test
  void aDeskThatCannotBeRecoveredIsLeftOut() throws Exception {
    try (TestServer before = start()) {
      ServerTest.launch(new TestDesk(before, "acme").customer("ines", "lumen-store"), "a chat");
      ServerTest.launch(new TestDesk(before, "globex").customer("ines", "lumen-store"), "a chat");
    }
    poison("globex");
    try (TestServer server = start()) {
      assertThat(new TestDesk(server, "globex").get("/api/v1/me").status()).isEqualTo(421);
      ServerTest.launch(new TestDesk(server, "acme").customer("ines", "lumen-store"), "another");
      assertThat(server.isReady()).isTrue();
    }
  }

  private TestServer start() throws Exception {
    Path settings = Files.writeString(folder.resolve("settings.yaml"), TestDesk.SETTINGS);
    return TestServer.start(database.database(), folder, settings, Map.of());
  }

  /// Puts an entry behind a desk's journal that no version of the program can read.
  private void poison(String desk) throws SQLException {
    Database at = database.database();
    try (Connection connection = DriverManager.getConnection(at.url(), at.user(), at.password());
        Statement statement = connection.createStatement()) {
      int rows =
          statement.executeUpdate(
              """
              insert into journal (sequence, at_ms, conversation, desk, position, batch, version, type, actor_kind, actor,
                actor_name, request, event)
              select sequence + 1, at_ms, 0, desk, 0, gen_random_uuid(), version, type, actor_kind, actor, actor_name, null,
                'nothing'
              from journal where desk = (select id from desk where name = '%s') order by sequence desc limit 1
              """
                  .formatted(desk));
      assertThat(rows).isEqualTo(1);
    }
  }
}
