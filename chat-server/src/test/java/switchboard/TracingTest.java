package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;
import switchboard.tracing.TraceCollector;
import switchboard.tracing.TraceCollector.Received;

/// Three servers send the traces of their messages to one collector.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TracingTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String TEXT = "My password is hunter2-\u00e9";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path data;

  private TestCluster cluster;
  private TraceCollector collector;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(database.database(), data);
    collector = new TraceCollector();
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
    collector.close();
  }

  @Test
  void oneTraceShowsAMessagesWayFromNodeToNode() throws Exception {
    TestServer leader = startServer("1");
    TestServer customers = startServer("1");
    TestServer agents = startServer("1");
    assertThat(leader.get("/metrics").text()).contains("switchboard_leads{desk=\"main\"} 1");
    String token = customers.token("ines", "lumen-store");
    TestClient ines = TestClient.connect(customers.port());
    ines.hello(token);
    TestClient sam = agents.staff("sam");
    long number = ServerTest.launch(ines, "I have forgotten it");
    ServerTest.follow(sam, number);

    ines.done(new ClientMessage.PostMessage(TestClient.request(), number, TEXT, false));
    sam.next(
        ServerMessage.EventHappened.class,
        e -> e.event().change() instanceof Change.Message m && m.text().equals(TEXT));

    await().atMost(SOON).untilAsserted(() -> assertThat(traceOfPost()).hasSize(9));
    List<Received> trace = traceOfPost();
    Received receive = only(trace, "receive", "");
    Received forward = only(trace, "forward", receive.span());
    Received decide = only(trace, "decide", forward.span());
    Received commit = only(trace, "commit", forward.span());
    Received apply = only(trace, "apply", forward.span());
    List<Received> followers = trace.stream().filter(s -> s.parent().equals(apply.span())).toList();
    assertThat(followers).extracting(Received::name).containsExactly("apply", "apply");
    assertThat(followers).extracting(Received::node).doesNotHaveDuplicates().contains(receive.node());
    for (Received there : followers) {
      assertThat(only(trace, "write", there.span()).node()).isEqualTo(there.node());
    }

    assertThat(forward.node()).isEqualTo(receive.node());
    assertThat(List.of(commit.node(), apply.node())).containsOnly(decide.node());
    assertThat(followers).extracting(Received::node).doesNotContain(decide.node());

    assertThat(receive.attributes())
        .containsEntry("switchboard.command", "Post")
        .containsEntry("switchboard.conversation", String.valueOf(number))
        .containsEntry("switchboard.outcome", "done")
        .hasEntrySatisfying("switchboard.session", id -> assertThat(id).startsWith(receive.node()));
    assertThat(commit.attributes()).containsKeys("switchboard.sequence", "switchboard.batch");
    assertThat(trace).allMatch(span -> span.attributes().containsKey("switchboard.desk"));
    assertThat(collector.bytes())
        .contains("switchboard.node")
        .doesNotContain("hunter2", "forgotten", "ines", "Sam", token);
  }

  @Test
  void aRatioOfNoneFollowsNothing() throws Exception {
    TestServer alone = startServer("0");
    ServerTest.launch(alone.customer("ines", "lumen-store"), TEXT);
    alone.close();
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void aCollectorThatIsAwayCostsNobodyAnything() throws Exception {
    collector.close();
    TestServer alone = startServer("1");
    TestClient ines = alone.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, TEXT);
    ines.done(new ClientMessage.PostMessage(TestClient.request(), number, TEXT, false));
  }

  private List<Received> traceOfPost() {
    return collector.spans().stream()
        .filter(
            span ->
                span.name().equals("receive")
                    && "Post".equals(span.attributes().get("switchboard.command")))
        .findFirst()
        .map(
            first ->
                collector.spans().stream().filter(s -> s.trace().equals(first.trace())).toList())
        .orElse(List.of());
  }

  private static Received only(List<Received> trace, String name, String parent) {
    List<Received> found =
        trace.stream().filter(s -> s.name().equals(name) && s.parent().equals(parent)).toList();
    assertThat(found).as("%s under '%s' in %s", name, parent, trace).hasSize(1);
    return found.getFirst();
  }

  private TestServer startServer(String ratio) throws Exception {
    TestServer server =
        cluster.start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "SWITCHBOARD_TRACES_RATIO", ratio));
    await().atMost(SOON).until(server::isReady);
    return server;
  }
}
