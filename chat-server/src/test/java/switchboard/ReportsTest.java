package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;

/// docs/spec/reports.md over HTTP, from chats through a whole server.
class ReportsTest {
  private static final String PERIOD = "from=2026-11-01&to=2026-12-01";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;
  private static String sam;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(DATABASE.database(), data);
    sam = server.cookie("sam");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Reply get(String path, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Cookie";
    all[1] = sam;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return server.get("/api/v1/" + path, all);
  }

  /// The days around now by the desk's clock.
  private static String aroundNow(JsonNode anyReport) {
    LocalDate today =
        LocalDate.ofInstant(Instant.now(), ZoneId.of(anyReport.path("zone").asText()));
    return "from=" + today.minusDays(1) + "&to=" + today.plusDays(2);
  }

  // --- what happened is reported ---

  @Test
  void p1_p2_p5_p9_p10_aChatsLifeIsInTheReportAMomentLater() {
    String period = aroundNow(get("reports?" + PERIOD).json());
    long before = get("reports?" + period).json().at("/total/figures/launched").asLong();
    try (TestClient ana = server.staff("ana");
        TestClient ines = server.customer("ines", "lumen-store");
        TestClient mara = server.customer("mara", "quince-shop")) {
      ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
      long chat = ServerTest.launch(ines, "Help");
      var offered = ana.next(ServerMessage.Offered.class);
      ana.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
      ana.done(new ClientMessage.PostMessage(TestClient.request(), chat, "Hello", false));
      ana.done(new ClientMessage.CloseConversation(TestClient.request(), chat));
      ana.done(new ClientMessage.EndWrapUp(TestClient.request(), chat));
      ines.done(new ClientMessage.RateChat(TestClient.request(), chat, 4, "fine"));
      ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AWAY));
      long left = ServerTest.launch(mara, "Never mind");
      mara.done(new ClientMessage.CloseConversation(TestClient.request(), left));
    }
    await()
        .until(
            () -> {
              JsonNode total = get("reports?" + period).json().at("/total/figures");
              return total.path("launched").asLong() == before + 2
                  && total.path("answered").asLong() == 1
                  && total.path("abandonedSoon").asLong() == 1
                  && total.path("ratings").asLong() == 1;
            });

    JsonNode report = get("reports?" + period + "&by=agent").json();
    assertThat(report.path("behind").asLong()).isZero();
    assertThat(report.at("/total/figures/serviceLevel").asDouble()).isEqualTo(1);
    assertThat(report.at("/total/figures/abandonment").asDouble()).isZero();
    assertThat(report.at("/total/figures/rating").asDouble()).isEqualTo(4);
    assertThat(report.at("/total/figures/firstReply/count").asLong()).isEqualTo(1);
    assertThat(report.at("/total/figures/answer/p95Ms").isNumber()).isTrue();
    JsonNode ana = report.path("rows").get(0);
    assertThat(ana.at("/agent/name").asText()).isEqualTo("Ana Duarte");
    assertThat(ana.at("/agent/handled").asLong()).isEqualTo(1);
    assertThat(ana.at("/figures/rating").asDouble()).isEqualTo(4);
    assertThat(ana.at("/work/handlingMs").asLong()).isPositive();
    assertThat(report.at("/choices/tiers")).isNotEmpty();

    JsonNode days = get("reports?" + period + "&by=day").json();
    assertThat(days.path("rows")).hasSize(3);
    assertThat(days.at("/rows/1/figures/launched").asLong()).isEqualTo(before + 2);
    assertThat(get("reports?" + period + "&by=hour").json().path("rows")).hasSize(72);
    assertThat(get("reports?" + period + "&by=hour_of_day").json().path("rows")).hasSize(24);
    String tier = report.at("/choices/tiers/0").asText();
    assertThat(get("reports?" + period + "&by=queue&tier=" + tier).json().at("/total/work"))
        .isEmpty();

    JsonNode history =
        get("reports/agents/" + ana.path("key").asText() + "/states?" + period).json();
    assertThat(history.path("name").asText()).isEqualTo("Ana Duarte");
    assertThat(history.path("states")).extracting(s -> s.path("state").asText())
        .contains("available", "away");
    assertThat(history.at("/work/statusMs/away").isNumber()).isTrue();
    assertThat(server.get("/metrics").text())
        .contains("switchboard_report_lag_entries{desk=\"main\"} 0.0");
  }

  @Test
  void p14_theSameIsATableForSpreadsheets() {
    TestServer.Reply byParameter = get("reports?" + PERIOD + "&by=day&format=csv");
    assertThat(byParameter.status()).isEqualTo(200);
    assertThat(byParameter.header("content-type")).startsWith("text/csv");
    assertThat(byParameter.header("content-disposition"))
        .isEqualTo("attachment; filename=\"report-2026-11-01-2026-11-30.csv\"");
    List<String> lines = byParameter.text().lines().toList();
    assertThat(lines).hasSize(31);
    assertThat(lines.getFirst())
        .startsWith("from,to,launched,answered,answered_in_target,abandoned,abandoned_in_target,")
        .endsWith(",occupancy,available_s,wrap_up_s,draining_s,away_s,lost_s,offline_s");
    assertThat(lines.get(1)).startsWith("2026-11-01T00:00");

    TestServer.Reply byHeader = get("reports?" + PERIOD, "Accept", "text/csv");
    assertThat(byHeader.text().lines().toList()).hasSize(2);
    assertThat(get("reports?" + PERIOD + "&format=json", "Accept", "text/csv").header("content-type"))
        .startsWith("application/json");
  }

  // --- who may, and what is refused ---

  @ParameterizedTest
  @ValueSource(strings = {"reports?" + PERIOD, "reports/agents/1/states?" + PERIOD})
  void onlySupervisorsMayAsk(String path) {
    assertThat(server.get("/api/v1/" + path).status()).isEqualTo(401);
    assertThat(server.get("/api/v1/" + path, "Cookie", server.cookie("ana")).status())
        .isEqualTo(403);
    assertThat(
            server
                .get(
                    "/api/v1/" + path,
                    "Authorization",
                    "Bearer " + server.token("ines", "lumen-store"))
                .status())
        .isEqualTo(403);
    assertThat(server.get("/api/v1/" + path, "Cookie", server.cookie("ada")).status())
        .isNotEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to=2026-12-01                          | from   | from is missing",
        "from=2026-11-01                        | to     | to is missing",
        "from=yesterday&to=2026-12-01           | from   | from must be a day (2026-11-30) or a time with its offset (2026-11-30T14:00Z), not \"yesterday\"",
        "from=2026-02-30&to=2026-12-01          | from   | from must be a day (2026-11-30) or a time with its offset (2026-11-30T14:00Z), not \"2026-02-30\"",
        "from=2026-11-01&to=2026-11-30T14:00    | to     | to must be a day (2026-11-30) or a time with its offset (2026-11-30T14:00Z), not \"2026-11-30T14:00\"",
        "from=2026-11-02&to=2026-11-02          | to     | to must be later than from: the report ends where to begins",
        "from=2026-11-02&to=2026-11-01          | to     | to must be later than from: the report ends where to begins",
        "from=2025-01-01&to=2026-12-01          | to     | to must be at most 366 days after from, not 699",
        "from=2026-01-01&to=2026-12-01&by=hour  | to     | to must be at most 31 days after from, not 334",
        "from=2026-11-01&to=2026-12-01&by=week  | by     | by must be day, hour, hour_of_day, queue, tier or agent, not \"week\"",
        "from=2026-11-01&to=2026-12-01&by=nothing | by   | by must be day, hour, hour_of_day, queue, tier or agent, not \"nothing\"",
        "from=2026-11-01&to=2026-12-01&queue=%00 | queue  | queue must not contain the character U+0000",
        "from=2026-11-01&to=2026-12-01&agent=a%00 | agent | agent must not contain the character U+0000",
        "from=2026-11-01&to=2026-12-01&format=pdf | format | format must be csv or json, not \"pdf\"",
      })
  void p15_whatCannotBeReportedIsRefusedByItsName(String query, String field, String message) {
    TestServer.Reply reply = get("reports?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problem/code").asText()).isEqualTo("invalid_field");
    assertThat(reply.json().at("/problem/field").asText()).isEqualTo(field);
    assertThat(reply.json().at("/problem/message").asText()).isEqualTo(message);
  }

  @Test
  void p15_aPeriodWithAChangeOfTheClockHasAsManyDays() {
    assertThat(get("reports?from=2026-10-15&to=2026-11-15&by=hour").json().path("rows"))
        .hasSize(31 * 24 + 1);
  }

  @Test
  void p15_anUnknownAgentHasNoHistory() {
    assertThat(get("reports/agents/nobody/states?" + PERIOD).status()).isEqualTo(404);
    assertThat(get("reports/agents/1/states?from=2026-09-01&to=2026-11-01").json().at("/problem/field").asText())
        .isEqualTo("to");
  }
}
