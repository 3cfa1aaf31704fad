import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;
import switchboard.client.SignIn;
import switchboard.client.WebSocketClient;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Intake;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// A customer and an agent who chat through the proxy until a line comes from standard input, whatever happens to the servers meanwhile.
/// Fails unless both have then seen every message, once and in the order in which they were answered.
///
/// Runs from its source: `java --class-path chat-server.jar Walk.java URL LOGIN PASSWORD HOST_TOKEN`
final class Walk {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PACE_MS = 50;

  private Walk() {}

  public static void main(String[] arguments) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    URI server = URI.create(arguments[0]);
    SignIn signIn = new SignIn(HttpClient.newHttpClient(), server);
    String cookie = signIn.staff(arguments[1], arguments[2]);
    String token = signIn.customer(arguments[3]);
    Thread input = Thread.ofVirtual().start(Walk::awaitLine);
    try (WebSocketClient sockets = new WebSocketClient(1)) {
      URI webSocket = URI.create("ws://" + server.getAuthority() + "/ws");
      Person agent = new Person("agent", sockets, webSocket, cookie, null);
      Person customer = new Person("customer", sockets, webSocket, null, token);
      agent.ask(new ClientMessage.SetState(agent.newRequest(), AgentState.AVAILABLE));
      long chat = customer.ask(new ClientMessage.LaunchChat(customer.newRequest(), Intake.EMPTY));
      agent.await("an offer", () -> agent.offer != 0);
      agent.ask(new ClientMessage.AcceptOffer(agent.newRequest(), agent.offer));
      System.out.printf("chat %d was launched, offered and accepted%n", chat);
      talk(agent, customer, chat, input);
    }
  }

  private static void talk(Person agent, Person customer, long chat, Thread input) throws Exception {
    List<String> answered = new ArrayList<>();
    long longestNanos = 0;
    while (input.isAlive()) {
      boolean odd = answered.size() % 2 == 0;
      Person from = odd ? customer : agent;
      Person to = odd ? agent : customer;
      String text = "message " + (answered.size() + 1) + " of the " + from.name;
      long began = System.nanoTime();
      from.ask(new ClientMessage.PostMessage(from.newRequest(), chat, text, false));
      answered.add(text);
      to.await(text, () -> to.messages().contains(text));
      longestNanos = Math.max(longestNanos, System.nanoTime() - began);
      Thread.sleep(PACE_MS);
    }
    for (Person person : List.of(agent, customer)) {
      person.await("its own last message", () -> person.messages().size() >= answered.size());
      if (!person.messages().equals(answered)) {
        throw new IllegalStateException(
            "the %s saw %s, expected %s".formatted(person.name, person.messages(), answered));
      }
    }
    System.out.printf(
        "%d messages, each seen by both once and in order; connections lost: %d by the agent, %d by the customer;"
            + " longest from sending to showing: %d ms%n",
        answered.size(), agent.losses, customer.losses, TimeUnit.NANOSECONDS.toMillis(longestNanos));
  }

  private static void awaitLine() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connects when there is something to say or to wait for and no connection, and repeats what was not answered. Of one thread.
  private static final class Person {
    private final String name;
    private final WebSocketClient sockets;
    private final URI server;
    private final String cookie;
    private final String token;
    private final SortedMap<Integer, ConversationEvent> events = new TreeMap<>();
    private List<Position> positions = List.of();
    private String epoch = "";
    private Line line;
    private long offer;
    private int requests;
    private int losses;

    /// @param cookie of staff, else null
    /// @param token of a customer, else null
    Person(String name, WebSocketClient sockets, URI server, String cookie, String token) {
      this.name = name;
      this.sockets = sockets;
      this.server = server;
      this.cookie = cookie;
      this.token = token;
    }

    String newRequest() {
      return "walk-" + name + "-" + ++requests;
    }

    List<String> messages() {
      List<String> texts = new ArrayList<>();
      for (ConversationEvent event : events.values()) {
        if (event.change() instanceof Change.Message message) {
          texts.add(message.text());
        }
      }
      return texts;
    }

    /// Returns the conversation that the answer names.
    long ask(ClientMessage.Request request) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (true) {
        Line asked = connected(deadline);
        asked.send(request);
        while (line == asked) {
          switch (hear(deadline, request.request())) {
            case ServerMessage.Done done when done.request().equals(request.request()) -> {
              return done.conversation();
            }
            case ServerMessage.Refused refused when refused.request().equals(request.request()) -> {
              Long retryAfterMs = refused.problem().retryAfterMs();
              if (retryAfterMs == null) {
                throw new IllegalStateException(name + " was refused: " + refused.problem());
              }
              Thread.sleep(retryAfterMs);
              asked.send(request);
            }
            case null, default -> {}
          }
        }
      }
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!condition.getAsBoolean()) {
        connected(deadline);
        hear(deadline, what);
      }
    }

    /// The connection, a new one when there is none.
    private Line connected(long deadline) throws InterruptedException {
      while (line == null) {
        line = new Line(new ClientMessage.Hello(token, positions));
        sockets.connect(server, cookie, line);
        while (line != null && !(hear(deadline, "a welcome") instanceof ServerMessage.Welcome)) {}
        if (line == null) {
          Thread.sleep(ThreadLocalRandom.current().nextLong(100, 500));
        }
      }
      return line;
    }

    /// The next message, taken note of; null when instead of one the connection was lost.
    private ServerMessage hear(long deadline, String awaited) throws InterruptedException {
      String frame = line.heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new IllegalStateException("the %s waited in vain for %s".formatted(name, awaited));
      }
      if (frame.equals(Line.LOST)) {
        line = null;
        losses++;
        return null;
      }
      ServerMessage message = Codec.decodeServerMessage(frame);
      switch (message) {
        case ServerMessage.Welcome welcome -> {
          epoch = welcome.epoch();
          welcome.conversations().forEach(view -> note(view.id(), view.events()));
          welcome.offers().forEach(offered -> offer = offered.id());
        }
        case ServerMessage.ConversationOpened opened ->
            note(opened.conversation().id(), opened.conversation().events());
        case ServerMessage.EventHappened happened ->
            note(happened.conversation(), List.of(happened.event()));
        case ServerMessage.Offered offered -> offer = offered.offer().id();
        default -> {}
      }
      return message;
    }

    private void note(long conversation, List<ConversationEvent> news) {
      for (ConversationEvent event : news) {
        int expected = events.isEmpty() ? event.sequence() : events.lastKey() + 1;
        if (event.sequence() > expected || event.sequence() < expected && !events.containsKey(event.sequence())) {
          throw new IllegalStateException(
              "the %s heard of event %d, expected %d".formatted(name, event.sequence(), expected));
        }
        events.put(event.sequence(), event);
        positions = List.of(new Position(conversation, epoch, event.sequence()));
      }
    }
  }

  /// One connection: greets, and keeps what is heard.
  private static final class Line implements WebSocketClient.Listener {
    static final String LOST = "";

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ClientMessage.Hello greeting;
    private volatile WebSocketClient.Connection connection;

    Line(ClientMessage.Hello greeting) {
      this.greeting = greeting;
    }

    void send(ClientMessage message) {
      connection.send(Codec.encode(message));
    }

    @Override
    public void opened(WebSocketClient.Connection opened) {
      connection = opened;
      send(greeting);
    }

    @Override
    public void received(WebSocketClient.Connection from, ByteBuf text) {
      heard.add(text.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void closed(int code) {
      heard.add(LOST);
    }
  }
}
