package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.config.Settings;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.demo.traffic.Pace;
import switchboard.demo.traffic.Traffic;
import switchboard.demo.traffic.TrafficCounts;
import switchboard.demo.traffic.TrafficStaff;
import switchboard.gateway.TestClient;
import switchboard.identity.Profile;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.ServerMessage;

/** Simulated customers and agents at a real server. */
class TrafficTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;

  @Test
  void customersComeAndAreServedOrLeaveAndNobodyStaysBehind() throws Exception {
    try (TestServer server = TestServer.start(DATABASE.database(), data)) {
      TestClient sam = server.staff("sam");
      sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
      Traffic traffic = start(server, 600);

      // who launches a chat by hand is answered as well
      TestClient ines = server.customer("ines", "lumen-store");
      long number =
          ines.done(
                  new ClientMessage.LaunchChat(
                      TestClient.request(),
                      new Intake("Where is my invoice?", "", "", "", "", List.of())))
              .conversation();
      ines.next(
          ServerMessage.EventHappened.class,
          event ->
              event.event().change() instanceof Change.Message(String text, _)
                  && text.startsWith("Hi Ines, this is "));
      ines.done(new ClientMessage.CloseConversation(TestClient.request(), number));

      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                TrafficCounts counts = traffic.counts();
                assertThat(counts.launched()).isGreaterThan(40);
                assertThat(counts.assigned()).isGreaterThan(20);
                assertThat(counts.answered()).isGreaterThan(20);
                assertThat(counts.closed()).isGreaterThan(20);
                assertThat(counts.ticketed()).isPositive();
                assertThat(counts.resolved()).isPositive();
                assertThat(counts.abandoned()).isPositive();
              });
      traffic.close();
      TrafficCounts counts = traffic.counts();
      // What is refused comes of people who do things at the same time: one leaves, one accepts.
      assertThat(counts.refused().keySet())
          .as(counts.lastRefusal())
          .isSubsetOf(ErrorCode.CONFLICT);
      assertThat(counts.faults()).as(counts.lastFault()).isZero();
      assertThat(counts.lost()).isZero();
      assertThat(counts.skipped()).isZero();
      sam.next(
          ServerMessage.Board.class,
          message ->
              message.board().waitingCount() == 0
                  && message.board().openConversations() == 0
                  && message.board().agents().stream()
                      .noneMatch(agent -> agent.state() == AgentState.AVAILABLE));
    }
  }

  @Test
  void anAgentWhoIsTurnedOutComesBackWhenLetIn() throws Exception {
    try (TestServer server = TestServer.start(DATABASE.database(), data)) {
      TestClient sam = server.staff("sam");
      sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
      try (Traffic traffic = start(server, 1)) {
        String login = TrafficStaff.team(1).getFirst().login();
        String dana = server.accounts().byLogin(login).orElseThrow().id();
        awaitState(sam, dana, AgentState.AVAILABLE);
        server.accounts().disable(dana);
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(traffic.counts().faults()).isGreaterThan(1));
        assertThat(traffic.counts().lastFault()).contains("/api/v1/login answered 401");
        server.accounts().enable(dana);
        awaitState(sam, dana, AgentState.AVAILABLE);
      }
    }
  }

  private static void awaitState(TestClient sam, String agent, AgentState state) {
    sam.next(
        ServerMessage.Board.class,
        message ->
            message.board().agents().stream()
                .anyMatch(seen -> seen.id().equals(agent) && seen.state() == state));
  }

  /** Twenty times as fast as in life. */
  private static Traffic start(TestServer server, int perMinute) throws Exception {
    List<Profile> team = TrafficStaff.team(1);
    DemoStaff.add(server.accounts(), team);
    return Traffic.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
        new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), "switchboard"),
        perMinute,
        team,
        7,
        new Pace(20));
  }
}
