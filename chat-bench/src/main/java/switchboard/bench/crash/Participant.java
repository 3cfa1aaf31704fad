package switchboard.bench.crash;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.client.WebSocketClient.Connection;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Limits;
import switchboard.protocol.Position;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// Somebody who goes on whatever happens to the server: connects again, resumes from what they hold, and repeats each request with its id until it
/// is answered. Keeps book of every answer and every event.
abstract class Participant implements WebSocketClient.Listener {
  private static final int RECONNECT_MS_MIN = 20;
  private static final int RECONNECT_MS_SPREAD = 80;
  private static final int POSITIONS_IN_HELLO = 32;

  /// A request that was carried out.
  ///
  /// @param number of the request among the participant's
  record Acknowledged(
      Request request, long number, long conversation, int sequence, boolean refusedBefore) {}

  private record Open(Request request, long number, boolean refusedBefore) {}

  final String name;
  final Random random;
  final Findings findings;
  private final WebSocketClient client;
  private final ScheduledExecutorService timer;
  private final List<URI> servers;
  private final @Nullable String token;
  private final @Nullable String cookie;

  private final Map<Long, History> histories = new LinkedHashMap<>();
  private final Map<String, Open> outbox = new LinkedHashMap<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final List<Request> refused = new ArrayList<>();
  private @Nullable Connection connection;
  private boolean welcomed;
  private @Nullable String epoch;
  private long requestCount;
  private long askedCount;
  private long losses;
  private boolean stopped;
  private boolean winding;
  private String id = "";

  /// @param token a customer's; null for staff
  /// @param cookie of the staff's sign-in; null for customers
  Participant(
      String name,
      long seed,
      Findings findings,
      WebSocketClient client,
      ScheduledExecutorService timer,
      List<URI> servers,
      @Nullable String token,
      @Nullable String cookie) {
    this.name = name;
    this.random = new Random(seed);
    this.findings = findings;
    this.client = client;
    this.timer = timer;
    this.servers = servers;
    this.token = token;
    this.cookie = cookie;
  }

  // --- what the run does with it ---

  final void connect() {
    client.connect(server(servers), from(), cookie, this);
  }

  /// Begins nothing new; what is begun is brought to its end.
  final synchronized void wind() {
    winding = true;
  }

  final synchronized void stop() {
    stopped = true;
    if (connection != null) {
      connection.close();
    }
  }

  /// Whether all that was begun has come to its end.
  final synchronized boolean isSettled() {
    return winding && welcomed && outbox.isEmpty() && !isBusy();
  }

  // --- its book, to be read after it stopped ---

  /// As the server calls this participant.
  final String id() {
    return id;
  }

  final List<Acknowledged> acknowledged() {
    return acknowledged;
  }

  final synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  /// Connections that it lost.
  final synchronized long losses() {
    return losses;
  }

  /// Connected, and nothing that it asked waits for an answer to come.
  final synchronized boolean isServed() {
    return welcomed && outbox.values().stream().noneMatch(Open::refusedBefore);
  }

  /// Requests that were turned down for good: they must have changed nothing.
  final List<Request> refused() {
    return refused;
  }

  final Iterable<History> histories() {
    return histories.values();
  }

  /// Shows that it is there, from now on and as often as the product's clients do.
  final void keepAlive() {
    later(
        TimeUnit.SECONDS.toMillis(Limits.PING_SECONDS),
        () -> {
          send(new ClientMessage.Ping());
          keepAlive();
        });
  }

  // --- how it connects ---

  /// The one of the servers to which it connects next.
  URI server(List<URI> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// The address of this machine from which it connects; null for any.
  @Nullable InetAddress from() {
    return null;
  }

  /// After the connection was lost: the milliseconds until the next attempt.
  long comeAgainMs() {
    return RECONNECT_MS_MIN + random.nextInt(RECONNECT_MS_SPREAD);
  }

  /// The server cannot let anybody in just now, and the connection ends.
  void putOff(Problem problem) {}

  // --- what it does by itself ---

  /// Connected and up to date.
  abstract void resumed(ServerMessage.Welcome welcome);

  void happened(long conversation, ConversationEvent event) {}

  /// Whether more is to come of what was begun, although no request is open.
  boolean isBusy() {
    return false;
  }

  void offered(long offer) {}

  void shown(ConversationView view) {}

  void left(long conversation) {}

  void done(Request request, long conversation) {}

  /// For good. A finding, unless what it asks for may be gone by then.
  void turnedDown(Request request, Problem problem) {
    findings.add("%s was refused %s: %s", name, request, problem);
  }

  final boolean isWinding() {
    return winding;
  }

  final int openRequests() {
    return outbox.size();
  }

  final String newRequest() {
    return name + "-" + ++requestCount + "-" + Integer.toHexString(random.nextInt());
  }

  final void ask(Request request) {
    outbox.put(request.request(), new Open(request, ++askedCount, false));
    send(request);
  }

  /// Runs something later, unless the participant has stopped by then.
  final void later(long ms, Runnable step) {
    timer.schedule(
        () -> {
          synchronized (this) {
            if (!stopped) {
              step.run();
            }
          }
        },
        ms,
        TimeUnit.MILLISECONDS);
  }

  // --- the connection ---

  @Override
  public final synchronized void opened(Connection opened) {
    connection = opened;
    welcomed = false;
    send(new ClientMessage.Hello(token, positions()));
  }

  private List<Position> positions() {
    if (epoch == null) {
      return List.of();
    }
    List<Position> positions = new ArrayList<>();
    List<History> all = List.copyOf(histories.values());
    for (History held : all.subList(Math.max(0, all.size() - POSITIONS_IN_HELLO), all.size())) {
      positions.add(new Position(held.conversation(), epoch, held.sequence()));
    }
    return positions;
  }

  final void send(ClientMessage message) {
    if (connection != null && (welcomed || message instanceof ClientMessage.Hello)) {
      connection.send(Codec.encode(message));
    }
  }

  @Override
  public final synchronized void closed(int code) {
    connection = null;
    welcomed = false;
    if (!stopped) {
      losses++;
      timer.schedule(this::connectAgain, comeAgainMs(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void connectAgain() {
    if (!stopped) {
      connect();
    }
  }

  @Override
  public final synchronized void received(Connection from, ByteBuf text) {
    if (stopped) {
      return;
    }
    switch (Codec.decodeServerMessage(text.toString(StandardCharsets.UTF_8))) {
      case ServerMessage.Welcome welcome -> take(welcome);
      case ServerMessage.EventHappened event -> {
        if (history(event.conversation()).take(event.event())) {
          happened(event.conversation(), event.event());
        }
      }
      case ServerMessage.ConversationOpened opened -> {
        take(opened.conversation());
        shown(opened.conversation());
      }
      case ServerMessage.ConversationLeft gone -> left(gone.conversation());
      case ServerMessage.Offered offered -> offered(offered.offer().id());
      case ServerMessage.Done done -> take(done);
      case ServerMessage.Refused refusal -> take(refusal);
      case ServerMessage.ProblemFound problem when problem.problem().code().retryable() ->
          putOff(problem.problem());
      case ServerMessage.ProblemFound problem ->
          findings.add("%s was sent a problem: %s", name, problem.problem());
      default -> {}
    }
  }

  private void take(ServerMessage.Welcome welcome) {
    if (epoch != null && !epoch.equals(welcome.epoch())) {
      findings.add("%s: the epoch was %s and is %s", name, epoch, welcome.epoch());
    }
    epoch = welcome.epoch();
    id = welcome.self().id();
    welcome.conversations().forEach(this::take);
    welcomed = true;
    outbox.values().forEach(open -> send(open.request()));
    resumed(welcome);
    welcome.offers().forEach(offer -> offered(offer.id()));
  }

  private void take(ConversationView view) {
    History history = history(view.id());
    int before = history.sequence();
    history.take(view);
    for (ConversationEvent event : history.events().subList(before, history.sequence())) {
      happened(view.id(), event);
    }
  }

  /// The events held of a conversation, the first one first.
  final List<ConversationEvent> events(long conversation) {
    return history(conversation).events();
  }

  private History history(long conversation) {
    return histories.computeIfAbsent(
        conversation, number -> new History(findings, name, number));
  }

  private void take(ServerMessage.Done done) {
    Open open = outbox.remove(done.request());
    if (open == null) {
      // the answer to an earlier sending came as well
      return;
    }
    acknowledged.add(
        new Acknowledged(
            open.request(),
            open.number(),
            done.conversation(),
            done.sequence(),
            open.refusedBefore()));
    done(open.request(), done.conversation());
  }

  private void take(ServerMessage.Refused refusal) {
    Open open = outbox.get(refusal.request());
    if (open == null) {
      return;
    }
    Problem problem = refusal.problem();
    if (problem.code().retryable()) {
      outbox.put(refusal.request(), new Open(open.request(), open.number(), true));
      later(
          problem.retryAfterMs() == null ? 1_000 : problem.retryAfterMs(),
          () -> {
            if (outbox.containsKey(refusal.request())) {
              send(open.request());
            }
          });
    } else {
      outbox.remove(refusal.request());
      refused.add(open.request());
      turnedDown(open.request(), problem);
    }
  }
}
