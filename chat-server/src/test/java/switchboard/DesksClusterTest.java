package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;

/// Three desks on three servers with one PostgreSQL and one NATS: each server leads one, and whoever chats does not notice when that changes.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DesksClusterTest {
  private static final List<String> DESKS = List.of("acme", "globex", "initech");
  private static final Duration EVEN = Duration.ofSeconds(40);

  /// A hand-over stays below a second; this leaves room for a machine that is busy.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data;

  private TestCluster cluster;
  private Path settings;
  private final List<TestServer> nodes = new ArrayList<>();
  private final List<Chat> chats = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(database.database(), data);
    settings = Files.writeString(data.resolve("settings.yaml"), TestDesk.SETTINGS);
    for (int i = 0; i < 3; i++) {
      nodes.add(startNode());
    }
  }

  private TestServer startNode() throws Exception {
    return cluster.start(settings, Map.of("SWITCHBOARD_LIMITS_FRAMES_PER_SECOND", "10000"));
  }

  @AfterEach
  void stop() throws Exception {
    chats.forEach(Chat::end);
    cluster.close();
  }

  @Test
  void eachNodeLeadsOneAndWhenOneGoesAndComesBackTheChatsGoOn() throws Exception {
    awaitLoads(1, 1, 1);

    // chats at all desks, customer and agent on different nodes, neither on the one that goes
    for (String desk : DESKS) {
      chats.add(new Chat(new TestDesk(nodes.get(0), desk), new TestDesk(nodes.get(1), desk)));
    }
    chats.forEach(Chat::begin);
    TestServer gone = nodes.remove(2);
    gone.close();
    awaitLoads(1, 2);
    nodes.add(startNode());
    awaitLoads(1, 1, 1);
    chats.forEach(Chat::end);
    for (Chat chat : chats) {
      chat.requireWhole();
    }
  }

  // --- words ---

  /// Each desk is led once, and the nodes lead so many, in any order.
  private void awaitLoads(Integer... loads) {
    await()
        .atMost(EVEN)
        .untilAsserted(
            () -> {
              List<List<String>> led = nodes.stream().map(DesksClusterTest::led).toList();
              assertThat(led.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(DESKS);
              assertThat(led.stream().map(List::size)).containsExactlyInAnyOrder(loads);
            });
  }

  private static List<String> led(TestServer node) {
    String metrics = node.get("/metrics").text();
    return DESKS.stream()
        .filter(desk -> metrics.contains("switchboard_leads{desk=\"" + desk + "\"} 1.0"))
        .toList();
  }

  /// A customer who writes without a pause, each message when the one before is stored, and an agent who reads.
  private static final class Chat {
    private final TestClient customer;
    private final TestClient agent;
    private final long number;
    private final Thread thread = Thread.ofVirtual().unstarted(this::write);
    private volatile boolean ending;
    private volatile Throwable failure;
    private int written;
    private Duration longest = Duration.ZERO;

    Chat(TestDesk here, TestDesk there) {
      customer = here.customer("ines", "lumen-store");
      agent = there.staff("ana");
      agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
      number = ServerTest.launch(customer, "at " + here.name());
      ServerMessage.Offered offered = agent.next(ServerMessage.Offered.class);
      agent.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    }

    void begin() {
      thread.start();
    }

    private void write() {
      try {
        while (!ending) {
          long began = System.nanoTime();
          customer.done(
              new ClientMessage.PostMessage(
                  TestClient.request(), number, "message " + written, false));
          Duration took = Duration.ofNanos(System.nanoTime() - began);
          longest = took.compareTo(longest) > 0 ? took : longest;
          written++;
          Thread.sleep(5);
        }
      } catch (Throwable e) {
        failure = e;
      }
    }

    void end() {
      ending = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// Every message came, once and in order, and none took long.
    void requireWhole() {
      assertThat(failure).isNull();
      assertThat(written).isPositive();
      List<String> read =
          IntStream.range(0, written)
              .mapToObj(
                  _ ->
                      agent.next(
                          ServerMessage.EventHappened.class,
                          e -> e.event().change() instanceof Change.Message))
              .map(e -> ((Change.Message) e.event().change()).text())
              .toList();
      assertThat(read)
          .isEqualTo(IntStream.range(0, written).mapToObj(i -> "message " + i).toList());
      assertThat(longest).isLessThan(LONGEST_PAUSE);
      assertThat(customer.isClosed() || agent.isClosed()).isFalse();
    }
  }
}
