package switchboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.identity.Account;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.BoardView;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;

/// The whole server on PostgreSQL, from the outside.
class ServerTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension final TestDatabase other = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = start(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer start(Map<String, String> environment) throws Exception {
    return TestServer.start(DATABASE.database(), data, environment);
  }

  @Test
  void aChatFromTheHostsTokenToTheTranscript() {
    TestClient ana = server.staff("ana");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    String token = server.token("ines", "lumen-store");
    TestClient ines = TestClient.connect(server.port());
    assertThat(ines.hello(token).self().name()).isEqualTo("Ines Okafor");
    long number = launch(ines, "Checkout answers 502");

    // what the agent is offered shows the plan as the host vouched for it
    var offer = ana.next(ServerMessage.Offered.class).offer();
    assertThat(offer.customer().organization()).isEqualTo("Lumen Labs");
    assertThat(offer.customer().organizationPackage()).isEqualTo("Priority Enterprise Support");
    assertThat(offer.customer().site()).isEqualTo("store.lumen-labs.example");
    assertThat(offer.customer().rights()).isNotEmpty();
    ana.done(new ClientMessage.AcceptOffer(TestClient.request(), offer.id()));
    ines.done(post(number, "It began an hour ago", false));
    ana.done(post(number, "Looks like the cache", true));
    ana.done(post(number, "I am looking at it", false));
    ana.done(new ClientMessage.OpenTicket(TestClient.request(), number, "Checkout 502"));

    // lists and transcripts, each as far as the reader may see
    String anaCookie = server.cookie("ana");
    JsonNode ticket =
        server.get("/api/v1/tickets?state=assigned&mine=true", "Cookie", anaCookie)
            .json()
            .path("tickets")
            .path(0);
    assertThat(ticket.path("subject").asText()).isEqualTo("Checkout 502");
    assertThat(ticket.path("conversation").asLong()).isEqualTo(number);
    JsonNode past =
        server.get("/api/v1/conversations", "Authorization", "Bearer " + token)
            .json()
            .path("conversations")
            .path(0);
    assertThat(past.path("id").asLong()).isEqualTo(number);
    String path = "/api/v1/conversations/" + number + "/transcript";
    TestServer.Reply forCustomer = server.get(path, "Authorization", "Bearer " + token);
    assertThat(forCustomer.header("content-disposition")).contains("attachment");
    assertThat(forCustomer.text())
        .contains("Checkout answers 502", "It began an hour ago", "I am looking at it")
        .doesNotContain("Looks like the cache");
    assertThat(server.get(path, "Cookie", anaCookie).text()).contains("Looks like the cache");
    String other = server.token("jun", "atelier-portfolio");
    TestServer.Reply foreign = server.get(path, "Authorization", "Bearer " + other);
    TestServer.Reply unknown =
        server.get(
            "/api/v1/conversations/99999/transcript", "Authorization", "Bearer " + other);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.text()).isEqualTo(unknown.text());
    ana.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.OFFLINE));
    ana.close();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    TestClient mara = server.customer("mara", "quince-shop");
    long number = launch(mara, "Images are missing");
    int last = 0;
    for (int i = 0; i < 20; i++) {
      last = mara.done(post(number, "line " + i, false)).sequence();
    }
    String token = server.token("mara", "quince-shop");
    String cookie = server.cookie("sam");
    server.close();
    server = start(Map.of());
    TestClient again = TestClient.connect(server.port());
    String epoch = again.hello(token).epoch();
    again.close();
    TestClient resumed = TestClient.connect(server.port());
    ConversationView view =
        server
            .resume(resumed, token, new Position(number, epoch, last - 5))
            .conversations()
            .getLast();
    assertThat(view.events())
        .filteredOn(event -> event.change() instanceof Change.Message)
        .extracting(ConversationEvent::change)
        .containsExactlyElementsOf(
            List.of(15, 16, 17, 18, 19).stream()
                .map(i -> (Change) new Change.Message("line " + i, false))
                .toList());
    assertThat(server.get("/api/v1/me", "Cookie", cookie).json().path("role").asText())
        .isEqualTo("supervisor");
    resumed.done(new ClientMessage.CloseConversation(TestClient.request(), number));
  }

  @Test
  void theBoardsNumbersOutliveARestart() throws Exception {
    TestClient jun = server.customer("jun", "atelier-portfolio");
    long number = launch(jun, "Counted");
    jun.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    server.close();
    server = start(Map.of());
    TestClient sam = server.staff("sam");
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    BoardView board =
        sam.next(ServerMessage.Board.class, m -> m.board().today().launched() > 0).board();
    assertThat(board.today().abandoned()).isPositive();
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), false));
  }

  @Test
  void whoIsDisabledIsOutWithinSecondsAndTheChatsGoBack() {
    TestClient ben = server.staff("ben");
    ben.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    TestClient theo = server.customer("theo", "harbor-booking");
    long number = launch(theo, "Help");
    ben.done(
        new ClientMessage.AcceptOffer(
            TestClient.request(), ben.next(ServerMessage.Offered.class).offer().id()));
    Account account = server.accounts().byLogin("ben").orElseThrow();
    long disabledAt = System.nanoTime();
    server.accounts().disable(account.id());
    assertThat(ben.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    assertThat(System.nanoTime() - disabledAt).isLessThan(SECONDS.toNanos(5));
    theo.next(
        ServerMessage.EventHappened.class,
        m -> m.event().change() instanceof Change.Queued && m.event().sequence() > 2);
    server.accounts().enable(account.id());
    theo.done(new ClientMessage.CloseConversation(TestClient.request(), number));
  }

  @Test
  void whoSignsOutHasNoSocketsLeft() {
    String cookie = server.cookie("chi");
    TestClient chi = server.connect(cookie);
    chi.hello(null);
    TestServer.Reply out = server.post("/api/v1/logout", "", "Cookie", cookie);
    assertThat(out.header("set-cookie")).contains("Max-Age=0");
    assertThat(chi.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    assertThat(server.get("/api/v1/me", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void forgedAndExpiredTokensProveNothing() {
    String expired = TestServer.hostToken("ines", "lumen-store", Duration.ofMinutes(-2));
    TestServer.Reply reply = server.post("/api/v1/identity", "{\"token\":\"" + expired + "\"}");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().at("/problem/code").asText()).isEqualTo("unauthenticated");
    String token = server.token("ines", "lumen-store");
    char last = token.charAt(token.length() - 2);
    String forged =
        token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.substring(token.length() - 1);
    for (String proof : List.of(forged, expired, "x")) {
      TestClient client = TestClient.connect(server.port());
      client.send(new ClientMessage.Hello(proof, List.of()));
      assertThat(client.next(ServerMessage.ProblemFound.class).problem().code())
          .isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(client.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    }
  }

  @Test
  void whileTheHostsKeysCannotBeFetchedItsTokensMayComeAgain() throws Exception {
    try (TestServer keyless =
        TestServer.start(
            other.database(), data, Map.of("SWITCHBOARD_HOST_TOKEN_JWKS_URL", "http://127.0.0.1:1/keys"))) {
      String header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(UTF_8));
      TestServer.Reply reply =
          keyless.post("/api/v1/identity", "{\"token\":\"" + header + ".e30.AAAA\"}");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("retry-after")).isEqualTo("2");
      assertThat(reply.json().at("/problem/code").asText()).isEqualTo("unavailable");
    }
  }

  @Test
  void aPageOfAnotherOriginGetsNoSocket() {
    assertThat(
            TestClient.handshakeStatus(
                TestClient.Way.to(server.port())
                    .with("Cookie", server.cookie("sam"))
                    .with("Origin", "https://evil.example")))
        .isEqualTo(403);
  }

  static long launch(TestClient client, String topic) {
    return client
        .done(
            new ClientMessage.LaunchChat(
                TestClient.request(), new Intake(topic, "", "", "", "", List.of())))
        .conversation();
  }

  /// Has somebody of the staff read along. Their node may learn of the chat a moment after its customer's.
  static void follow(TestClient staff, long conversation) {
    await()
        .until(
            () -> {
              ClientMessage.Follow follow =
                  new ClientMessage.Follow(TestClient.request(), conversation);
              staff.send(follow);
              return staff.next(
                      ServerMessage.class,
                      message ->
                          message instanceof ServerMessage.ConversationOpened
                              || message instanceof ServerMessage.Refused refused
                                  && refused.request().equals(follow.request()))
                  instanceof ServerMessage.ConversationOpened;
            });
  }

  private static ClientMessage.PostMessage post(long conversation, String text, boolean note) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, note);
  }
}
