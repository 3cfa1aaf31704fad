package switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.client.WebSocketClient.Connection;
import switchboard.client.WebSocketClient.Listener;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Intake;
import switchboard.protocol.Limits;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// Customers who launch chats and end each as soon as an agent has taken it, and agents who take every offer. Everything that comes in is handled
/// on the client's one thread.
final class Launches {
  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
  private static final int RECONNECT_MS = 1_000;
  private static final byte[] CONVERSATION = bytes("\"conversation\":");
  private static final byte[] ASSIGNED = bytes("\"type\":\"assigned\"");
  private static final byte[] WRAP_UP = bytes("\"type\":\"wrap_up_began\"");
  private static final byte[] CLOSED = bytes("\"type\":\"closed\"");

  private final CpuMeter meter;
  private final EventLoop thread;
  private final List<Customer> customers = new ArrayList<>();
  private final Deque<Customer> free = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private int present;
  private boolean again;
  private long requests;
  private long ended;
  private Histogram toScreen = Figures.histogram();
  private Histogram toAssigned = Figures.histogram();

  private Launches(CpuMeter meter, EventLoop thread) {
    this.meter = meter;
    this.thread = thread;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Connects everybody; the agents are available when it returns.
  static Launches connect(Rig rig, int customers, int agents, int capacity) throws Exception {
    Launches launches = new Launches(rig.serverMeter(), rig.client().thread());
    List<Person> people = new ArrayList<>();
    for (String cookie : rig.people().agents(agents, capacity)) {
      people.add(launches.new Agent(rig, cookie));
    }
    for (String token : rig.people().customers(customers)) {
      Customer customer = launches.new Customer(rig, token);
      launches.customers.add(customer);
      people.add(customer);
    }
    people.forEach(Person::connect);
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (launches.call(() -> launches.present) < people.size()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%d of %d are connected after %s"
                .formatted(launches.present, people.size(), READY_LIMIT));
      }
      Thread.sleep(20);
    }
    launches.call(() -> launches.free.addAll(launches.customers));
    return launches;
  }

  /// So many launches a second, each when it is due.
  ///
  /// @param screens from when a launch was due to the offer on an agent's screen
  /// @param assignments from when it was due to the customer's seeing who took the chat
  void steadily(
      int perSecond, Duration warmUp, Duration duration, Figures screens, Figures assignments)
      throws Exception {
    long began = System.nanoTime();
    long from = began + warmUp.toNanos();
    long until = from + duration.toNanos();
    boolean counting = false;
    long due = began;
    for (int i = 0; due < until; i++) {
      due = began + i * 1_000_000_000L / perSecond;
      if (!counting && due >= from) {
        counting = true;
        drain();
        call(this::reset);
      }
      long wait;
      while ((wait = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(wait);
      }
      long dueNanos = due;
      thread.execute(() -> launchNext(dueNanos));
    }
    drain();
    double seconds = duration.toNanos() / 1e9;
    screens.add(toScreen.getTotalCount(), seconds, toScreen);
    assignments.add(toAssigned.getTotalCount(), seconds, toAssigned);
  }

  /// Every customer launches the next chat as soon as the one before is over.
  ///
  /// @param figures of whole chats: launched, offered, accepted, ended, wrapped up
  void atOnce(Duration warmUp, Duration duration, Figures figures) throws Exception {
    call(
        () -> {
          again = true;
          while (!free.isEmpty()) {
            launchNext(System.nanoTime());
          }
          return true;
        });
    Thread.sleep(warmUp);
    long from = System.nanoTime();
    call(this::reset);
    CpuMeter.Reading cpuBefore = meter.read();
    Thread.sleep(duration);
    long chats = call(() -> ended);
    figures.add(meter.read().since(cpuBefore, chats));
    double seconds = (System.nanoTime() - from) / 1e9;
    Histogram nanos = call(() -> toAssigned);
    call(() -> again = false);
    drain();
    figures.add(chats, seconds, nanos);
  }

  private boolean reset() {
    ended = 0;
    toScreen = Figures.histogram();
    toAssigned = Figures.histogram();
    return true;
  }

  /// Waits until no chat is left.
  ///
  /// @throws IllegalStateException some are left behind
  private void drain() throws Exception {
    long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    while (call(free::size) < customers.size()) {
      if (System.nanoTime() > deadline || !call(() -> List.copyOf(failures)).isEmpty()) {
        throw new IllegalStateException(
            "%d chats were left behind; %s"
                .formatted(customers.size() - call(free::size), failures));
      }
      Thread.sleep(5);
    }
  }

  private <T> T call(Supplier<T> work) throws Exception {
    return CompletableFuture.supplyAsync(work, thread).get();
  }

  // --- on the client's thread ---

  private void launchNext(long dueNanos) {
    Customer next = free.poll();
    if (next == null) {
      failures.add("nobody was free to launch a chat");
    } else {
      next.launch(dueNanos);
    }
  }

  private String newRequest() {
    return "launch-" + ++requests;
  }

  /// One connection.
  private abstract class Person implements Listener {
    private final Rig rig;
    private final @Nullable String token;
    private final @Nullable String cookie;
    final Scan scan = new Scan();
    private @Nullable Connection connection;
    private boolean welcomed;

    Person(Rig rig, @Nullable String token, @Nullable String cookie) {
      this.rig = rig;
      this.token = token;
      this.cookie = cookie;
    }

    void connect() {
      rig.client().connect(rig.socket(), cookie, this);
    }

    @Override
    public final void opened(Connection opened) {
      connection = opened;
      send(new ClientMessage.Hello(token, List.of()));
    }

    final void send(ClientMessage message) {
      Objects.requireNonNull(connection).send(Codec.encode(message));
    }

    @Override
    public final void received(Connection from, ByteBuf text) {
      scan.read(text);
      if (scan.is("welcome")) {
        welcomed = true;
        present++;
        from.thread()
            .scheduleAtFixedRate(
                () -> send(new ClientMessage.Ping()),
                Limits.PING_SECONDS,
                Limits.PING_SECONDS,
                TimeUnit.SECONDS);
        welcomed();
      } else if (scan.is("refused") || welcomed && scan.is("problem")) {
        failures.add(scan.toString());
      } else {
        heard();
      }
    }

    void welcomed() {}

    /// The frame is in `scan`.
    abstract void heard();

    @Override
    public final void closed(int code) {
      if (welcomed) {
        failures.add("a connection was closed with " + code);
      } else {
        thread.schedule(this::connectLater, RECONNECT_MS, TimeUnit.MILLISECONDS);
      }
    }

    private void connectLater() {
      connect();
    }
  }

  private final class Customer extends Person {
    private long dueNanos;

    Customer(Rig rig, String token) {
      super(rig, token, null);
    }

    void launch(long due) {
      dueNanos = due;
      send(new ClientMessage.LaunchChat(newRequest(), intake(due)));
    }

    /// The agent's side learns from it when the launch was due.
    private static Intake intake(long due) {
      return new Intake(Long.toString(due), "", "Live", "today", "", List.of());
    }

    @Override
    void heard() {
      if (!scan.is("event")) {
        return;
      }
      if (scan.has(ASSIGNED)) {
        toAssigned.recordValue(System.nanoTime() - dueNanos);
        send(
            new ClientMessage.CloseConversation(newRequest(), scan.numberAfter(CONVERSATION)));
      } else if (scan.has(CLOSED)) {
        ended++;
        free.add(this);
        if (again) {
          launchNext(System.nanoTime());
        }
      }
    }
  }

  private final class Agent extends Person {
    Agent(Rig rig, String cookie) {
      super(rig, null, cookie);
    }

    @Override
    void welcomed() {
      send(new ClientMessage.SetState(newRequest(), AgentState.AVAILABLE));
    }

    @Override
    void heard() {
      if (scan.is("offered")) {
        long now = System.nanoTime();
        ServerMessage.Offered offered =
            (ServerMessage.Offered) Codec.decodeServerMessage(scan.toString());
        toScreen.recordValue(now - Long.parseLong(offered.offer().intake().topic()));
        send(new ClientMessage.AcceptOffer(newRequest(), offered.offer().id()));
      } else if (scan.is("event") && scan.has(WRAP_UP)) {
        send(new ClientMessage.EndWrapUp(newRequest(), scan.numberAfter(CONVERSATION)));
      }
    }
  }
}
