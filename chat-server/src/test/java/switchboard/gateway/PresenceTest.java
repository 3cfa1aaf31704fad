package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.QueueReason;
import switchboard.protocol.ServerMessage;

/// Whether agents are there, over real sockets: several connections of one agent, and clients that fall silent without closing. Rules D5 and D8.
class PresenceTest {
  private static final Duration QUIET = Duration.ofMillis(900);
  private static final Duration SILENCE = Duration.ofMillis(3_000);
  private static final Duration GRACE = Duration.ofMillis(400);
  private static final long PING_MS = 60;

  private final ScheduledExecutorService pinger = Executors.newSingleThreadScheduledExecutor();
  private final Map<TestClient, ScheduledFuture<?>> beats = new HashMap<>();
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    GatewayLimits limits = TestGateway.limits();
    gateway =
        TestGateway.start(
            TestGateway.rules(GRACE, Duration.ofMinutes(1)),
            limits.withTimes(limits.requestTime(), limits.helloTime(), SILENCE),
            QUIET);
  }

  @AfterEach
  void stop() {
    pinger.shutdownNow();
    gateway.close();
  }

  /// Has a client ping, as a browser does.
  private TestClient wakes(TestClient client) {
    beats.put(
        client,
        pinger.scheduleAtFixedRate(
            () -> client.send(new ClientMessage.Ping()), 0, PING_MS, TimeUnit.MILLISECONDS));
    return client;
  }

  /// Its machine sleeps: nothing comes any more, and nothing closes.
  private void sleeps(TestClient client) {
    beats.remove(client).cancel(false);
  }

  private TestClient staff(String role, String name) {
    return wakes(gateway.staff(role, name));
  }

  private TestClient agent(String name) {
    TestClient agent = staff("agent", name);
    agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    return agent;
  }

  private TestClient customer(String name) {
    return wakes(gateway.customer(name, "Elite"));
  }

  private static AgentView unheard(TestClient watching, String agent) {
    return watching
        .next(
            ServerMessage.Board.class,
            board ->
                board.board().agents().stream()
                    .anyMatch(one -> one.id().equals(agent) && one.unheard() != null))
        .board()
        .agents()
        .stream()
        .filter(one -> one.id().equals(agent))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void d8_aClientThatFallsSilentIsOfferedNothingAndWhatRingsGoesToAnother() {
    TestClient sam = staff("supervisor", "sam");
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    TestClient dana = agent("dana");
    TestClient ines = customer("ines");
    long ringing = Chat.launch(ines);
    long offer = dana.next(ServerMessage.Offered.class).offer().id();
    sleeps(dana);
    assertThat(dana.next(ServerMessage.OfferEnded.class, m -> m.offer() == offer).outcome())
        .isEqualTo(OfferOutcome.WITHDRAWN);
    AgentView seen = unheard(sam, "dana");
    assertThat(seen.state()).as("what she chose").isEqualTo(AgentState.AVAILABLE);
    assertThat(seen.reserved()).isZero();
    assertThat(
            sam.refused(new ClientMessage.AssignChat(TestClient.request(), ringing, "dana"))
                .problem()
                .message())
        .isEqualTo("dana is not responding just now.");

    TestClient eli = agent("eli");
    assertThat(eli.next(ServerMessage.Offered.class).offer().conversation()).isEqualTo(ringing);
    assertThat(dana.untaken()).noneMatch(ServerMessage.Offered.class::isInstance);
  }

  @Test
  void d8_heardAgainInTimeTheAgentIsWhatTheyHadChosen() {
    TestClient dana = agent("dana");
    TestClient ines = customer("ines");
    long number = Chat.launch(ines);
    dana.next(ServerMessage.Offered.class);
    sleeps(dana);
    dana.next(ServerMessage.OfferEnded.class, m -> m.outcome() == OfferOutcome.WITHDRAWN);
    dana.next(ServerMessage.AgentChanged.class, m -> m.agent().unheard() != null);
    wakes(dana);
    AgentView back =
        dana.next(ServerMessage.AgentChanged.class, m -> m.agent().unheard() == null).agent();
    assertThat(back.state()).isEqualTo(AgentState.AVAILABLE);
    assertThat(dana.next(ServerMessage.Offered.class).offer().conversation())
        .as("no exclusion, for nothing was missed")
        .isEqualTo(number);
  }

  @Test
  void d8_whoIsNotHeardAnyMoreIsLostAndTheCustomerIsTold() {
    TestClient dana = agent("dana");
    TestClient ines = customer("ines");
    long number = Chat.launch(ines);
    dana.done(
        new ClientMessage.AcceptOffer(
            TestClient.request(), dana.next(ServerMessage.Offered.class).offer().id()));
    ines.next(ServerMessage.Presence.class, ServerMessage.Presence::agent);
    sleeps(dana);
    ines.next(
        ServerMessage.Presence.class, m -> m.conversation() == number && !m.agent());
    assertThat(dana.isClosed()).as("not yet: she may come back").isFalse();
    assertThat(dana.closeCode()).isEqualTo(CloseCode.SILENT.code());
    assertThat(
            ines.next(
                    ServerMessage.EventHappened.class,
                    m ->
                        m.event().change() instanceof Change.Queued queued
                            && queued.reason() == QueueReason.AGENT_LOST)
                .conversation())
        .isEqualTo(number);
  }

  /// As when a node could not say for a while that it lives: the leader takes its connections for gone, and they are opened anew.
  @Test
  void d8_aSilentConnectionThatIsOpenedAnewIsSilentStill() {
    TestClient dana = agent("dana");
    sleeps(dana);
    dana.next(ServerMessage.AgentChanged.class, m -> m.agent().unheard() != null);
    gateway.desk.submit(Actor.DESK, null, new Command.KeepSessions(List.of()), _ -> {});
    dana.next(ServerMessage.AgentChanged.class, m -> m.agent().unheard() == null);
    dana.next(ServerMessage.AgentChanged.class, m -> m.agent().unheard() != null);
    long number = Chat.launch(customer("ines"));
    CompletableFuture<Boolean> rings = new CompletableFuture<>();
    gateway.desk.read(view -> rings.complete(view.conversation(number).offer() != null));
    assertThat(rings.join()).isFalse();
  }

  @Test
  void d8_oneSilentTabOfTwoChangesNothing() {
    TestClient tab = agent("dana");
    TestClient phone = staff("agent", "dana");
    sleeps(tab);
    assertThat(tab.closeCode()).isEqualTo(CloseCode.SILENT.code());
    Chat.launch(customer("ines"));
    phone.next(ServerMessage.Offered.class);
    assertThat(phone.untaken())
        .noneMatch(
            message ->
                message instanceof ServerMessage.AgentChanged changed
                    && changed.agent().unheard() != null);
  }

  @Test
  void d5_allTabsAndDevicesOfAnAgentAreOneAgent() {
    TestClient tab = agent("dana");
    TestClient phone = staff("agent", "dana");
    Chat.launch(customer("ines"));
    long offer = tab.next(ServerMessage.Offered.class).offer().id();
    assertThat(phone.next(ServerMessage.Offered.class).offer().id())
        .as("it rings in all")
        .isEqualTo(offer);
    phone.done(new ClientMessage.AcceptOffer(TestClient.request(), offer));
    assertThat(tab.next(ServerMessage.OfferEnded.class, m -> m.offer() == offer).outcome())
        .as("accepted in one, it ends in all")
        .isEqualTo(OfferOutcome.ACCEPTED);
    assertThat(tab.next(ServerMessage.AgentChanged.class, m -> m.agent().load() == 1).agent())
        .as("one load and one capacity")
        .isEqualTo(phone.next(ServerMessage.AgentChanged.class, m -> m.agent().load() == 1).agent());
    sleeps(phone);
    phone.close();
    tab.done(new ClientMessage.SetState(TestClient.request(), AgentState.AWAY));
    assertThat(tab.next(ServerMessage.AgentChanged.class, m -> m.agent().state() == AgentState.AWAY).agent())
        .satisfies(
            agent -> {
              assertThat(agent.load()).as("closing one changes nothing").isEqualTo(1);
              assertThat(agent.graceUntilMs()).isNull();
            });
  }
}
