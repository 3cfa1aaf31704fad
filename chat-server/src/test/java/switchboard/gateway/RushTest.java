package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Change;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.ServerMessage;

/// Many at once, over real sockets.
class RushTest {
  private static final int ACCEPTS = 50;
  private static final int SOCKETS = 10;
  private static final int CUSTOMERS = 500;
  private static final int AGENTS = 20;

  /// As `TestGateway` enrols them.
  private static final int CAPACITY = 3;

  private TestGateway gateway;
  private final List<TestClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withRates(1_000_000, 1_000_000));
  }

  @AfterEach
  void stop() {
    clients.forEach(TestClient::close);
    gateway.close();
  }

  private TestClient kept(TestClient client) {
    clients.add(client);
    return client;
  }

  @Test
  void fiftyAcceptsOfOneOfferEndInOneAssignment() {
    List<TestClient> dana = new ArrayList<>();
    for (int i = 0; i < SOCKETS; i++) {
      dana.add(kept(gateway.staff("agent", "dana")));
    }
    TestClient eve = kept(gateway.staff("agent", "eve"));
    dana.getFirst().done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    TestClient noor = kept(gateway.customer("noor", "Elite"));
    long number = Chat.launch(noor);
    long offer = dana.getFirst().next(ServerMessage.Offered.class).offer().id();

    Map<String, TestClient> asked = new HashMap<>();
    for (int i = 0; i < ACCEPTS; i++) {
      TestClient client = dana.get(i % SOCKETS);
      String request = TestClient.request();
      asked.put(request, client);
      client.send(new ClientMessage.AcceptOffer(request, offer));
      eve.send(new ClientMessage.AcceptOffer(TestClient.request(), offer));
    }
    int done = 0;
    for (Map.Entry<String, TestClient> one : asked.entrySet()) {
      String request = one.getKey();
      ServerMessage answer =
          one.getValue()
              .next(
                  ServerMessage.class,
                  m ->
                      m instanceof ServerMessage.Done d && d.request().equals(request)
                          || m instanceof ServerMessage.Refused r && r.request().equals(request));
      if (answer instanceof ServerMessage.Done) {
        done++;
      } else {
        assertThat(((ServerMessage.Refused) answer).problem().code())
            .isEqualTo(ErrorCode.CONFLICT);
      }
    }
    assertThat(done).isEqualTo(1);
    for (int i = 0; i < ACCEPTS; i++) {
      assertThat(eve.next(ServerMessage.Refused.class).problem().code())
          .isEqualTo(ErrorCode.CONFLICT);
    }
    noor.settle();
    assertThat(noor.untaken())
        .filteredOn(
            m ->
                m instanceof ServerMessage.EventHappened(long of, ConversationEvent event)
                    && of == number
                    && event.change() instanceof Change.Assigned)
        .hasSize(1);
  }

  @Test
  void fiveHundredCustomersAtOnceNeverFillAnAgentBeyondTheirCapacity() {
    TestClient sam = kept(gateway.staff("supervisor", "sam"));
    List<TestClient> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      TestClient agent = kept(gateway.staff("agent", "agent" + i));
      agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
      agents.add(agent);
    }
    List<TestClient> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(kept(gateway.customer("customer" + i, "Elite")));
    }
    customers.forEach(
        customer ->
            customer.send(new ClientMessage.LaunchChat(TestClient.request(), Intake.EMPTY)));
    customers.forEach(customer -> customer.next(ServerMessage.Done.class));

    // Everybody accepts all that rings: as many as there are slots, and not one more.
    for (TestClient agent : agents) {
      for (int slot = 0; slot < CAPACITY; slot++) {
        agent.done(
            new ClientMessage.AcceptOffer(
                TestClient.request(), agent.next(ServerMessage.Offered.class).offer().id()));
      }
      agent.settle();
      assertThat(agent.untaken()).noneMatch(ServerMessage.Offered.class::isInstance);
      assertThat(agent.untaken())
          .filteredOn(ServerMessage.AgentChanged.class::isInstance)
          .allSatisfy(
              m -> {
                var view = ((ServerMessage.AgentChanged) m).agent();
                assertThat(view.load() + view.reserved()).isLessThanOrEqualTo(CAPACITY);
              });
    }
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    ServerMessage.Board board =
        sam.next(
            ServerMessage.Board.class,
            m -> m.board().waitingCount() == CUSTOMERS - AGENTS * CAPACITY);
    assertThat(board.board().agents())
        .filteredOn(agent -> agent.id().startsWith("agent"))
        .hasSize(AGENTS)
        .allMatch(agent -> agent.load() == CAPACITY && agent.reserved() == 0);
  }
}
