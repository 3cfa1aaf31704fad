package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.demo.DemoStaff;
import switchboard.gateway.TestClient;
import switchboard.identity.Account;
import switchboard.identity.CannedReply;
import switchboard.identity.Passwords;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ServerMessage;

/// Several desks on one server, with the same logins, customers and conversation numbers: nothing of one is known at another.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DesksTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path folder;

  private static TestServer server;
  private static TestDesk acme;
  private static TestDesk globex;

  @BeforeAll
  static void start() throws Exception {
    Path settings = Files.writeString(folder.resolve("settings.yaml"), TestDesk.SETTINGS);
    server = TestServer.start(DATABASE.database(), folder, settings, Map.of());
    acme = new TestDesk(server, "acme");
    globex = new TestDesk(server, "globex");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // --- host names ---

  @ParameterizedTest
  @ValueSource(strings = {"acme.example", "ACME.example:8080", "acme.example.", "www.acme.example"})
  void aDeskIsReachedUnderEachOfItsNames(String host) {
    String cookie = acme.cookie("ana");
    assertThat(me("GET /api/v1/me HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie)).isEqualTo(200);
    assertThat(TestClient.handshakeStatus(acme.way().with("Host", host))).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/me HTTP/1.1\r\nHost: other.example",
        "GET /desk/ HTTP/1.1\r\nHost: example",
        "GET / HTTP/1.1\r\nHost: ",
        "GET /api/v1/me HTTP/1.0",
        "GET /api/v1/me HTTP/1.1\r\nHost: acme.example\r\nHost: globex.example",
        "GET /api/v1/me HTTP/1.1\r\nHost: acme.example, globex.example",
        "GET /api/v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Host: acme.example",
        "GET /ws HTTP/1.1\r\nHost: other.example"
      })
  void underAnyOtherNameThereIsNone(String request) {
    TestDesk.Answer answer = TestDesk.raw(server, request + "\r\nConnection: close\r\n\r\n");
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.body()).contains("\"not_found\"", "No desk is reached under this host name.");
  }

  @Test
  void aTargetThatNamesAnotherHostIsFoundNowhere() {
    String cookie = acme.cookie("ana");
    assertThat(
            me("GET http://acme.example/api/v1/me HTTP/1.1\r\nHost: globex.example\r\nCookie: " + cookie))
        .isEqualTo(404);
  }

  @Test
  void noSocketOpensUnderAnyOtherName() {
    assertThat(TestClient.handshakeStatus(acme.way().with("Host", "other.example"))).isEqualTo(421);
  }

  @Test
  void whoLooksAfterTheServerNeedsNoName() {
    for (String path : new String[] {"/livez", "/readyz", "/metrics"}) {
      assertThat(me("GET " + path + " HTTP/1.1\r\nHost: 10.0.0.1:8080")).isEqualTo(200);
      assertThat(acme.get(path).status()).isEqualTo(200);
    }
    assertThat(server.get("/metrics").text())
        .contains("switchboard_leads{desk=\"acme\"} 1.0", "switchboard_leads{desk=\"globex\"} 1.0");
  }

  private static int me(String request) {
    return TestDesk.raw(server, request + "\r\nConnection: close\r\n\r\n").status();
  }

  // --- who is who ---

  @Test
  void aHostsTokenIsWorthNothingAtAnotherDesk() {
    String token = acme.hostToken("ines", "lumen-store");
    String body = "{\"token\":\"" + token + "\"}";
    assertThat(acme.ask("POST", "/api/v1/identity", body).status()).isEqualTo(200);
    assertThat(globex.ask("POST", "/api/v1/identity", body).status()).isEqualTo(401);
  }

  @Test
  void aCustomersSessionIsWorthNothingAtAnotherDesk() {
    String token = acme.token("ines", "lumen-store");
    assertThat(acme.get("/api/v1/me", "Authorization: Bearer " + token).status()).isEqualTo(200);
    assertThat(globex.get("/api/v1/me", "Authorization: Bearer " + token).status()).isEqualTo(401);
    TestClient elsewhere = TestClient.connect(globex.way());
    elsewhere.send(new ClientMessage.Hello(token, List.of()));
    assertThat(elsewhere.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
  }

  @Test
  void aSignInIsWorthNothingAtAnotherDeskAndCannotBeEndedThere() {
    String cookie = "Cookie: " + acme.cookie("ana");
    assertThat(acme.get("/api/v1/me", cookie).status()).isEqualTo(200);
    assertThat(globex.get("/api/v1/me", cookie).status()).isEqualTo(401);
    TestClient elsewhere = TestClient.connect(globex.way().with("Cookie", cookie.substring(8)));
    elsewhere.send(new ClientMessage.Hello(null, List.of()));
    assertThat(elsewhere.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());

    globex.ask("POST", "/api/v1/logout", "{}", cookie);
    assertThat(acme.get("/api/v1/me", cookie).status()).isEqualTo(200);
    acme.ask("POST", "/api/v1/logout", "{}", cookie);
    assertThat(acme.get("/api/v1/me", cookie).status()).isEqualTo(401);
  }

  @Test
  void theSameLoginIsAnotherAccountAtAnotherDesk() throws Exception {
    Profile dora = new Profile("dora", "Dora", Role.AGENT, 3, List.of());
    try (Passwords passwords = new Passwords(new SecureRandom())) {
      server.accounts("acme").add(dora, passwords.hash("acme's own password")).orElseThrow();
      assertThat(globex.signIn("dora", "acme's own password").status()).isEqualTo(401);
      server.accounts("globex").add(dora, passwords.hash("another password")).orElseThrow();
    }
    assertThat(acme.signIn("dora", "acme's own password").status()).isEqualTo(200);
    assertThat(globex.signIn("dora", "acme's own password").status()).isEqualTo(401);
    assertThat(globex.signIn("dora", "another password").status()).isEqualTo(200);

    Account there = server.accounts("acme").byLogin("dora").orElseThrow();
    assertThat(server.accounts("globex").byId(there.id())).isEmpty();
    assertThat(server.accounts("globex").disable(there.id())).isFalse();
  }

  @Test
  void disablingAnAccountEndsNobodyOfAnotherDesk() {
    TestClient here = acme.staff("chi");
    TestClient there = globex.staff("chi");
    Account chi = server.accounts("acme").byLogin("chi").orElseThrow();
    server.accounts("acme").disable(chi.id());
    assertThat(here.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    there.settle();
    assertThat(there.isClosed()).isFalse();
    assertThat(globex.signIn("chi", DemoStaff.PASSWORD).status()).isEqualTo(200);
    there.close();
  }

  // --- what is said ---

  @Test
  void whatHappensAtOneDeskIsNeitherSeenNorFoundAtAnother() {
    TestClient ines = acme.customer("ines", "lumen-store");
    TestClient twin = globex.customer("ines", "lumen-store");
    TestClient sam = acme.staff("sam");
    TestClient other = globex.staff("sam");
    for (TestClient watcher : new TestClient[] {sam, other}) {
      watcher.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    }
    String secret = "the secret of acme " + UUID.randomUUID();
    long number = ServerTest.launch(ines, secret);
    long twins = ServerTest.launch(twin, "nothing of interest");
    assertThat(twins).as("both desks count from 1").isEqualTo(number);

    TestClient ana = acme.staff("ana");
    TestClient bystander = globex.staff("ana");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    ServerMessage.Offered offered = ana.next(ServerMessage.Offered.class);
    ana.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    ines.send(new ClientMessage.Typing(number, true));
    assertThat(ana.next(ServerMessage.TypingSeen.class).active()).isTrue();
    ana.done(new ClientMessage.PostMessage(TestClient.request(), number, "a note", true));
    ana.done(new ClientMessage.OpenTicket(TestClient.request(), number, secret));

    // who has the same number at the other desk has its own conversation
    other.send(new ClientMessage.Follow(TestClient.request(), twins));
    ServerMessage.ConversationOpened seen = other.next(ServerMessage.ConversationOpened.class);
    assertThat(seen.toString()).contains("nothing of interest").doesNotContain(secret);
    twin.done(new ClientMessage.PostMessage(TestClient.request(), twins, "still here", false));
    bystander.refused(
        new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    for (TestClient client : new TestClient[] {twin, other, bystander}) {
      client.settle();
      assertThat(client.untaken().toString()).doesNotContain(secret, "a note");
      assertThat(client.untaken())
          .noneMatch(m -> m instanceof ServerMessage.TypingSeen || m instanceof ServerMessage.Offered);
    }
    assertThat(launched(sam)).isEqualTo(1);
    assertThat(launched(other)).isEqualTo(1);

    // nor in lists and transcripts
    String cookie = "Cookie: " + globex.cookie("sam");
    for (String path :
        new String[] {
          "/api/v1/tickets",
          "/api/v1/conversations?customer=ines",
          "/api/v1/conversations/" + number + "/transcript"
        }) {
      TestDesk.Answer answer = globex.get(path, cookie);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).doesNotContain(secret);
    }
    assertThat(acme.get("/api/v1/tickets", "Cookie: " + acme.cookie("sam")).body()).contains(secret);

    // one who leaves there is present here
    ines.close();
    twin.settle();
    assertThat(other.untaken())
        .noneMatch(m -> m instanceof ServerMessage.Presence presence && !presence.customer());
    for (TestClient client : new TestClient[] {twin, sam, other, ana, bystander}) {
      client.close();
    }
  }

  private static int launched(TestClient watcher) {
    return watcher
        .next(ServerMessage.Board.class, m -> m.board().today().launched() > 0)
        .board()
        .today()
        .launched();
  }

  @Test
  void cannedRepliesAreADesksOwn() {
    CannedReply reply = new CannedReply(0, "own", "Own", "only at acme");
    server.cannedReplies("acme").save(reply).orElseThrow();
    assertThat(server.cannedReplies("globex").save(reply)).as("the shortcut is free there").isPresent();
    long id =
        server.cannedReplies("acme").list().stream()
            .filter(listed -> listed.shortcut().equals("own"))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(server.cannedReplies("globex").remove(id)).isFalse();
    assertThat(acme.get("/api/v1/canned-replies", "Cookie: " + acme.cookie("sam")).body()).contains("only at acme");
  }
}
