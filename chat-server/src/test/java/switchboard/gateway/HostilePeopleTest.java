package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;

/// People who ask for what is not theirs, by hand-made frames: each is refused with one clear answer, and nothing changes. Ana has Noor's chat, Mara's waits;
/// Ben is away, Off is offline, Sam supervises.
class HostilePeopleTest {
  private static final Map<String, String> WORDS =
      Map.of(
          "TOO_LONG", "x".repeat(2_001),
          "NAME_TOO_LONG", "x".repeat(200),
          "SKILLS_TOO_MANY", "[" + "\"dns\",".repeat(20) + "\"dns\"]");

  private static TestGateway gateway;
  private static Map<String, TestClient> people;
  private static long theirs;
  private static long waits;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withRates(1_000_000, 1_000_000));
    Chat chat = Chat.between(gateway, "noor", "ana");
    theirs = chat.number();
    chat.agent().done(new ClientMessage.SetState(TestClient.request(), AgentState.AWAY));
    TestClient mara = gateway.customer("mara", "Basic");
    waits = Chat.launch(mara);
    people =
        Map.of(
            "noor", chat.customer(),
            "ana", chat.agent(),
            "ben", at("agent", "ben", AgentState.AWAY),
            "mara", mara,
            "sam", at("supervisor", "sam", AgentState.AWAY),
            "off", at("agent", "off", AgentState.OFFLINE));
  }

  /// Once the state is answered, all that this arrival changes is in the journal.
  private static TestClient at(String role, String name, AgentState state) {
    TestClient client = gateway.staff(role, name);
    client.done(new ClientMessage.SetState(TestClient.request(), state));
    return client;
  }

  @AfterAll
  static void stop() {
    people.values().forEach(TestClient::close);
    gateway.close();
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          noor | transfer_chat | "conversation":THEIRS,"agent":"ben","summary":"x" | forbidden
          noor | transfer_chat | "conversation":THEIRS,"queue":"","summary":"x" | forbidden
          noor | weigh_chat | "conversation":THEIRS,"weight":2 | forbidden
          noor | change_wants | "conversation":THEIRS,"wants":{"queue":"","needs":["dns"],"prefers":[]} | forbidden
          noor | read_team | | forbidden
          noor | assign_chat | "conversation":THEIRS,"agent":"ana" | forbidden
          noor | boost_chat | "conversation":THEIRS | forbidden
          noor | mark_vip | "conversation":THEIRS,"vip":true | forbidden
          noor | join_chat | "conversation":THEIRS,"active":true | forbidden
          noor | pause_queue | "queue":"","active":true | forbidden
          noor | set_state | "state":"available" | forbidden
          noor | accept_offer | "offer":1 | forbidden
          noor | follow | "conversation":THEIRS | forbidden
          noor | post_message | "conversation":THEIRS,"text":"x","note":true | forbidden
          noor | end_wrap_up | "conversation":THEIRS | forbidden
          mara | post_message | "conversation":THEIRS,"text":"x","note":false | not_found
          mara | read_history | "conversation":THEIRS,"before":9 | not_found
          mara | close_conversation | "conversation":THEIRS | not_found
          mara | revise_intake | "conversation":THEIRS,"intake":{"topic":"t"} | not_found
          mara | open_ticket | "conversation":THEIRS,"subject":"x" | not_found
          ben  | transfer_chat | "conversation":THEIRS,"agent":"ben","summary":"mine" | not_found
          ben  | transfer_chat | "conversation":WAITS,"queue":"","summary":"mine" | not_found
          ben  | weigh_chat | "conversation":THEIRS,"weight":2 | not_found
          ben  | change_wants | "conversation":WAITS,"wants":{"queue":"","needs":["dns"],"prefers":[]} | not_found
          ben  | post_message | "conversation":THEIRS,"text":"x","note":true | not_found
          ben  | close_conversation | "conversation":WAITS | not_found
          ben  | follow | "conversation":THEIRS | not_found
          ben  | accept_offer | "offer":1 | conflict
          ben  | decline_offer | "offer":1,"reason":"x" | conflict
          ben  | assign_chat | "conversation":WAITS | forbidden
          ben  | boost_chat | "conversation":WAITS | forbidden
          ben  | mark_vip | "conversation":WAITS,"vip":true | forbidden
          ben  | join_chat | "conversation":THEIRS,"active":true | forbidden
          ben  | pause_queue | "queue":"","active":true | forbidden
          ben  | watch_board | "active":true | forbidden
          ana  | transfer_chat | "conversation":THEIRS,"agent":"ana","summary":"x" | conflict
          ana  | transfer_chat | "conversation":THEIRS,"agent":"ben","summary":"x" | conflict
          ana  | transfer_chat | "conversation":THEIRS,"agent":"off","summary":"x" | conflict
          ana  | transfer_chat | "conversation":THEIRS,"agent":"nobody","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"agent":"noor","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"queue":"Nowhere","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"queue":"","summary":" " | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"queue":"","summary":"TOO_LONG" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"agent":"NAME_TOO_LONG","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"queue":"NAME_TOO_LONG","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"agent":"ben","queue":"","summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":THEIRS,"summary":"x" | invalid_field
          ana  | transfer_chat | "conversation":-1,"queue":"","summary":"x" | invalid_field
          ana  | weigh_chat | "conversation":THEIRS,"weight":0 | invalid_field
          ana  | weigh_chat | "conversation":THEIRS,"weight":3 | invalid_field
          ana  | change_wants | "conversation":THEIRS,"wants":{"queue":"Nowhere","needs":[],"prefers":[]} | invalid_field
          ana  | change_wants | "conversation":THEIRS,"wants":{"queue":"","needs":["dns:9"],"prefers":[]} | invalid_field
          ana  | change_wants | "conversation":THEIRS,"wants":{"queue":"","needs":SKILLS_TOO_MANY,"prefers":[]} | invalid_field
          ana  | change_wants | "conversation":THEIRS | invalid_field
          ana  | set_state | "state":"wrap_up" | invalid_field
          sam  | assign_chat | "conversation":THEIRS,"agent":"off" | conflict
          sam  | assign_chat | "conversation":THEIRS,"agent":"nobody" | invalid_field
          sam  | assign_chat | "conversation":999,"agent":"ben" | not_found
          sam  | boost_chat | "conversation":THEIRS | conflict
          sam  | boost_chat | "conversation":999 | not_found
          sam  | mark_vip | "conversation":999,"vip":true | not_found
          sam  | join_chat | "conversation":WAITS,"active":true | conflict
          sam  | pause_queue | "queue":"Nowhere","active":true | invalid_field
          sam  | transfer_chat | "conversation":WAITS,"queue":"","summary":"" | conflict
          sam  | post_message | "conversation":THEIRS,"text":"not joined","note":false | forbidden
          sam  | launch_chat | "intake":{"topic":"t"} | forbidden
          sam  | rate_chat | "conversation":THEIRS,"score":5 | forbidden
          """)
  void whatIsNotTheirsIsRefusedAndNothingChanges(
      String who, String type, String fields, String code) {
    TestClient client = people.get(who);
    long before = sequence();
    String request = TestClient.request();
    String rest = fields == null ? "" : "," + words(fields);
    client.sendText("{\"type\":\"" + type + "\",\"request\":\"" + request + "\"" + rest + "}");
    Problem problem =
        client.next(ServerMessage.Refused.class, m -> m.request().equals(request)).problem();
    assertThat(problem.code().wireName()).as(problem.message()).isEqualTo(code);
    assertThat(problem.message()).doesNotContain("Exception", "switchboard.").isNotBlank();
    assertThat(sequence()).isEqualTo(before);
  }

  private static String words(String fields) {
    String said = fields.strip().replace("THEIRS", "" + theirs).replace("WAITS", "" + waits);
    for (String word : WORDS.keySet().stream().sorted().toList()) {
      said = said.replace(word, WORDS.get(word));
    }
    return said;
  }

  private static long sequence() {
    CompletableFuture<Long> sequence = new CompletableFuture<>();
    gateway.desk.read(view -> sequence.complete(view.sequence()));
    return sequence.join();
  }

  @Test
  void aRequestRepeatedOnAnotherSocketIsCarriedOutOnceAndAnothersOfTheSameNameIsTheirOwn() {
    try (TestClient again = gateway.staff("supervisor", "sam");
        TestClient kim = gateway.staff("supervisor", "kim")) {
      String request = TestClient.request();
      ClientMessage.PauseQueue pause = new ClientMessage.PauseQueue(request, "", true);
      people.get("sam").done(pause);
      people.get("sam").done(new ClientMessage.PauseQueue(TestClient.request(), "", false));
      long before = sequence();
      again.done(pause);
      assertThat(sequence()).isEqualTo(before);
      kim.done(pause);
      assertThat(sequence()).isEqualTo(before + 1);
      kim.done(new ClientMessage.PauseQueue(TestClient.request(), "", false));
    }
  }

  /// A thousand of each at once, from everybody who may: each is answered, the desk goes on, and its journal holds what changed alone.
  @Test
  void aFloodOfTogglesIsAnsweredOneByOneAndTheDeskGoesOn() {
    TestClient sam = people.get("sam");
    TestClient ana = people.get("ana");
    long before = sequence();
    for (int i = 0; i < 1_000; i++) {
      sam.send(new ClientMessage.BoostChat(TestClient.request(), waits));
      sam.send(new ClientMessage.PauseQueue(TestClient.request(), "", false));
      sam.send(new ClientMessage.MarkVip(TestClient.request(), waits, false));
      ana.send(new ClientMessage.WeighChat(TestClient.request(), theirs, 1));
    }
    for (int i = 0; i < 3_000; i++) {
      sam.next(ServerMessage.Done.class);
    }
    for (int i = 0; i < 1_000; i++) {
      ana.next(ServerMessage.Done.class);
    }
    assertThat(sequence()).isLessThanOrEqualTo(before + 1);
    people.get("noor").done(Chat.post(theirs, "still here"));
    Chat.message(ana, "still here");
    assertThat(people.get("noor").untaken())
        .noneMatch(
            m ->
                m instanceof ServerMessage.EventHappened event
                    && (event.event().change() instanceof Change.Boosted
                        || event.event().change() instanceof Change.VipMarked
                        || event.event().change() instanceof Change.Weighed));
  }
}
