package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;

/// docs/spec/supervision.md, S40 to S43, over HTTP: a supervisor looks at the desk as it was.
class PastTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;
  private static String supervisor;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(DATABASE.database(), data);
    server.staff("sam"); // by which something is known of the desk
    supervisor = server.cookie("sam");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Reply ask(String path) {
    return server.get("/api/v1/board" + path, "Cookie", supervisor);
  }

  /// A moment at which all that was acknowledged by now has happened, and nothing later.
  private static long momentAfter() throws InterruptedException {
    long atMs = System.currentTimeMillis();
    while (System.currentTimeMillis() == atMs) {
      Thread.onSpinWait();
    }
    return atMs;
  }

  @Test
  void s40_s43_theBoardAnAgentAQueueAndAConversationAreShownAsTheyWere() throws Exception {
    TestClient ines = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "Checkout answers 502");
    long waited = momentAfter();
    TestClient ana = server.staff("ana");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    long offer = ana.next(ServerMessage.Offered.class).offer().id();
    ana.done(new ClientMessage.AcceptOffer(TestClient.request(), offer));
    ana.done(new ClientMessage.PostMessage(TestClient.request(), number, "Let me look", false));
    long answered = momentAfter();
    ana.done(new ClientMessage.PostMessage(TestClient.request(), number, "Found it", false));

    JsonNode before = ask("?at=" + waited).json();
    assertThat(before.path("atMs").asLong()).isEqualTo(waited);
    assertThat(before.path("waitingCount").asInt()).isEqualTo(1);
    assertThat(before.at("/waiting/0/conversation").asLong()).isEqualTo(number);
    assertThat(before.at("/today/answered").asInt()).isZero();
    JsonNode after = ask("?at=" + answered).json();
    assertThat(after.path("waitingCount").asInt()).isZero();
    assertThat(after.at("/today/answered").asInt()).isEqualTo(1);
    assertThat(after.at("/decisions/0/conversation").asLong()).isEqualTo(number);

    JsonNode line = ask("/waiting?at=" + waited).json();
    assertThat(line.path("count").asInt()).isEqualTo(1);
    assertThat(line.at("/waiting/0/customer").asText()).isNotEmpty();
    assertThat(ask("/waiting?from=1&at=" + waited).json().path("waiting")).isEmpty();

    JsonNode then =
        ask("/agents/%s?at=%d".formatted(holderOf(after, number), answered)).json();
    assertThat(then.path("accepted").asInt()).isEqualTo(1);
    assertThat(then.path("offers").asInt()).isEqualTo(1);
    assertThat(then.at("/agent/conversations/0").asLong()).isEqualTo(number);
    assertThat(then.at("/states").findValuesAsText("state")).contains("available");

    JsonNode read = ask("/conversations/%d?at=%d".formatted(number, answered)).json();
    assertThat(read.path("stage").asText()).isEqualTo("assigned");
    assertThat(read.path("events").toString()).contains("Let me look").doesNotContain("Found it");
    assertThat(ask("/conversations/%d?at=%d".formatted(number, waited)).json().path("stage").asText())
        .isEqualTo("queued");

    JsonNode day = ask("/day?minutes=1").json();
    assertThat(day.path("tiers")).isNotEmpty();
    assertThat(day.path("firstMs").asLong()).isLessThanOrEqualTo(waited);
  }

  private static String holderOf(JsonNode board, long number) {
    for (JsonNode agent : board.path("agents")) {
      for (JsonNode held : agent.path("conversations")) {
        if (held.asLong() == number) {
          return agent.path("id").asText();
        }
      }
    }
    throw new AssertionError("nobody holds " + number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | at      | at is missing: the time in milliseconds since 1970
          ?at=noon                  | at      | at must be a whole number, not "noon"
          ?at=9999999999999         | at      | at lies in the future
          ?at=5                     | at      | Nothing is known of the time before 20
          /day?date=yesterday       | date    | date must be a day such as 2026-11-30, not "yesterday"
          /day?date=2026-02-30      | date    | date must be a day such as 2026-11-30, not "2026-02-30"
          /day?date=9999-01-01      | date    | date lies in the future: today is
          /day?date=1999-01-01      | date    | Nothing is known of the time before 20
          /day?minutes=7            | minutes | minutes must be 1, 5, 15, 30 or 60, not "7"
          /waiting?from=-1          | from    | from must be a whole number, not "-1"
          /waiting?from=2000000     | from    | from must be at most 1000000, not "2000000"
          /agents/ana?at=1e9       | at      | at must be a whole number, not "1e9"
          """)
  void s40_aTimeOfWhichNothingIsKnownIsRefusedByName(
      String path, String field, String message) {
    TestServer.Reply reply = ask(Objects.requireNonNullElse(path, ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problem/field").asText()).isEqualTo(field);
    assertThat(reply.json().at("/problem/message").asText()).startsWith(message);
  }

  @Test
  void s40_whatIsNotThereIsNotFound() {
    assertThat(ask("/agents/nobody").status()).isEqualTo(404);
    assertThat(ask("/conversations/999999").status()).isEqualTo(404);
    assertThat(ask("/conversations/none").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"?at=1", "/day", "/waiting", "/agents/ana", "/conversations/1"})
  void s40_onlySupervisorsSeeIt(String path) {
    assertThat(server.get("/api/v1/board" + path, "Cookie", server.cookie("ana")).status())
        .isEqualTo(403);
    assertThat(server.get("/api/v1/board" + path).status()).isEqualTo(401);
  }

  @Test
  void s41_todayIsTheUsualDay() {
    JsonNode today = ask("/day").json();
    assertThat(LocalDate.parse(today.path("date").asText())).isNotNull();
    assertThat(today.path("minutes").asInt()).isEqualTo(1);
    assertThat(today.path("toMs").asLong()).isGreaterThan(today.path("fromMs").asLong());
  }
}
