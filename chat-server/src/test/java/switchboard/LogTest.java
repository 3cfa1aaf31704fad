package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.HostTokenMint;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.ServerMessage;

/// The log says which session and which request it speaks of, and never what people wrote, who they are or what lets them in.
class LogTest {
  private static final String MARKER = "x9-secret-x9";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir Path data;

  @Test
  void aRunsLogHasTheIdsAndNothingOfWhatPeopleWrote() throws Exception {
    try (LogLines log = new LogLines()) {
      String hostToken = hostToken();
      String token;
      ClientMessage.PostMessage refused;
      try (TestServer server = TestServer.start(DATABASE.database(), data)) {
        await().atMost(Duration.ofSeconds(10)).until(server::isReady);
        token =
            server
                .post("/api/v1/identity", "{\"token\":\"" + hostToken + "\"}")
                .json()
                .path("token")
                .asText();
        TestClient eve = TestClient.connect(server.port());
        eve.hello(token);
        long number = ServerTest.launch(eve, MARKER + "\n{\"level\":\"ERROR\"}");
        eve.done(new ClientMessage.PostMessage(TestClient.request(), number, MARKER, false));
        eve.done(new ClientMessage.CloseConversation(TestClient.request(), number));
        refused = new ClientMessage.PostMessage(TestClient.request(), number, MARKER, false);
        assertThat(eve.refused(refused).problem().code()).isNotEqualTo(ErrorCode.INTERNAL);
        eve.sendText("{\"type\":\"post\",\"" + MARKER);
        eve.next(ServerMessage.ProblemFound.class);
        eve.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> log.of("a client left").count() == 1);

        TestClient guest = TestClient.connect(server.port());
        guest.send(new ClientMessage.Hello(token + MARKER, List.of()));
        assertThat(guest.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
        server.post("/api/v1/identity", "{\"token\":\"" + hostToken + MARKER + "\"}");
        server.get("/api/v1/" + MARKER + "?token=" + token, "Cookie", "staff=" + MARKER);
        await().atMost(Duration.ofSeconds(5)).until(() -> log.of("a socket was closed").count() == 1);
      }

      assertThat(log.of("leading the desk, term {}, after {} ms"))
          .singleElement()
          .satisfies(line -> assertThat(line.at("/mdc/desk").asText()).isEqualTo("main"));
      JsonNode began = log.of("a session begins").findFirst().orElseThrow();
      String session = LogLines.value(began, "session");
      assertThat(session).matches("[0-9a-f]{8}-\\d+");
      assertThat(began.at("/context/properties/node").asText()).isEqualTo(session.split("-")[0]);
      assertThat(log.of("a command was {}"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(LogLines.value(line, "session")).isEqualTo(session);
                assertThat(LogLines.value(line, "request")).isEqualTo(refused.request());
                assertThat(LogLines.value(line, "command")).isEqualTo("Post");
                assertThat(LogLines.value(line, "code")).isNotEmpty();
              });
      JsonNode ended = log.of("a client left").findFirst().orElseThrow();
      assertThat(LogLines.value(ended, "session")).isEqualTo(session);
      assertThat(LogLines.value(ended, "seconds")).isNotEmpty();
      assertThat(log.of("a socket was closed"))
          .singleElement()
          .satisfies(line -> assertThat(LogLines.value(line, "reason")).isEqualTo("SIGNED_OUT"));
      assertThat(log.text()).doesNotContain(MARKER, token, hostToken, "eve@example.test");
    }
  }

  /// Of a customer whose name, e-mail address and company are meant to do harm in a log.
  private static String hostToken() {
    DemoCustomer ines =
        DemoCustomers.ALL.stream().filter(c -> c.id().equals("ines")).findFirst().orElseThrow();
    DemoCustomer eve =
        new DemoCustomer(
            "eve",
            "Eve " + MARKER + " ${jndi:ldap://x}",
            "eve@example.test",
            ines.organization(),
            ines.sites());
    return new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), "switchboard")
        .sign(eve, ines.sites().getFirst(), Instant.now(), Duration.ofMinutes(5));
  }
}
