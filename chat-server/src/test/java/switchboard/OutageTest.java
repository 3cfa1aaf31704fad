package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestPostgres;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.ServerMessage;

/// PostgreSQL goes away under a running server: nobody is lied to, nobody is thrown out, and all is well soon after its return.
class OutageTest {
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  @TempDir static Path data;
  private static TestPostgres postgres;
  private static TestServer server;

  enum Outage {
    STOPPED,
    HANGING;

    void begin() throws Exception {
      switch (this) {
        case STOPPED -> postgres.stop();
        case HANGING -> postgres.freeze();
      }
    }

    void end() throws Exception {
      switch (this) {
        case STOPPED -> postgres.startAgain();
        case HANGING -> postgres.thaw();
      }
    }
  }

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.start();
    server = TestServer.start(postgres.freshDatabase(), data);
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
  }

  @Test
  void theLogSaysOnceThatPostgresIsAwayAndThatItIsBackThoughNothingIsToBeStored()
      throws Exception {
    try (LogLines log = new LogLines()) {
      postgres.stop();
      await().atMost(RECOVERY).until(() -> server.get("/readyz").status() == 503);
      postgres.startAgain();
      await().atMost(RECOVERY).until(server::isReady);
      assertThat(log.of("{}; trying until it works")).hasSize(1);
      assertThat(log.of("contending for the lead again")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Outage.class)
  void s30_nobodyReadsAlongWhileThatCannotBeNoted(Outage outage) throws Exception {
    TestClient sam = server.staff("sam");
    long number = ServerTest.launch(server.customer("mara", "quince-shop"), "Slow");
    ClientMessage.Follow follow = new ClientMessage.Follow(TestClient.request(), number);
    outage.begin();
    assertThat(sam.refused(follow).problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    outage.end();
    await().atMost(RECOVERY).pollInterval(Duration.ofMillis(100)).until(server::isReady);
    sam.send(follow);
    sam.next(ServerMessage.ConversationOpened.class, m -> follow.request().equals(m.request()));
  }

  @ParameterizedTest
  @EnumSource(Outage.class)
  void whatIsNotStoredIsNotAcknowledgedAndOnceRepeatedIsStoredOnce(Outage outage)
      throws Exception {
    TestClient ines = server.customer("ines", "lumen-store");
    TestClient otherTab = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "Before");
    ConversationView shown = otherTab.next(ServerMessage.ConversationOpened.class).conversation();
    ClientMessage.PostMessage first = post(number, "said before");
    ines.done(first);

    outage.begin();
    List<ClientMessage.PostMessage> said = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ClientMessage.PostMessage message = post(number, "said meanwhile " + i);
      said.add(message);
      ServerMessage.Refused refused = ines.refused(message);
      assertThat(refused.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refused.problem().retryAfterMs()).isPositive();
    }
    assertThat(server.get("/readyz").status()).isEqualTo(503);
    assertThat(server.get("/livez").status()).isEqualTo(200);
    otherTab.settle();
    assertThat(otherTab.untaken())
        .noneMatch(
            m ->
                m instanceof ServerMessage.EventHappened e
                    && e.event().change() instanceof Change.Message message
                    && message.text().startsWith("said meanwhile"));

    outage.end();
    await().atMost(RECOVERY).pollInterval(Duration.ofMillis(100)).until(server::isReady);
    said.forEach(ines::done);
    ines.done(first);
    ClientMessage.PostMessage last = post(number, "said after");
    int newest = ines.done(last).sequence();
    ConversationView view = shown;
    while (view.sequence() < newest) {
      int next = view.sequence() + 1;
      view =
          view.after(
              otherTab
                  .next(
                      ServerMessage.EventHappened.class, m -> m.event().sequence() == next)
                  .event());
    }
    assertThat(view.events())
        .filteredOn(event -> event.change() instanceof Change.Message)
        .extracting(event -> ((Change.Message) event.change()).text())
        .containsExactlyInAnyOrder(
            "said before",
            "said meanwhile 0",
            "said meanwhile 1",
            "said meanwhile 2",
            "said after");
    assertThat(ines.isClosed()).isFalse();
    ines.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    ines.close();
    otherTab.close();
  }

  private static ClientMessage.PostMessage post(long conversation, String text) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, false);
  }
}
