package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

/// What supervisors and agents did by hand can be asked for later, silent reading too.
class AuditTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start(DATABASE.database(), data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode audit(String query) {
    return server.get("/api/v1/audit" + query, "Cookie", server.cookie("sam")).json();
  }

  private static List<String> sentences(JsonNode page) {
    List<String> sentences = new ArrayList<>();
    page.path("acts")
        .forEach(
            act ->
                sentences.add(
                    act.at("/by/name").asText() + " " + act.path("sentence").asText()));
    return sentences;
  }

  @Test
  void s30_whatWasDoneByHandIsToldNewestFirst() {
    TestClient sam = server.staff("sam");
    TestClient ines = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "Checkout answers 502");
    sam.done(new ClientMessage.BoostChat(TestClient.request(), number));
    sam.done(new ClientMessage.MarkVip(TestClient.request(), number, true));
    sam.send(new ClientMessage.Follow(TestClient.request(), number));
    sam.next(ServerMessage.ConversationOpened.class);
    sam.done(new ClientMessage.PauseQueue(TestClient.request(), "", true));
    sam.done(new ClientMessage.PauseQueue(TestClient.request(), "", false));
    TestClient ana = server.staff("ana");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    sam.done(new ClientMessage.AssignChat(TestClient.request(), number, id("ana")));
    sam.done(new ClientMessage.PostMessage(TestClient.request(), number, "Ask for the log", true));
    ana.done(
        new ClientMessage.TransferChat(TestClient.request(), number, null, "", "The cache is full"));

    assertThat(sentences(audit("")))
        .startsWith(
            "Ana Duarte sent the chat back to the queue: The cache is full",
            "Sam Rivera wrote a note in the chat",
            "Sam Rivera gave the chat to Ana Duarte",
            "Sam Rivera resumed the queue",
            "Sam Rivera paused the queue",
            "Sam Rivera began to read along, unseen",
            "Sam Rivera marked the customer as a VIP")
        .noneMatch(sentence -> sentence.contains("Ask for the log"));
    assertThat(sentences(audit("?by=" + id("ana")))).hasSize(1);
    assertThat(audit("?conversation=" + number).path("acts"))
        .hasSize(5)
        .allMatch(act -> act.path("conversation").asLong() == number);
    long newest = audit("").at("/acts/0/sequence").asLong();
    assertThat(audit("?before=" + newest).at("/acts/0/sentence").asText())
        .isEqualTo("wrote a note in the chat");
    assertThat(audit("").has("before")).as("no more than these").isFalse();
  }

  @Test
  void s30_howeverASupervisorReadsAChatThatGoesOnItIsNotedBeforeAnythingIsShown() {
    TestClient sam = server.staff("sam");
    long number = ServerTest.launch(server.customer("mara", "quince-shop"), "Images are missing");
    sam.send(new ClientMessage.Follow(TestClient.request(), number));
    var opened = sam.next(ServerMessage.ConversationOpened.class).conversation();
    assertThat(opened.sequence()).as("the note is in what is shown").isEqualTo(3);
    assertThat(readings(number)).isEqualTo(1);
    sam.send(new ClientMessage.ReadHistory(TestClient.request(), number, 3));
    sam.next(ServerMessage.History.class);
    assertThat(readings(number)).as("more of what is shown already").isEqualTo(1);
    sam.done(new ClientMessage.Unfollow(TestClient.request(), number));
    sam.send(new ClientMessage.ReadHistory(TestClient.request(), number, 3));
    sam.next(ServerMessage.History.class);
    assertThat(readings(number)).isEqualTo(2);

    assertThat(get("sam", "/api/v1/board/conversations/" + number).status()).isEqualTo(200);
    assertThat(readings(number)).isEqualTo(3);
    assertThat(get("sam", transcript(number)).status()).isEqualTo(200);
    assertThat(readings(number)).isEqualTo(4);
    sam.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    assertThat(get("sam", transcript(number)).status()).isEqualTo(200);
    assertThat(readings(number)).as("it is over").isEqualTo(4);
    assertThat(sentences(audit("?conversation=" + number)))
        .startsWith("Sam Rivera ended the chat while it waited");
  }

  @Test
  void s30_moreThanAPageIsToldPageByPage() {
    // No connection may ask that much at once.
    for (int i = 0; i < 210; i += 30) {
      TestClient sam = server.staff("sam");
      for (int j = 0; j < 30; j++) {
        sam.done(new ClientMessage.PauseQueue(TestClient.request(), "", j % 2 == 0));
      }
      sam.close();
    }
    JsonNode first = audit("");
    JsonNode second = audit("?before=" + first.path("before").asLong());
    List<Long> told = new ArrayList<>();
    first.path("acts").forEach(act -> told.add(act.path("sequence").asLong()));
    assertThat(told).hasSize(200);
    second.path("acts").forEach(act -> told.add(act.path("sequence").asLong()));
    assertThat(told).hasSizeGreaterThanOrEqualTo(210).doesNotHaveDuplicates();
    assertThat(told).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(second.has("before")).isFalse();
  }

  @Test
  void c4_anAgentReadsOnlyWhatIsTheirsOrOver() {
    TestClient jun = server.customer("jun", "atelier-portfolio");
    long number = ServerTest.launch(jun, "A white page");
    server.staff("sam").done(new ClientMessage.AssignChat(TestClient.request(), number, null));
    assertThat(get("ana", transcript(number)).status()).isEqualTo(404);
    assertThat(get("ana", "/api/v1/conversations/" + number + "/explanations").status())
        .isEqualTo(404);
    jun.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    assertThat(get("ana", transcript(number)).status()).isEqualTo(200);
    assertThat(get("ana", "/api/v1/conversations/" + number + "/explanations").status())
        .isEqualTo(200);
  }

  @Test
  void s22_whyAChatWaitsStandsWithItsExplanations() {
    TestClient jun = server.customer("jun", "atelier-portfolio");
    long number = ServerTest.launch(jun, "A white page");
    String path = "/api/v1/conversations/" + number + "/explanations";
    assertThat(get("sam", path).json().path("waits").asText())
        .isEqualTo("Nobody is available.");
    jun.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    assertThat(get("sam", path).json().has("waits")).isFalse();
  }

  private static String transcript(long number) {
    return "/api/v1/conversations/" + number + "/transcript";
  }

  private static TestServer.Reply get(String login, String path) {
    return server.get(path, "Cookie", server.cookie(login));
  }

  private static long readings(long number) {
    return sentences(audit("?conversation=" + number)).stream()
        .filter(sentence -> sentence.equals("Sam Rivera began to read along, unseen"))
        .count();
  }

  private static String id(String login) {
    return server
        .get("/api/v1/me", "Cookie", server.cookie(login))
        .json()
        .at("/person/id")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({
    "from,         yesterday,            'from must be a whole number, not \"yesterday\"'",
    "to,           -1,                   'to must be a whole number, not \"-1\"'",
    "before,       99999999999999999999, 'before must be a whole number, not \"99999999999999999999\"'",
    "conversation, two,                  'conversation must be a whole number, not \"two\"'"
  })
  void s30_whatCannotBeReadIsRefusedByItsName(String name, String value, String message) {
    TestServer.Reply reply =
        server.get("/api/v1/audit?%s=%s".formatted(name, value), "Cookie", server.cookie("sam"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problem/field").asText()).isEqualTo(name);
    assertThat(reply.json().at("/problem/message").asText()).isEqualTo(message);
  }

  @Test
  void s30_onlySupervisorsReadIt() {
    assertThat(server.get("/api/v1/audit").status()).isEqualTo(401);
    assertThat(server.get("/api/v1/audit", "Cookie", server.cookie("ana")).status()).isEqualTo(403);
    String token = server.token("ines", "lumen-store");
    assertThat(server.get("/api/v1/audit", "Authorization", "Bearer " + token).status())
        .isEqualTo(403);
  }
}
