package switchboard.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Intake;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;
import switchboard.protocol.codec.Codec;

/// Connections of which each two talk to each other.
final class Pairs {
  private static final int TOGETHER_LIMIT_S = 120;
  private static final int RECONNECT_MS = 1_000;
  private static final int LOST_MAX = 2_000;

  private final WebSocketClient client;
  private final List<End> ends = new ArrayList<>();
  private final CompletableFuture<Void> together = new CompletableFuture<>();
  private final AtomicLong numbers = new AtomicLong();
  private int readyCount;
  private int lostCount;

  private Pairs(WebSocketClient client) {
    this.client = client;
  }

  /// Customers who each launched a chat, and the agents who took one each.
  ///
  /// @param customersAt sockets, to which the customers come in turn
  /// @param agentsAt the same for the agents
  static Pairs throughDesk(
      WebSocketClient client,
      People people,
      List<URI> customersAt,
      List<URI> agentsAt,
      int count)
      throws Exception {
    Pairs pairs = new Pairs(client);
    List<String> agents = people.agents(count, 1);
    List<String> customers = people.customers(count);
    for (int i = 0; i < count; i++) {
      pairs.connect(agentsAt.get(i % agentsAt.size()), agents.get(i), new AgentEnd(pairs));
    }
    for (int i = 0; i < count; i++) {
      URI socket = customersAt.get(i % customersAt.size());
      pairs.connect(socket, null, new CustomerEnd(pairs, customers.get(i)));
    }
    return pairs.await();
  }

  /// All of them as one, when each is together.
  static Pairs all(WebSocketClient client, List<Pairs> parts) {
    Pairs all = new Pairs(client);
    parts.forEach(part -> all.ends.addAll(part.ends));
    return all;
  }

  static Pairs throughRelay(WebSocketClient client, RelayProcess relay, int count)
      throws Exception {
    Pairs pairs = new Pairs(client);
    for (int i = 0; i < 2 * count; i++) {
      pairs.connect(
          relay.socket(), null, new RelayEnd(pairs, i / 2, i % 2 == 0 ? 'c' : 'a'));
    }
    return pairs.await();
  }

  private void connect(URI server, @Nullable String cookies, End end) {
    ends.add(end);
    end.connect(() -> client.connect(server, cookies, end));
  }

  private Pairs await() throws Exception {
    together.get(TOGETHER_LIMIT_S, TimeUnit.SECONDS);
    return this;
  }

  /// On the client's thread.
  void oneIsReady() {
    if (++readyCount == ends.size()) {
      together.complete(null);
    }
  }

  /// On the client's thread. A server that just started may be too busy for many at once, so whoever is turned away comes again, as clients do.
  void lost(End end, int code) {
    if (together.isDone()) {
      return;
    }
    if (++lostCount > LOST_MAX) {
      together.completeExceptionally(
          new IllegalStateException("again and again connections were closed, with " + code));
      return;
    }
    client.thread().schedule(end::connectAgain, RECONNECT_MS, TimeUnit.MILLISECONDS);
  }

  List<End> ends() {
    return ends;
  }

  /// Of the next message. No number comes twice, or the server would take the second message for the first one repeated.
  AtomicLong numbers() {
    return numbers;
  }

  private static final class CustomerEnd extends End {
    private final String token;

    CustomerEnd(Pairs pairs, String token) {
      super(pairs);
      this.token = token;
    }

    @Override
    void greet() {
      send(new ClientMessage.Hello(token, List.of()));
    }

    @Override
    void arrange(String frame) {
      switch (Codec.decodeServerMessage(frame)) {
        case ServerMessage.Welcome _ -> {
          send(new ClientMessage.LaunchChat("bench-launch", Intake.EMPTY));
          pingEvery();
        }
        case ServerMessage.EventHappened event
            when event.event().change() instanceof Change.Assigned ->
            ready('c', event.conversation());
        case ServerMessage.ConversationOpened opened
            when opened.conversation().stage() == Stage.ASSIGNED ->
            ready('c', opened.conversation().id());
        case ServerMessage.Refused refused -> throw new IllegalStateException(refused.toString());
        default -> {}
      }
    }
  }

  private static final class AgentEnd extends End {
    AgentEnd(Pairs pairs) {
      super(pairs);
    }

    @Override
    void greet() {
      send(new ClientMessage.Hello(null, List.of()));
    }

    @Override
    void arrange(String frame) {
      switch (Codec.decodeServerMessage(frame)) {
        case ServerMessage.Welcome _ -> {
          send(new ClientMessage.SetState("bench-available", AgentState.AVAILABLE));
          pingEvery();
        }
        case ServerMessage.Offered offered ->
            send(
                new ClientMessage.AcceptOffer(
                    "bench-accept-" + offered.offer().id(), offered.offer().id()));
        case ServerMessage.ConversationOpened opened -> ready('a', opened.conversation().id());
        case ServerMessage.Refused refused -> throw new IllegalStateException(refused.toString());
        default -> {}
      }
    }
  }

  private static final class RelayEnd extends End {
    private final int pair;
    private final char mark;

    RelayEnd(Pairs pairs, int pair, char mark) {
      super(pairs);
      this.pair = pair;
      this.mark = mark;
    }

    @Override
    void greet() {
      connection().send(Integer.toString(pair).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void arrange(String frame) {
      ready(mark, 1);
    }
  }
}
