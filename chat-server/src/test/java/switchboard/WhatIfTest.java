package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.config.Settings;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.demo.traffic.Pace;
import switchboard.demo.traffic.Traffic;
import switchboard.demo.traffic.TrafficStaff;
import switchboard.desk.DeskRules;
import switchboard.identity.Profile;
import switchboard.postgres.Storage;
import switchboard.postgres.TestDatabase;
import switchboard.runtime.Journal;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Replay;
import switchboard.whatif.PastPeriods;

/// docs/spec/simulation.md, X20 and X30 on: questions about what really happened at a whole server, asked over HTTP.
class WhatIfTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int CHATS = 60;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;
  private static long fromMs;
  private static long toMs;

  /// Twenty times as fast as in life.
  @BeforeAll
  static void aBusyTime() throws Exception {
    fromMs = System.currentTimeMillis();
    server = TestServer.start(DATABASE.database(), data);
    List<Profile> team = TrafficStaff.team(1);
    DemoStaff.add(server.accounts(), team);
    try (Traffic traffic =
        Traffic.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), "switchboard"),
            600,
            team,
            7,
            new Pace(20))) {
      await()
          .atMost(LIMIT)
          .until(() -> traffic.counts().launched() > CHATS && traffic.counts().closed() > CHATS / 3);
    }
    toMs = System.currentTimeMillis() + 1;
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void x20_whatAWholeServerDecidedIsDecidedAgainExactly() throws Exception {
    Settings.Desk desk = Inputs.settings(null, Map.of(), Settings.Purpose.DEMO).desks().getFirst();
    DeskRules rules = DeskServer.rules(desk.timings(), Inputs.catalogue(null));
    try (Storage storage = Storage.open(DATABASE.database(), 2, LIMIT);
        Journal journal = storage.journal(storage.desk(desk.name()))) {
      Replay.Outcome outcome =
          new PastPeriods(journal, rules).replayed(new Period(fromMs, toMs), _ -> {});
      assertThat(outcome.difference()).isNull();
      assertThat(outcome.entries())
          .isEqualTo(journal.sequenceAt(toMs - 1))
          .isGreaterThan(CHATS * 5);
      assertThat(outcome.decisions()).isBetween(CHATS * 2L, outcome.entries());
    }
  }

  @Test
  void x30_aQuestionIsAnsweredWithPairsOfTheSameCustomers() {
    JsonNode result = answered("\"changes\":{\"agents\":2}").path("result");

    assertThat(result.path("recorded").path("chats").asInt()).isGreaterThan(CHATS / 2);
    assertThat(result.path("replications").asInt()).isEqualTo(30);
    assertThat(result.path("changes")).hasSize(2).allSatisfy(change -> {
      assertThat(change.path("type").asText()).isEqualTo("agents_added");
      assertThat(change.path("count").asInt()).isEqualTo(1);
    });
    JsonNode level = row(result, null, "service_level");
    double difference = level.path("difference").path("mean").asDouble();
    assertThat(difference)
        .isCloseTo(
            level.path("change").path("mean").asDouble()
                - level.path("baseline").path("mean").asDouble(),
            within(1e-9));
    for (JsonNode tier : result.path("recorded").path("tiers")) {
      assertThat(row(result, tier.path("tier").asText(), "service_level").isObject()).isTrue();
    }
    assertThat(row(result, null, "arrivals").path("difference").path("mean").asDouble())
        .as("the same customers come")
        .isZero();
  }

  @Test
  void x30_tenTimesAsManyCustomersWaitLongerOrGiveUp() {
    JsonNode result = answered("\"changes\":{\"demandPercent\":1000}").path("result");
    JsonNode arrivals = row(result, null, "arrivals");
    double came = arrivals.path("baseline").path("mean").asDouble();
    assertThat(arrivals.path("change").path("mean").asDouble())
        .isCloseTo(10 * came, within(0.05 * 10 * came));
    double longer = row(result, null, "mean_wait").path("difference").path("mean").asDouble();
    double more = row(result, null, "abandonment").path("difference").path("mean").asDouble();
    assertThat(Math.max(longer, more)).isPositive();
  }

  @Test
  void x30_customersWhoComeAtRandomAreTheSameInBothPlaysToo() {
    JsonNode result =
        answered("\"customers\":\"at_random\",\"changes\":{\"agents\":3},\"replications\":10")
            .path("result");
    int added = 0;
    for (JsonNode change : result.path("changes")) {
      added += change.path("count").asInt();
    }
    assertThat(added).isEqualTo(3);
    JsonNode arrivals = row(result, null, "arrivals");
    assertThat(arrivals.path("baseline").path("high").asDouble())
        .isGreaterThan(arrivals.path("baseline").path("low").asDouble());
    assertThat(arrivals.path("difference").path("low").asDouble()).isZero();
    assertThat(arrivals.path("difference").path("high").asDouble()).isZero();
  }

  @Test
  void x30_whatIsNotYetPastIsLeftOff() {
    long now = System.currentTimeMillis();
    JsonNode result =
        follow("{\"from\":%d,\"to\":%d,\"replications\":10}".formatted(fromMs, now + 3_600_000))
            .path("result");
    assertThat(result.path("to").asLong()).isBetween(now, now + 60_000);
  }

  @Test
  void x30_theSameQuestionHasTheSameAnswer() {
    String more = "\"changes\":{\"demandPercent\":150},\"replications\":10,\"seed\":7";
    assertThat(answered(more).path("result")).isEqualTo(answered(more).path("result"));
  }

  @Test
  void x31_theCheapestChangeThatReachesATargetIsFoundWithWhatWasTried() {
    JsonNode cheapest =
        answered("\"target\":{\"percent\":50},\"replications\":10").path("result").path("cheapest");
    assertThat(cheapest.path("percent").asInt()).isEqualTo(50);
    assertThat(cheapest.path("tried").isEmpty()).isFalse();
    JsonNode found = cheapest.path("found");
    assertThat(found.path("reaches").asBoolean()).isTrue();
    assertThat(found.path("serviceLevel").path("low").asDouble()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void x31_itIsFoundOnTopOfWhatWasChanged() {
    JsonNode result =
        answered(
                "\"changes\":{\"demandPercent\":120},\"target\":{\"percent\":5},\"replications\":10")
            .path("result");
    assertThat(result.path("cheapest").path("found").path("changes")).as("reached already").isEmpty();
    assertThat(result.path("changes")).hasSize(1);
    assertThat(result.at("/changes/0/type").asText()).isEqualTo("demand");
  }

  @Test
  void x32_onlySupervisorsAsk() {
    String body = body("");
    assertThat(server.post("/api/v1/simulations", body).status()).isEqualTo(401);
    assertThat(
            server.post("/api/v1/simulations", body, "Cookie", server.cookie("ana")).status())
        .isEqualTo(403);
    assertThat(
            server
                .get("/api/v1/simulations/anything", "Cookie", server.cookie("ana"))
                .status())
        .isEqualTo(403);
    assertThat(
            server
                .get("/api/v1/simulations/anything", "Cookie", server.cookie("sam"))
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                        | from                     | missing",
        "{'from':1}                                                | to                       | missing",
        "{'from':'today','to':2}                                   | from                     | whole number",
        "{'from':1800000000,'to':1800000001}                       | from                     | milliseconds",
        "{'from':1700000000000,'to':1699999999999}                 | to                       | after from",
        "{'from':1600000000000,'to':1700000000000}                 | to                       | 31 days",
        "{'from':9000000000000,'to':9000000000001}                 | from                     | past",
        "{'from':1700000000000,'to':1700000000001,'replication':50} | replication            | replications",
        "{'from':1700000000000,'to':1700000000001,'changes':7}     | changes                  | object",
        "{'from':1700000000000,'to':1700000000001,'changes':{'agnets':2}} | changes.agnets    | agents",
        "{'from':1700000000000,'to':1700000000001,'changes':{'agents':1.5}} | changes.agents  | -200 to 200",
        "{'from':1700000000000,'to':1700000000001,'changes':{'demandPercent':0}} | changes.demandPercent | 1 to 1000",
        "{'from':1700000000000,'to':1700000000001,'changes':{'deflectionPercent':101}} | changes.deflectionPercent | 0 to 100",
        "{'from':1700000000000,'to':1700000000001,'changes':{'headStartMinutes':{'Elite':-1}}} | changes.headStartMinutes.Elite | 0 to 1440",
        "{'from':1700000000000,'to':1700000000001,'changes':{'teach':{'skills':['dns:9']}}} | changes.teach.skills | level from 1 to 5",
        "{'from':1700000000000,'to':1700000000001,'changes':{'teach':{'skills':'dns'}}} | changes.teach.skills | list",
        "{'from':1700000000000,'to':1700000000001,'replications':5} | replications            | 10 to 1000",
        "{'from':1700000000000,'to':1700000000001,'seed':-1}       | seed                     | 0 to",
        "{'from':1700000000000,'to':1700000000001,'customers':'x'} | customers                | as_recorded or at_random",
        "{'from':1700000000000,'to':1700000000001,'target':{'percent':0}} | target.percent    | 1 to 100",
        "[]                                                        | body                     | object",
      })
  void x32_aFieldThatIsWrongIsRefusedByItsName(String body, String field, String expected) {
    TestServer.Reply reply =
        server.post(
            "/api/v1/simulations", body.replace('\'', '"'), "Cookie", server.cookie("sam"));
    assertThat(reply.status()).isEqualTo(400);
    JsonNode problem = reply.json().path("problem");
    assertThat(problem.path("code").asText()).isEqualTo("invalid_field");
    assertThat(problem.path("field").asText()).isEqualTo(field);
    assertThat(problem.path("message").asText()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'changes':{'agents':-100}                          | changes.agents           | agents took chats then",
        "'changes':{'headStartMinutes':{'Gold':5}}          | changes.headStartMinutes | a tier that came",
        "'changes':{'teach':{'agents':['nobody'],'skills':['dns']}} | changes.teach.agents | took chats in the period",
        "'target':{'percent':90,'tier':'Gold'}              | target.tier              | a tier that came",
      })
  void x32_whatOnlyThePeriodShowsToBeWrongIsToldByTheAnswer(
      String more, String field, String expected) {
    JsonNode status = over(more.replace('\'', '"'));
    assertThat(status.path("state").asText()).isEqualTo("failed");
    assertThat(status.path("problem").path("field").asText()).isEqualTo(field);
    assertThat(status.path("problem").path("message").asText()).contains(expected);
  }

  @Test
  void x29_aPeriodInWhichNobodyCameIsRefusedWithHowManyDid() {
    long longAgo = fromMs - Duration.ofDays(2).toMillis();
    JsonNode status =
        follow(
            "{\"from\":%d,\"to\":%d}".formatted(longAgo, longAgo + Duration.ofHours(4).toMillis()));
    assertThat(status.path("problem").path("message").asText())
        .contains("only 0 chats", "at least 20");
  }

  @Test
  void x33_beyondTheLineItIsUnavailableAndCancellingMakesRoom() {
    String sam = server.cookie("sam");
    String slow = body("\"changes\":{\"demandPercent\":1000},\"replications\":1000");
    List<String> ids = new ArrayList<>();
    TestServer.Reply reply = server.post("/api/v1/simulations", slow, "Cookie", sam);
    while (reply.status() == 200 && ids.size() < 50) {
      ids.add(reply.json().path("id").asText());
      reply = server.post("/api/v1/simulations", slow, "Cookie", sam);
    }
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().path("problem").path("code").asText()).isEqualTo("unavailable");
    assertThat(reply.header("retry-after")).isNotEmpty();

    for (String id : ids) {
      TestServer.Reply cancelled =
          server.send(
              HttpRequest.newBuilder(server.uri("/api/v1/simulations/" + id)).DELETE(),
              "Cookie",
              sam);
      assertThat(cancelled.json().path("state").asText()).isIn("cancelled", "done");
    }
    assertThat(answered("").path("state").asText()).isEqualTo("done");
  }

  // --- asking ---

  private static String body(String more) {
    return "{\"from\":%d,\"to\":%d%s}".formatted(fromMs, toMs, more.isEmpty() ? "" : "," + more);
  }

  private static JsonNode answered(String more) {
    JsonNode status = over(more);
    assertThat(status.path("state").asText()).as(status.path("problem").toString()).isEqualTo("done");
    return status;
  }

  private static JsonNode over(String more) {
    return follow(body(more));
  }

  private static JsonNode follow(String body) {
    String sam = server.cookie("sam");
    TestServer.Reply asked = server.post("/api/v1/simulations", body, "Cookie", sam);
    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    String id = asked.json().path("id").asText();
    return await()
        .atMost(LIMIT)
        .until(
            () -> server.get("/api/v1/simulations/" + id, "Cookie", sam).json(),
            status ->
                !List.of("waiting", "running").contains(status.path("state").asText()));
  }

  private static JsonNode row(JsonNode result, String tier, String metric) {
    for (JsonNode row : result.path("rows")) {
      boolean ofTier = tier == null ? !row.has("tier") : row.path("tier").asText().equals(tier);
      if (ofTier && row.path("metric").asText().equals(metric)) {
        return row;
      }
    }
    throw new AssertionError("no " + metric + " of " + tier + " in " + result.path("rows"));
  }
}
