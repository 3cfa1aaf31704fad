package switchboard;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import switchboard.config.Settings;
import switchboard.desk.entitlement.Catalogue;
import switchboard.gateway.DeskGateway;
import switchboard.gateway.Gateway;
import switchboard.gateway.GatewayLimits;
import switchboard.http.DeskPages;
import switchboard.http.HealthRoutes;
import switchboard.http.HttpHandler;
import switchboard.http.Routes;
import switchboard.identity.HostNames;
import switchboard.identity.Passwords;
import switchboard.identity.TrustedProxies;
import switchboard.nats.NatsBus;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;
import switchboard.postgres.Storage;
import switchboard.postgres.StorageException;
import switchboard.runtime.Bus;
import switchboard.runtime.Journal;
import switchboard.runtime.NewerJournal;
import switchboard.runtime.Rebalancing;
import switchboard.runtime.Threads;
import switchboard.simulation.parallel.Cores;
import switchboard.tracing.OtlpTracing;
import switchboard.tracing.Tracing;

/// The composition root: builds what all desks share, and each desk upon it, by their constructors, in order, and ends them in the opposite
/// order.
public final class Server implements AutoCloseable {
  private static final Duration STORAGE_PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Parts parts = new Parts();
  private final InstantSource clock = InstantSource.system();
  private final List<DeskServer> desks = new CopyOnWriteArrayList<>();
  private final CountDownLatch built = new CountDownLatch(1);

  private @Nullable InetSocketAddress address;

  private Server() {}

  /// Starts everything and returns when it serves.
  ///
  /// @param catalogues of each desk
  /// @param more adds routes of a desk's own, or nothing
  /// @param onFailure called when the server cannot go on: a fault of ours
  /// @throws StartFailure a sentence for the operator
  public static Server start(
      Settings settings,
      Function<Settings.Desk, Catalogue> catalogues,
      BiConsumer<Settings.Desk, Routes> more,
      Consumer<Exception> onFailure)
      throws StartFailure {
    Server server = new Server();
    try {
      server.build(settings, catalogues, more, onFailure);
      return server;
    } catch (EmbeddedPostgresException
        | StorageException
        | Journal.Unavailable
        | NewerJournal
        | IOException
        | IllegalArgumentException e) {
      server.close();
      throw new StartFailure(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /// The server cannot start; the message says why, in a sentence for the operator.
  public static final class StartFailure extends Exception {
    StartFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private void build(
      Settings settings,
      Function<Settings.Desk, Catalogue> catalogues,
      BiConsumer<Settings.Desk, Routes> more,
      Consumer<Exception> onFailure)
      throws EmbeddedPostgresException, StorageException, Journal.Unavailable, IOException {
    Map<Settings.Desk, Catalogue> read = new LinkedHashMap<>();
    settings.desks().forEach(desk -> read.put(desk, catalogues.apply(desk)));
    Storage storage = parts.add(storage(settings));
    String node = UUID.randomUUID().toString().substring(0, 8);
    Logging.name(node);
    NatsBus nats = nats(settings.nats(), node);
    Bus bus = nats == null ? Bus.NONE : parts.add(nats);
    Tracing tracing = tracing(settings.traces(), node);
    Passwords passwords = parts.add(new Passwords(new SecureRandom()));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Cores cores = parts.add(Cores.half());
    // Before the gateway, so that they end after it: by then nobody is connected.
    parts.add(this::closeDesks);
    Rebalancing rebalancing = new Rebalancing(node, storage.standings(), Threads.MACHINE);
    Gateway gateway = parts.add(new Gateway(gatewayLimits(settings.limits()), eventLoops()));
    DeskServer.Shared shared =
        new DeskServer.Shared(
            node,
            settings,
            sessionKey(settings),
            storage,
            bus,
            tracing,
            rebalancing,
            passwords,
            gateway,
            cores,
            registry,
            clock);
    AtomicInteger going = new AtomicInteger(read.size());
    for (Map.Entry<Settings.Desk, Catalogue> desk : read.entrySet()) {
      Settings.Desk own = desk.getKey();
      Consumer<Exception> onEnd =
          cause -> {
            if (going.decrementAndGet() == 0) {
              onFailure.accept(cause);
            } else {
              LOG.error("desk {} is over on this node; the others go on", own.name());
              Thread.ofVirtual().start(() -> endAlone(own));
            }
          };
      try (MDC.MDCCloseable _ = MDC.putCloseable("desk", own.name())) {
        desks.add(
            new DeskServer(own, desk.getValue(), shared, table -> more.accept(own, table), onEnd));
      } catch (NewerJournal | IllegalArgumentException e) {
        throw e;
      } catch (RuntimeException e) {
        if (going.decrementAndGet() == 0) {
          throw e;
        }
        LOG.error("desk {} cannot be served; the others are", own.name(), e);
      }
    }
    built.countDown();
    addMetrics(new Meters(registry), gateway, nats);
    if (nats != null) {
      rebalancing.start();
      parts.add(rebalancing);
    }
    TrustedProxies proxies = new TrustedProxies(settings.http().trustedProxies());
    address =
        gateway.start(
            new InetSocketAddress(settings.http().host(), settings.http().port()),
            new HttpHandler(
                new HealthRoutes(desks.stream().map(DeskServer::port).toList())
                    .addTo(new Routes(), registry),
                byHost(DeskServer::pages),
                proxies),
            tls(settings.http().tls()),
            proxies,
            byHost(DeskServer::gateway));
  }

  /// The only desk is reached under any name, unless its settings say under which.
  private <T> HostNames<T> byHost(Function<DeskServer, T> part) {
    Map<String, T> named = new HashMap<>();
    for (DeskServer desk : desks) {
      for (String host : desk.settings().hosts()) {
        named.put(host, part.apply(desk));
      }
    }
    return named.isEmpty() ? HostNames.any(part.apply(desks.getFirst())) : HostNames.named(named);
  }

  private static void addMetrics(Meters meters, Gateway gateway, @Nullable NatsBus nats) {
    meters.gauge("connections", "Open connections of any kind", gateway::connections);
    meters.gauge("connections_arriving", "Connections that wait to be read", gateway::arriving);
    meters.counter("connections_refused", "Connections over a limit", gateway::connectionsRefused);
    if (nats != null) {
      meters.gauge("bus_connected", "1 while NATS is there", () -> nats.connected() ? 1 : 0);
      meters.counter("bus_sent", "Messages handed to NATS", nats.metrics()::sent);
      meters.counter("bus_received", "Messages that NATS brought", nats.metrics()::received);
      meters.counter("bus_lost", "Messages that NATS did not take", nats.metrics()::lost);
    }
  }

  /// The desks that it serves, in the settings' order.
  List<DeskServer> desks() {
    return List.copyOf(desks);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return Objects.requireNonNull(address);
  }

  // --- storage alone, for tools ---

  /// The database without a server upon it.
  record Opened(Storage storage, @Nullable EmbeddedPostgres postgres) implements AutoCloseable {
    @Override
    public void close() {
      storage.close();
      if (postgres != null) {
        postgres.close();
      }
    }
  }

  /// Opens the database that the settings name; the embedded one also while a server runs on it.
  ///
  /// @param data overrules where the embedded one is
  static Opened openStorage(Settings settings, @Nullable Path data) throws StartFailure {
    Path folder = data == null ? settings.dataDirectory() : data;
    try {
      if (data == null && settings.database().jdbcUrl() != null) {
        return new Opened(open(given(settings.database())), null);
      }
      Optional<Database> running = EmbeddedPostgres.running(folder);
      if (running.isPresent()) {
        return new Opened(open(running.get()), null);
      }
      EmbeddedPostgres started = EmbeddedPostgres.start(folder, EmbeddedPostgres.Options.DEFAULT);
      try {
        return new Opened(open(started.database()), started);
      } catch (StorageException e) {
        started.close();
        throw e;
      }
    } catch (EmbeddedPostgresException | StorageException e) {
      throw new StartFailure(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }

  private static Storage open(Database database) throws StorageException {
    return Storage.open(database, 2, STORAGE_PATIENCE);
  }

  private static Database given(Settings.Database given) {
    return new Database(
        Objects.requireNonNull(given.jdbcUrl()),
        Objects.requireNonNullElse(given.user(), "switchboard"),
        given.password() == null ? "" : given.password().reveal());
  }

  // --- parts from settings ---

  private Storage storage(Settings settings)
      throws EmbeddedPostgresException, StorageException {
    return Storage.open(
        database(settings), settings.database().poolSize(), STORAGE_PATIENCE);
  }

  private Database database(Settings settings) throws EmbeddedPostgresException {
    if (settings.database().jdbcUrl() != null) {
      return given(settings.database());
    }
    return parts.add(
            EmbeddedPostgres.start(
                settings.dataDirectory(), EmbeddedPostgres.Options.DEFAULT))
        .database();
  }

  /// Null for a node that is alone.
  private static @Nullable NatsBus nats(Settings.Nats nats, String node) {
    return nats.url() == null ? null : NatsBus.connect(nats.url().reveal(), "switchboard " + node);
  }

  private Tracing tracing(Settings.Traces traces, String node) {
    return traces.url() == null
        ? Tracing.NONE
        : parts.add(new OtlpTracing(traces.url(), traces.ratio(), node));
  }

  /// Half of the processors: deciding, storing and telling need the others, and one loop that is busy writes more at once than two that are not.
  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static GatewayLimits gatewayLimits(Settings.Limits limits) {
    return GatewayLimits.DEFAULT
        .withRates(limits.framesPerSecond(), limits.frameBurst())
        .withConnections(
            limits.connections(),
            limits.connectionsPerAddress(),
            limits.connectsPerMinuteAndAddress(),
            limits.connectsPerSecond(),
            limits.connectionsPerCustomer());
  }

  private static byte[] sessionKey(Settings settings) throws IOException {
    return settings.session().key() != null
        ? settings.session().key().bytes()
        : KeyFile.readOrCreate(settings.dataDirectory().resolve("session.key"));
  }

  private static @Nullable SslContext tls(Settings.@Nullable Tls tls) throws IOException {
    return tls == null
        ? null
        : SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile()).build();
  }

  // --- life ---

  /// A fault of ours in one desk is no reason to end the others.
  private void endAlone(Settings.Desk own) {
    try {
      built.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    desks.stream().filter(desk -> desk.settings() == own).forEach(DeskServer::endAlone);
  }

  /// All at once, for each waits for what it has to store.
  private void closeDesks() throws InterruptedException {
    List<Thread> closing =
        desks.stream().map(desk -> Thread.ofVirtual().start(desk::close)).toList();
    for (Thread one : closing) {
      one.join();
    }
  }

  /// Ends everything: first no more connections, PostgreSQL last.
  @Override
  public void close() {
    parts.close();
  }
}
