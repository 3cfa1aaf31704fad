package switchboard.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.runtime.Bus;

/// The bus over NATS' plain publish and subscribe, without its streams: what is lost is read in the journal. NATS may come and go; the bus
/// connects in the background, again and again.
public final class NatsBus implements Bus {
  private static final Logger LOG = LoggerFactory.getLogger(NatsBus.class);

  private static final Duration CONNECT_TIME = Duration.ofSeconds(2);
  private static final Duration RECONNECT_EVERY = Duration.ofMillis(250);
  private static final Duration RECONNECT_JITTER = Duration.ofMillis(500);

  /// The client gives up for good when NATS turns away its credentials twice; those may be put right at NATS, so another connection is tried.
  private static final long CONNECT_AGAIN_MS = 2_000;

  /// A NATS that hangs is found out within a few of these.
  private static final Duration PING_EVERY = Duration.ofSeconds(1);

  private static final int PINGS_UNANSWERED_MAX = 2;
  private static final long BEAT_MS = 1_000;
  private static final Duration ANSWER_TIME = Duration.ofSeconds(2);
  private static final Duration WRITE_TIME = Duration.ofSeconds(3);

  private static final int UNSENT_MAX = 8_192;
  private static final int UNREAD_MAX = 65_536;
  private static final long UNREAD_BYTES_MAX = 64_000_000;
  private static final int REQUESTS_MAX = 65_536;
  private static final long SWEEP_MS = 50;
  private static final int NO_RESPONDERS = 503;

  private final NatsMetrics metrics = new NatsMetrics();
  private final List<Listening> listenings = new CopyOnWriteArrayList<>();
  private final List<Runnable> gapListeners = new CopyOnWriteArrayList<>();
  private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool( // a beat may wait while requests end in time
          2, Thread.ofPlatform().daemon().name("bus-timer-", 1).factory());
  private final Options options;
  private volatile @Nullable Link link;
  /// Connected, with all subscriptions made.
  private volatile boolean live;
  private volatile boolean away;
  private volatile boolean closed;

  /// A connection, which reconnects by itself, with what is subscribed on it.
  private record Link(Connection connection, Dispatcher dispatcher, String inbox) {}

  private record Asked(Receiver receiver, long untilNanos) {}

  /// Lives as long as the bus, over all connections.
  private final class Listening implements Subscription {
    final String subject;
    final MessageHandler handler;

    Listening(String subject, MessageHandler handler) {
      this.subject = subject;
      this.handler = handler;
    }

    private @Nullable Link on;
    private io.nats.client.@Nullable Subscription current;

    synchronized void subscribe(Link to) {
      try {
        if (on != to) {
          current = to.dispatcher().subscribe(subject, handler);
          on = to;
        }
      } catch (IllegalStateException e) {
        LOG.debug("the connection has ended; the next one takes {}", subject, e);
      }
    }

    @Override
    public synchronized void close() {
      listenings.remove(this);
      try {
        if (current != null && on != null && !closed) {
          on.dispatcher().unsubscribe(current);
        }
      } catch (IllegalStateException e) {
        LOG.debug("the connection has ended, and {} with it", subject, e);
      }
    }
  }

  /// Begins to connect.
  ///
  /// @param url `nats://user:password@host:4222`, several separated by commas
  /// @param name by which NATS' own monitoring shows this node
  /// @throws IllegalArgumentException it is no such URL
  public static NatsBus connect(String url, String name) {
    NatsBus bus = new NatsBus(url, name);
    bus.connectBeside();
    bus.begin();
    return bus;
  }

  private NatsBus(String url, String name) {
    try {
      options =
          new Options.Builder()
              .servers(url.split(","))
              .connectionName(name)
              .noEcho()
              .connectionTimeout(CONNECT_TIME)
              .maxReconnects(-1)
              .reconnectWait(RECONNECT_EVERY)
              .reconnectJitter(RECONNECT_JITTER)
              .reconnectBufferSize(0)
              .pingInterval(PING_EVERY)
              .maxPingsOut(PINGS_UNANSWERED_MAX)
              .socketWriteTimeout(WRITE_TIME)
              .maxMessagesInOutgoingQueue(UNSENT_MAX)
              .discardMessagesWhenOutgoingQueueFull()
              .connectionListener(new Connections())
              .errorListener(new Errors())
              .build();
    } catch (IllegalArgumentException e) {
      // The cause would show the password.
      throw new IllegalArgumentException(
          "the URL of NATS cannot be read, expected nats://HOST:4222 or nats://USER:PASSWORD@HOST:4222, several separated by commas");
    }
  }

  private void connectBeside() {
    try {
      Nats.connectAsynchronously(options, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin() {
    timer.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
  }

  public NatsMetrics metrics() {
    return metrics;
  }

  // --- the port ---

  @Override
  public void publish(String subject, byte[] message) {
    send(subject, null, message);
  }

  /// @return whether it was handed to the connection
  private boolean send(String subject, @Nullable String replyTo, byte[] message) {
    if (message.length > MESSAGE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a message of %d bytes on %s; at most %d".formatted(message.length, subject, MESSAGE_BYTES_MAX));
    }
    Link on = link;
    if (on == null || !connected()) {
      metrics.lost.increment();
      return false;
    }
    try {
      on.connection().publish(subject, replyTo, message);
      metrics.sent.increment();
      return true;
    } catch (IllegalStateException e) {
      metrics.lost.increment(); // the connection has just gone
      return false;
    } catch (IllegalArgumentException e) {
      metrics.lost.increment();
      LOG.error(
          "NATS takes no message of {} bytes; set its max_payload to {} or more",
          message.length,
          MESSAGE_BYTES_MAX);
      return false;
    }
  }

  @Override
  public Subscription listen(String subject, java.util.function.Consumer<byte[]> listener) {
    return subscribe(subject, message -> listener.accept(message.getData()));
  }

  @Override
  public Subscription serve(String subject, Server server) {
    return subscribe(
        subject,
        message -> {
          String replyTo = message.getReplyTo();
          if (replyTo != null) {
            server.asked(message.getData(), answer -> send(replyTo, null, answer));
          }
        });
  }

  private Listening subscribe(String subject, MessageHandler reader) {
    Listening listening =
        new Listening(
            subject,
            message -> {
              metrics.received.increment();
              reader.onMessage(message);
            });
    listenings.add(listening);
    Link on = link;
    if (on != null) {
      listening.subscribe(on);
    }
    return listening;
  }

  @Override
  public void request(String subject, byte[] message, Duration patience, Receiver receiver) {
    Link on = link;
    if (on == null || !connected() || asked.size() >= REQUESTS_MAX) {
      receiver.nobody();
      return;
    }
    long number = requests.incrementAndGet();
    asked.put(number, new Asked(receiver, System.nanoTime() + patience.toNanos()));
    if (!send(subject, on.inbox() + number, message)) {
      end(number, Receiver::nobody);
    }
  }

  @Override
  public boolean connected() {
    return live;
  }

  @Override
  public void onGap(Runnable listener) {
    gapListeners.add(listener);
  }

  @Override
  public void close() {
    closed = true;
    live = false;
    timer.shutdownNow();
    Link on = link;
    if (on != null) {
      try {
        on.connection().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    asked.keySet().forEach(number -> end(number, Receiver::silent));
  }

  // --- requests ---

  private interface End {
    void of(Receiver receiver);
  }

  private void end(long number, End how) {
    Asked ended = asked.remove(number);
    if (ended != null) {
      how.of(ended.receiver());
    }
  }

  private void answered(Message message) {
    String subject = message.getSubject();
    long number = Long.parseLong(subject.substring(subject.lastIndexOf('.') + 1));
    if (message.isStatusMessage()) {
      boolean nobody = message.getStatus().getCode() == NO_RESPONDERS;
      end(number, nobody ? Receiver::nobody : Receiver::silent);
    } else {
      metrics.received.increment();
      end(number, receiver -> receiver.answered(message.getData()));
    }
  }

  private void sweep() {
    try {
      long now = System.nanoTime();
      asked.forEach(
          (number, request) -> {
            if (now - request.untilNanos() > 0) {
              end(number, Receiver::silent);
            }
          });
    } catch (RuntimeException e) {
      LOG.error("who asked could not be told that nobody answered", e);
    }
  }

  // --- the connection ---

  private void gap() {
    metrics.gaps.increment();
    gapListeners.forEach(Runnable::run);
  }

  private synchronized void connectedFirst(Connection connection) {
    if (link != null) {
      return;
    }
    Dispatcher dispatcher = connection.createDispatcher();
    dispatcher.setPendingLimits(UNREAD_MAX, UNREAD_BYTES_MAX);
    Link first = new Link(connection, dispatcher, connection.createInbox() + ".");
    dispatcher.subscribe(first.inbox() + "*", this::answered);
    link = first;
    listenings.forEach(listening -> listening.subscribe(first));
    if (closed) {
      close();
    }
  }

  private synchronized void ended() {
    if (!closed) {
      lost();
      link = null;
      timer.schedule(this::connectBeside, CONNECT_AGAIN_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void lost() {
    live = false;
    if (!away) {
      away = true;
      LOG.warn("NATS is away; trying until it is back");
    }
    asked.keySet().forEach(number -> end(number, Receiver::silent));
  }

  /// Whether what goes out arrives: that something comes in, for which the client spares its own pings, says nothing of that.
  private void beat() {
    Link on = link;
    if (on == null || !live) {
      return;
    }
    try {
      try {
        on.connection().flush(ANSWER_TIME);
      } catch (TimeoutException e) {
        lost();
        on.connection().forceReconnect();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the connection has just gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Connections implements ConnectionListener {
    @Override
    public void connectionEvent(Connection connection, Events event) {
      switch (event) {
        case CONNECTED -> {
          away = false;
          LOG.info("connected to NATS");
          connectedFirst(connection);
          live = true;
          gap();
        }
        // Where NATS was not there at first, a connection is made by what is meant for one that broke.
        case RECONNECTED -> connectedFirst(connection);
        // Each attempt that fails ends in this, too.
        case DISCONNECTED -> lost();
        case RESUBSCRIBED -> {
          away = false;
          LOG.info("NATS is back");
          live = true;
          gap();
        }
        case CLOSED -> ended();
        case DISCOVERED_SERVERS, LAME_DUCK -> LOG.debug("NATS: {}", event);
      }
    }
  }

  private final class Errors implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      LOG.warn("NATS says: {}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception fault) {
      if (fault instanceof RuntimeException) {
        LOG.error("a message of NATS could not be taken", fault);
      } else {
        LOG.debug("the connection to NATS broke", fault);
      }
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      LOG.warn("messages of NATS came faster than they were read; some are lost");
      gap();
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
      metrics.lost.increment();
    }
  }

  /// What the bus counts, from its start on. Reading is cheap and from any thread.
  public static final class NatsMetrics {
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    /// Messages handed to NATS.
    public long sent() {
      return sent.sum();
    }

    public long received() {
      return received.sum();
    }

    /// Messages that could not be sent.
    public long lost() {
      return lost.sum();
    }

    /// Times that messages may have been missed.
    public long gaps() {
      return gaps.sum();
    }
  }
}
