package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.gateway.TestClient;
import switchboard.nats.NatsBus;
import switchboard.postgres.TestDatabase;
import switchboard.postgres.TestPostgres;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;

/// Three servers with one PostgreSQL and one NATS are one desk, whatever breaks between them.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data;

  private TestCluster cluster;
  private final List<Node> nodes = new ArrayList<>();
  private TestClient ines;
  private TestClient ana;

  /// A server with its ways to PostgreSQL and to NATS.
  private record Node(TestServer server, LossyLink toPostgres, LossyLink toNats) {
    double metric(String name) {
      return server
          .get("/metrics")
          .text()
          .lines()
          .filter(line -> line.matches("switchboard_" + name + "(\\{desk=\"main\"})? .*"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow();
    }

    boolean leads() {
      return metric("leads") == 1;
    }

    boolean ready() {
      return server.isReady();
    }
  }

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(database.database(), data);
    for (int i = 0; i < 3; i++) {
      nodes.add(startNode());
    }
    await().atMost(SOON).until(() -> nodes.stream().allMatch(Node::ready));
  }

  private Node startNode() throws Exception {
    String real = database.database().url();
    int port = Integer.parseInt(real.replaceAll(".*:(\\d+)/.*", "$1"));
    LossyLink toPostgres = new LossyLink(port);
    LossyLink toNats = new LossyLink(cluster.nats().port());
    TestServer server =
        cluster.start(
            Map.of(
                "DATABASE_URL", real.replace(":" + port + "/", ":" + toPostgres.port() + "/"),
                "NATS_URL", "nats://127.0.0.1:" + toNats.port()));
    return new Node(server, toPostgres, toNats);
  }

  @AfterEach
  void stop() throws Exception {
    for (Node node : nodes) {
      node.toPostgres().mend();
      node.toNats().mend();
    }
    cluster.close();
    for (Node node : nodes) {
      node.toPostgres().close();
      node.toNats().close();
    }
  }

  // --- one desk ---

  @Test
  void oneOfThemLeadsAndTheOthersFollow() {
    await().atMost(SOON).until(() -> nodes.stream().allMatch(node -> node.metric("nodes") == 3));
    assertThat(nodes.stream().filter(Node::leads)).hasSize(1);
    assertThat(nodes).allMatch(node -> node.metric("bus_connected") == 1);
  }

  @Test
  void aCustomerAndAnAgentOnDifferentNodesChat() {
    for (int customersNode = 0; customersNode < 3; customersNode++) {
      Node here = nodes.get(customersNode);
      Node there = nodes.get((customersNode + 1) % 3);
      long number = answered(here, there);

      ines.done(post(number, "Hello from here"));
      assertThat(text(next(ana, "Hello from here"))).isEqualTo("Hello from here");
      ana.done(post(number, "Hello from there"));
      assertThat(text(next(ines, "Hello from there"))).isEqualTo("Hello from there");

      ines.send(new ClientMessage.Typing(number, true));
      assertThat(ana.next(ServerMessage.TypingSeen.class).by().id()).isEqualTo("ines");
      ana.send(new ClientMessage.Typing(number, true));
      assertThat(ines.next(ServerMessage.TypingSeen.class).active()).isTrue();

      ines.close();
      ana.next(ServerMessage.Presence.class, presence -> !presence.customer());
      ana.done(new ClientMessage.CloseConversation(TestClient.request(), number));
      ana.close();
    }
  }

  @Test
  void bothSendersOfOneConversationSeeOneOrder() throws Exception {
    long number = answered(nodes.get(0), nodes.get(1));
    Thread customer = Thread.startVirtualThread(() -> sayMany(ines, number, "from ines"));
    Thread agent = Thread.startVirtualThread(() -> sayMany(ana, number, "from ana"));
    customer.join();
    agent.join();
    List<ServerMessage.EventHappened> forInes = messages(ines, 100);
    List<ServerMessage.EventHappened> forAna = messages(ana, 100);
    assertThat(forInes.stream().map(ClusterTest::text).toList())
        .isEqualTo(forAna.stream().map(ClusterTest::text).toList())
        .doesNotHaveDuplicates();
    assertThat(forInes.stream().map(e -> e.event().sequence()).toList()).isSorted();
  }

  @Test
  void whoMovesToANodeThatIsBehindIsShownNoLessThanBefore() {
    Node leader = leader();
    Node behind = follower();
    long number = answered(leader, leader);
    behind.toNats().stallBack();
    ana.done(post(number, "not heard there"));
    ServerMessage.EventHappened newest = next(ines, "not heard there");

    String token = behind.server().token("ines", "lumen-store");
    ServerMessage.Welcome welcome =
        behind
            .server()
            .resume(
                TestClient.connect(behind.server().port()),
                token,
                new Position(number, epoch(leader, token), newest.event().sequence()));
    assertThat(welcome.conversations().getFirst().sequence())
        .isEqualTo(newest.event().sequence());
  }

  private static String epoch(Node node, String token) {
    return TestClient.connect(node.server().port()).hello(token).epoch();
  }

  private static void sayMany(TestClient who, long number, String text) {
    for (int i = 0; i < 50; i++) {
      who.done(post(number, text + " " + i));
    }
  }

  private static List<ServerMessage.EventHappened> messages(TestClient who, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                who.next(
                    ServerMessage.EventHappened.class,
                    e -> e.event().change() instanceof Change.Message))
        .toList();
  }

  @Test
  void anAgentWithTabsOnTwoNodesIsOneAgent() {
    TestClient here = nodes.get(0).server().staff("ana");
    TestClient there = nodes.get(1).server().staff("ana");
    ines = nodes.get(2).server().customer("ines", "lumen-store");
    long number = answered(ines, here);
    there.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number);
    here.close();
    there.done(post(number, "From the other tab"));
    next(ines, "From the other tab");
    assertThat(nodes.get(2).metric("sockets")).isEqualTo(1);
    ines.settle();
    assertThat(ines.untaken())
        .noneMatch(m -> m instanceof ServerMessage.Presence presence && !presence.agent());
  }

  // --- who is there ---

  @Test
  void aWaitingCustomerIsThereWhileOneTabOnAnyNodeIsOpen() throws Exception {
    TestClient here = nodes.get(0).server().customer("ines", "lumen-store");
    TestClient there = nodes.get(1).server().customer("ines", "lumen-store");
    long number = ServerTest.launch(here, "Is anybody there?");
    there.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number);
    here.close();
    TestClient sam = nodes.get(2).server().staff("sam");
    ServerTest.follow(sam, number);
    sam.next(ServerMessage.Presence.class, ServerMessage.Presence::customer);
    assertThat(events("CustomerAbsent")).isZero();
    there.close();
    sam.next(ServerMessage.Presence.class, presence -> !presence.customer());
    await().atMost(SOON).until(() -> events("CustomerAbsent") == 1);
    nodes.get(2).server().customer("ines", "lumen-store");
    await().atMost(SOON).until(() -> events("CustomerBack") == 1);
  }

  @Test
  void theSessionsOfANodeThatCannotSayThatItLivesEndAndComeBackWithIt() throws Exception {
    Node lost = follower();
    ana = lost.server().staff("ana");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    lost.toPostgres().cut();
    lost.toNats().cut();
    await().atMost(Duration.ofSeconds(10)).until(() -> events("SessionClosed") == 1);
    lost.toPostgres().mend();
    lost.toNats().mend();
    // Until the leader sees that the node lives, it ends them again.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(events("SessionOpened")).isGreaterThan(1));
    ines = nodes.getFirst().server().customer("ines", "lumen-store");
    ServerTest.launch(ines, "Ana is there again");
    ana.next(ServerMessage.Offered.class);
    assertThat(ana.isClosed()).isFalse();
  }

  @Test
  void newsOfALeadThatNeverWasAreGotOver() throws Exception {
    ByteArrayOutputStream news = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(news);
    out.writeUTF("nobody");
    out.writeLong(1L << 62); // term
    out.writeLong(0);
    out.writeInt(0);
    TestServer server = nodes.getFirst().server();
    ines = TestClient.connect(server.port());
    String epoch = ines.hello(server.token("ines", "lumen-store")).epoch();
    double ledBefore = leads();
    try (NatsBus stranger = NatsBus.connect(cluster.nats().url(), "stranger")) {
      await().until(stranger::connected);
      stranger.publish("switchboard." + epoch + ".news", news.toByteArray());
      await().atMost(SOON).until(() -> leads() > ledBefore);
    }
    for (Node node : nodes) {
      await().atMost(SOON).until(node::ready);
      TestClient eve = node.server().customer("ines", "lumen-store");
      long number = ServerTest.launch(eve, "Do you hear me?");
      eve.done(new ClientMessage.CloseConversation(TestClient.request(), number));
      eve.close();
    }
  }

  private double leads() {
    return nodes.stream().mapToDouble(node -> node.metric("leads_taken_total")).sum();
  }

  private long events(String type) throws Exception {
    try (Connection connection = TestPostgres.connect(database.database());
        PreparedStatement count =
            connection.prepareStatement("select count(*) from journal where type = ?")) {
      count.setString(1, type);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  // --- hand-over ---

  @Test
  void aLeaderThatStopsHandsOverAtOnceAndNobodyElseNotices() throws Exception {
    Node leader = leader();
    List<Node> others = nodes.stream().filter(node -> node != leader).toList();
    long number = answered(others.get(0), others.get(1));
    ines.done(post(number, "before"));
    nodes.remove(leader);
    leader.server().close();
    long began = System.nanoTime();
    ines.done(post(number, "after"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    next(ana, "after");
    assertThat(ines.isClosed() || ana.isClosed()).isFalse();
    await().atMost(SOON).until(() -> others.stream().filter(Node::leads).count() == 1);
    leader.toPostgres().close();
    leader.toNats().close();
  }

  // --- NATS ---

  @Test
  void withoutNatsTheLeadersNodeGoesOnTheOthersSaySoAndAllCatchUpWhenItIsBack() throws Exception {
    Node leader = leader();
    Node other = follower();
    long number = answered(leader, other);

    cluster.nats().kill();
    await().atMost(SOON).until(() -> nodes.stream().allMatch(n -> n.metric("bus_connected") == 0));
    ines.done(post(number, "stored without NATS"));
    ServerMessage.Refused refused = ana.refused(post(number, "cannot be sent"));
    assertThat(refused.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    next(ana, "stored without NATS");
    assertThat(other.ready()).isFalse();

    cluster.nats().startAgain();
    long began = System.nanoTime();
    await().atMost(SOON).until(() -> nodes.stream().allMatch(Node::ready));
    ana.done(post(number, "sent again"));
    next(ines, "sent again");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(ines.isClosed() || ana.isClosed()).isFalse();
  }

  @Test
  void aLeaderThatAloneLosesNatsLeavesTheLeadToOneThatCanBeReached() throws Exception {
    Node leader = leader();
    Node other = follower();
    long number = answered(leader, other);
    leader.toNats().cut();
    await().atMost(Duration.ofSeconds(10)).until(() -> !leader.leads() && other.ready());
    ana.done(post(number, "the others go on"));
    next(ines, "the others go on");
    leader.toNats().mend();
    await().atMost(SOON).until(leader::ready);
    ines.done(post(number, "and so does this one"));
    next(ana, "and so does this one");
  }

  // --- one way ---

  /// What no longer arrives, though nothing breaks.
  private enum Stall {
    TO_POSTGRES,
    FROM_POSTGRES,
    TO_NATS,
    FROM_NATS;

    void begin(Node node) {
      switch (this) {
        case TO_POSTGRES -> node.toPostgres().stallThere();
        case FROM_POSTGRES -> node.toPostgres().stallBack();
        case TO_NATS -> node.toNats().stallThere();
        case FROM_NATS -> node.toNats().stallBack();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLeaderCutOffInOneDirectionIsReplacedAndFollowsLater(Stall stall) throws Exception {
    Node leader = leader();
    Node other = follower();
    long number = answered(leader, other);
    stall.begin(leader);
    ClientMessage.PostMessage lost = post(number, "perhaps stored");
    ines.send(lost);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !leader.leads() && nodes.stream().anyMatch(Node::leads));
    ana.done(post(number, "the new leader stores"));
    leader.toPostgres().mend();
    leader.toNats().mend();
    await().atMost(Duration.ofSeconds(15)).until(leader::ready);
    next(ines, "the new leader stores");
    ines.done(lost);
    next(ana, "perhaps stored");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(nodes.stream().filter(Node::leads)).hasSize(1));
  }

  // --- words ---

  private Node leader() {
    return nodes.stream().filter(Node::leads).findFirst().orElseThrow();
  }

  private Node follower() {
    return nodes.stream().filter(node -> !node.leads()).findFirst().orElseThrow();
  }

  /// Connects both, the customer here and the agent there.
  private long answered(Node here, Node there) {
    ines = here.server().customer("ines", "lumen-store");
    ana = there.server().staff("ana");
    return answered(ines, ana);
  }

  /// The number of a chat that the agent answered.
  private static long answered(TestClient customer, TestClient agent) {
    agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    long number = ServerTest.launch(customer, "Help " + UUID.randomUUID());
    ServerMessage.Offered offered =
        agent.next(ServerMessage.Offered.class, o -> o.offer().conversation() == number);
    agent.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    return number;
  }

  private static ClientMessage.PostMessage post(long conversation, String text) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, false);
  }

  private static ServerMessage.EventHappened next(TestClient who, String text) {
    return who.next(
        ServerMessage.EventHappened.class,
        e -> e.event().change() instanceof Change.Message m && m.text().equals(text));
  }

  private static String text(ServerMessage.EventHappened event) {
    return ((Change.Message) event.event().change()).text();
  }
}
