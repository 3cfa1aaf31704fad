package switchboard;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.config.Secret;
import switchboard.config.Settings;
import switchboard.desk.DeskRules;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Tier;
import switchboard.gateway.Gateway;
import switchboard.gateway.GatewayLimits;
import switchboard.gateway.GatewayMetrics;
import switchboard.gateway.Supervision;
import switchboard.gateway.TicketList;
import switchboard.http.ApiRoutes;
import switchboard.http.HealthRoutes;
import switchboard.http.HttpHandler;
import switchboard.http.Routes;
import switchboard.http.SecurityHeaders;
import switchboard.identity.CustomerSessions;
import switchboard.identity.HostKeys;
import switchboard.identity.HostTokens;
import switchboard.identity.Origins;
import switchboard.identity.Passwords;
import switchboard.identity.StaffCookie;
import switchboard.identity.StaffLogin;
import switchboard.identity.StaffSessions;
import switchboard.identity.TrustedProxies;
import switchboard.nats.NatsBus;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresArchive;
import switchboard.postgres.PostgresCannedReplies;
import switchboard.postgres.PostgresStaffSessions;
import switchboard.postgres.Storage;
import switchboard.postgres.StorageException;
import switchboard.runtime.Bus;
import switchboard.runtime.DeskNode;
import switchboard.runtime.Journal;
import switchboard.runtime.LoopLimits;
import switchboard.runtime.LoopMetrics;
import switchboard.runtime.NewerJournal;
import switchboard.tracing.OtlpTracing;
import switchboard.tracing.Tracing;

/// The composition root: builds every part by its constructor, in order, and ends them in the opposite order.
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /// The one desk of this server.
  private static final int DESK = 1;

  private static final Duration STORAGE_PATIENCE = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final InstantSource clock = InstantSource.system();

  /// The registry refers to what it reads weakly.
  private final List<Reading> readings = new ArrayList<>();

  private @Nullable DataSource pool;
  private @Nullable InetSocketAddress address;

  private Server() {}

  /// Starts everything and returns when it serves.
  ///
  /// @param more adds routes of its own, or nothing
  /// @param onFailure called when the server cannot go on: another one leads the desk, or a fault of ours
  /// @throws StartFailure a sentence for the operator
  public static Server start(
      Settings settings,
      Catalogue catalogue,
      Consumer<Routes> more,
      Consumer<Exception> onFailure)
      throws StartFailure {
    Server server = new Server();
    try {
      server.build(settings, catalogue, more, onFailure);
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
      Catalogue catalogue,
      Consumer<Routes> more,
      Consumer<Exception> onFailure)
      throws EmbeddedPostgresException, StorageException, Journal.Unavailable, IOException {
    Storage storage = part(storage(settings));
    pool = storage.pool();
    Journal journal = part(storage.journal(DESK));
    String node = UUID.randomUUID().toString().substring(0, 8);
    Logging.name(node);
    NatsBus nats = nats(settings.nats(), node);
    Bus bus = nats == null ? Bus.NONE : part(nats);
    Tracing tracing = tracing(settings.traces(), node);
    DeskNode desk =
        part(
            DeskNode.start(
                node,
                new DeskNode.Ports(
                    journal, storage.lease(DESK, node, nats == null), bus, tracing),
                rules(settings.desk(), catalogue),
                loopLimits(settings.limits()),
                clock::millis,
                onFailure));

    PostgresAccounts accounts = new PostgresAccounts(storage.pool());
    StaffSessions staffSessions =
        part(
            new StaffSessions(
                new PostgresStaffSessions(storage.pool()),
                accounts,
                new StaffSessions.Life(settings.session().staffIdle(), settings.session().staff()),
                new SecureRandom(),
                clock));
    Passwords passwords = part(new Passwords(new SecureRandom()));
    Origins origins = origins(settings.http());
    TrustedProxies proxies = new TrustedProxies(settings.http().trustedProxies());
    Reception reception =
        new Reception(
            hostTokens(settings.hostToken()),
            customerSessions(settings),
            settings.session().customer(),
            new StaffLogin(accounts, passwords, staffSessions),
            staffSessions,
            settings.session().staff(),
            new StaffCookie(settings.http().secure()),
            origins,
            catalogue,
            clock);

    Supervision supervision =
        new Supervision(catalogue.tiers(), catalogue.supportHours().zone(), clock::millis);
    Gateway gateway =
        part(
            new Gateway(
                desk,
                reception,
                supervision,
                gatewayLimits(settings.limits()),
                eventLoops(),
                clock::millis));
    reception.onSignedOut(gateway::signOut);
    staffSessions.onDisabled(gateway::disable);
    staffSessions.start();

    PrometheusMeterRegistry metrics = metrics(desk, gateway);
    if (nats != null) {
      addBus(metrics, nats);
    }
    addQueue(metrics, supervision, catalogue);
    Routes routes = new Routes();
    new ApiRoutes(
            reception,
            new Lists(
                new TicketList(desk),
                new PostgresArchive(storage.pool(), DESK),
                new PostgresCannedReplies(storage.pool())),
            desk)
        .addTo(routes);
    new HealthRoutes(desk, metrics).addTo(routes);
    more.accept(routes);
    address =
        gateway.start(
            new InetSocketAddress(settings.http().host(), settings.http().port()),
            new HttpHandler(
                routes,
                new SecurityHeaders(settings.http().allowedOrigins(), settings.http().secure()),
                proxies),
            tls(settings.http().tls()),
            // The widget's panel is a page of ours too, whoever embeds it.
            origins::isOwn,
            proxies);
    Thread.ofVirtual().name("recall").start(() -> recall(supervision, journal, desk));
  }

  private static void recall(Supervision supervision, Journal journal, DeskNode desk) {
    try {
      supervision.recall(journal, desk);
    } catch (Journal.Unavailable e) {
      LOG.warn("The board's numbers begin with this start: {}", e.getMessage());
    }
  }

  /// Connections to its database, for seeding.
  DataSource pool() {
    return Objects.requireNonNull(pool);
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
    return part(
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
        : part(new OtlpTracing(traces.url(), traces.ratio(), node));
  }

  private static DeskRules rules(Settings.Desk desk, Catalogue catalogue) {
    DeskRules usual = DeskRules.DEFAULT;
    return new DeskRules(
        desk.offer().toMillis(),
        desk.exclusion().toMillis(),
        desk.missesUntilAway(),
        desk.grace().toMillis(),
        desk.wrapUp().toMillis(),
        catalogue.largestHeadStart().toMillis(),
        usual.absentMs(),
        usual.keptMs(),
        usual.waitingMax(),
        usual.chatsPerCustomerMax(),
        usual.ticketsPerCustomerMax(),
        usual.sessionsPerAgentMax(),
        usual.requestsRememberedMax());
  }

  private static LoopLimits loopLimits(Settings.Limits limits) {
    LoopLimits usual = LoopLimits.DEFAULT;
    return new LoopLimits(
        limits.inbox(),
        usual.batchEntriesMax(),
        usual.patienceMs(),
        usual.snapshotEvery(),
        usual.recentWeightMax());
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
            limits.connectionsPerCustomer());
  }

  private static Origins origins(Settings.Http http) {
    return new Origins(http.publicUrl() == null ? null : http.publicUrl().toString());
  }

  private static HostTokens hostTokens(Settings.HostToken settings) throws IOException {
    HostKeys keys =
        switch (settings.key()) {
          case Settings.HostKey.SharedSecret(Secret secret) -> HostKeys.shared(secret.bytes());
          case Settings.HostKey.JwksUrl(var url) -> HostKeys.url(url);
          case Settings.HostKey.JwksFile(Path file) -> HostKeys.file(file);
        };
    return new HostTokens(
        keys,
        new HostTokens.Policy(settings.audience(), settings.issuer(), settings.lifeMax()));
  }

  private static CustomerSessions customerSessions(Settings settings) throws IOException {
    Settings.Session session = settings.session();
    byte[] key =
        session.key() != null
            ? session.key().bytes()
            : KeyFile.readOrCreate(settings.dataDirectory().resolve("session.key"));
    return new CustomerSessions(
        key,
        session.previousKey() == null ? null : session.previousKey().bytes(),
        session.customer());
  }

  private static @Nullable SslContext tls(Settings.@Nullable Tls tls) throws IOException {
    return tls == null
        ? null
        : SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile()).build();
  }

  // --- metrics ---

  private PrometheusMeterRegistry metrics(DeskNode desk, Gateway gateway) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    gauge(registry, "inbox_depth", "Commands that wait to be decided", desk::inboxDepth);
    gauge(registry, "ready", "1 while commands are being stored", () -> desk.ready() ? 1 : 0);
    LoopMetrics loop = desk.metrics();
    counter(registry, "commands", "Commands handed in", loop::submitted);
    counter(registry, "commands_unavailable", "Commands turned away", loop::unavailable);
    counter(registry, "decision_faults", "Decisions that failed by a fault of ours", loop::faults);
    counter(registry, "entries", "Entries committed", loop::entries);
    counter(registry, "commits", "Batches committed", loop::commits);
    counter(registry, "commit_seconds", "Time spent in commits", () -> loop.commitNanos() / 1e9);
    counter(registry, "append_failures", "Appends that storage did not take", loop::failedAppends);
    counter(registry, "snapshots", "Snapshots stored", loop::snapshots);
    gauge(registry, "last_batch_entries", "Entries of the last batch", loop::lastBatchEntries);
    gauge(
        registry,
        "last_commit_seconds",
        "Time that the last commit took",
        () -> loop.lastCommitNanos() / 1e9);
    gauge(registry, "leads", "1 while this node leads the desk", () -> desk.leads() ? 1 : 0);
    gauge(registry, "term", "Of the lead last heard of; grows with each change", desk::term);
    gauge(registry, "nodes", "Nodes that live, this one included", () -> desk.living().size());
    gauge(registry, "entries_behind", "Entries committed elsewhere, not applied here", desk::behind);
    counter(registry, "leads_taken", "Times that this node began to lead", loop::leadsTaken);
    counter(registry, "commands_forwarded", "Commands sent to the leader", loop::forwarded);
    counter(registry, "bus_gaps", "Times that entries were missed on the bus", loop::gaps);
    counter(registry, "entries_caught_up", "Missed entries read in the journal", loop::caughtUp);
    gauge(registry, "connections", "Open connections of any kind", gateway::connections);
    GatewayMetrics sockets = gateway.metrics();
    gauge(registry, "sockets", "Open WebSockets", sockets::socketsOpen);
    gauge(registry, "customer_sockets", "Open WebSockets of customers", sockets::customersOpen);
    gauge(registry, "staff_sockets", "Open WebSockets of staff", sockets::staffOpen);
    counter(registry, "frames_in", "Frames received", sockets::framesIn);
    counter(registry, "frames_out", "Frames sent", sockets::framesOut);
    counter(registry, "frames_refused", "Frames refused", sockets::framesRefused);
    counter(registry, "ephemeral_dropped", "Signals dropped", sockets::ephemeralDropped);
    counter(registry, "rate_limited", "Frames over the rate", sockets::rateLimited);
    counter(registry, "slow_consumers", "Sockets that did not read", sockets::slowConsumers);
    counter(registry, "silent_sockets", "Sockets that fell silent", sockets::silent);
    counter(
        registry, "connections_refused", "Connections over a limit", sockets::connectionsRefused);
    counter(
        registry, "greetings_put_off", "Sockets told to come back later", sockets::greetingsPutOff);
    gauge(
        registry, "greetings_waiting", "WebSockets that wait to be let in", gateway::greetingsWaiting);
    counter(registry, "gateway_faults", "Faults of ours", sockets::faults);
    return registry;
  }

  private void addBus(PrometheusMeterRegistry registry, NatsBus bus) {
    gauge(registry, "bus_connected", "1 while NATS is there", () -> bus.connected() ? 1 : 0);
    counter(registry, "bus_sent", "Messages handed to NATS", bus.metrics()::sent);
    counter(registry, "bus_received", "Messages that NATS brought", bus.metrics()::received);
    counter(registry, "bus_lost", "Messages that NATS did not take", bus.metrics()::lost);
  }

  private void addQueue(
      PrometheusMeterRegistry registry, Supervision supervision, Catalogue catalogue) {
    for (Tier tier : catalogue.tiers()) {
      Reading depth =
          () -> supervision.queue().depthByTier().getOrDefault(tier.name(), 0).doubleValue();
      Gauge.builder("switchboard_queue_depth", depth, Reading::read)
          .description("Chats that wait")
          .tag("tier", tier.name())
          .strongReference(true)
          .register(registry);
    }
    gauge(
        registry,
        "queue_longest_wait_seconds",
        "How long the first of them has waited",
        () -> {
          long sinceMs = supervision.queue().waitingSinceMs();
          return sinceMs == 0 ? 0 : (clock.millis() - sinceMs) / 1e3;
        });
  }

  private interface Reading {
    double read();
  }

  private static void gauge(
      PrometheusMeterRegistry registry, String name, String description, Reading reading) {
    Gauge.builder("switchboard_" + name, reading, Reading::read)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private void counter(
      PrometheusMeterRegistry registry, String name, String description, Reading reading) {
    readings.add(reading);
    FunctionCounter.builder("switchboard_" + name, reading, Reading::read)
        .description(description)
        .register(registry);
  }

  // --- life ---

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  /// Ends everything: first no more connections, PostgreSQL last.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not end in order", part.getClass().getSimpleName(), e);
      }
    }
  }
}
