package switchboard;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import switchboard.config.Secret;
import switchboard.config.Settings;
import switchboard.desk.DeskRules;
import switchboard.desk.QueueRules;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.intake.Queue;
import switchboard.desk.supervision.Alerts;
import switchboard.gateway.AlertMail;
import switchboard.gateway.AlertPost;
import switchboard.gateway.BoardViews;
import switchboard.gateway.DeskGateway;
import switchboard.gateway.Gateway;
import switchboard.gateway.GatewayMetrics;
import switchboard.gateway.Recalling;
import switchboard.gateway.Supervision;
import switchboard.http.ApiRoutes;
import switchboard.http.AuditRoutes;
import switchboard.http.BoardRoutes;
import switchboard.http.DeskPages;
import switchboard.http.HealthRoutes;
import switchboard.http.ReportRoutes;
import switchboard.http.Routes;
import switchboard.http.SecurityHeaders;
import switchboard.http.SimulationRoutes;
import switchboard.identity.CustomerSessions;
import switchboard.identity.HostKeys;
import switchboard.identity.HostTokens;
import switchboard.identity.Origins;
import switchboard.identity.Passwords;
import switchboard.identity.StaffCookie;
import switchboard.identity.StaffLogin;
import switchboard.identity.StaffSessions;
import switchboard.outbound.Mail;
import switchboard.outbound.Mailer;
import switchboard.outbound.Webhook;
import switchboard.past.Past;
import switchboard.past.PastLimits;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresArchive;
import switchboard.postgres.PostgresAuditLog;
import switchboard.postgres.PostgresCannedReplies;
import switchboard.postgres.PostgresReports;
import switchboard.postgres.PostgresSimulations;
import switchboard.postgres.PostgresStaffSessions;
import switchboard.postgres.ReportProjection;
import switchboard.postgres.Storage;
import switchboard.postgres.StorageException;
import switchboard.runtime.Bus;
import switchboard.runtime.DeskNode;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;
import switchboard.runtime.LoopLimits;
import switchboard.runtime.LoopMetrics;
import switchboard.runtime.Projecting;
import switchboard.runtime.Rebalancing;
import switchboard.runtime.Threads;
import switchboard.simulation.parallel.Cores;
import switchboard.tracing.Tracing;
import switchboard.whatif.Simulations;

/// One desk of a server: all that is its own, so that nothing of it is known at another desk.
final class DeskServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);

  private static final Duration RECALL_PAUSE = Duration.ofSeconds(3);
  private static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(10);
  private static final Duration WEBHOOK_PAUSE = Duration.ofSeconds(2);

  private final Settings.Desk own;
  private final Parts parts = new Parts();
  private final DeskNode node;
  private final DeskGateway gateway;
  private final DeskPages pages;
  private final PostgresAccounts accounts;
  private final PostgresCannedReplies cannedReplies;

  /// What all desks of a server share.
  ///
  /// @param node names this start of the server
  /// @param sessionKey from which each desk derives its own
  /// @param cores on which their simulations are played
  record Shared(
      String node,
      Settings settings,
      byte[] sessionKey,
      Storage storage,
      Bus bus,
      Tracing tracing,
      Rebalancing rebalancing,
      Passwords passwords,
      Gateway gateway,
      Cores cores,
      PrometheusMeterRegistry registry,
      InstantSource clock) {}

  /// Recovers the desk and makes it ready for the first connection.
  ///
  /// @param more adds routes of its own, or nothing
  DeskServer(
      Settings.Desk own,
      Catalogue catalogue,
      Shared shared,
      Consumer<Routes> more,
      Consumer<Exception> onFailure)
      throws StorageException, Journal.Unavailable, IOException {
    this.own = own;
    Settings settings = shared.settings();
    Storage storage = shared.storage();
    InstantSource clock = shared.clock();
    int desk = storage.desk(own.name());
    accounts = new PostgresAccounts(storage.pool(), desk);
    cannedReplies = new PostgresCannedReplies(storage.pool(), desk);
    HostTokens hostTokens = hostTokens(own.hostToken());
    try {
      Journal journal = parts.add(storage.journal(desk));
      boolean alone = settings.nats().url() == null;
      node =
          parts.add(
              DeskNode.start(
                  shared.node(),
                  new DeskNode.Ports(
                      journal,
                      storage.lease(
                          desk,
                          shared.node(),
                          alone,
                          () -> shared.rebalancing().holdsBack(desk)),
                      shared.bus(),
                      shared.tracing(),
                      Threads.of(own.name())),
                  rules(own.timings(), catalogue),
                  loopLimits(settings.limits()),
                  clock::millis,
                  onFailure));
      shared.rebalancing().add(desk, own.name(), node);
      parts.add(() -> shared.rebalancing().remove(desk));
      StaffSessions staffSessions =
          parts.add(
              new StaffSessions(
                  new PostgresStaffSessions(storage.pool(), desk),
                  accounts,
                  new StaffSessions.Life(
                      settings.session().staffIdle(), settings.session().staff()),
                  new SecureRandom(),
                  clock));
      Origins origins = new Origins(own.publicUrl() == null ? null : own.publicUrl().toString());
      Reception reception =
          new Reception(
              hostTokens,
              customerSessions(desk, shared),
              settings.session().customer(),
              new StaffLogin(accounts, shared.passwords(), staffSessions),
              staffSessions,
              settings.session().staff(),
              new StaffCookie(own.secure()),
              origins,
              catalogue,
              clock);
      Supervision supervision =
          new Supervision(
              catalogue.tiers(),
              catalogue.supportHours().zone(),
              clock::millis,
              catalogue.alerts(),
              alerting(catalogue.supportHours().zone(), shared, clock));
      gateway =
          new DeskGateway(
              shared.gateway(),
              node,
              reception,
              supervision,
              // The widget's panel is a page of ours too, whoever embeds it.
              origins::isOwn,
              own.timings().quiet(),
              clock::millis);
      reception.onSignedOut(gateway::signOut);
      staffSessions.onDisabled(gateway::disable);
      staffSessions.start();
      gateway.start();
      pages =
          new DeskPages(
              routes(
                  reception,
                  storage,
                  desk,
                  boards(journal, catalogue, clock),
                  reports(reception, storage, desk, catalogue, clock),
                  simulations(reception, journal, catalogue, shared, desk),
                  more),
              new SecurityHeaders(own.allowedOrigins(), own.secure()),
              node::isOver);
      Projecting reports =
          parts.add(
              new Projecting(node, new ReportProjection(storage.pool(), desk), "reports " + own.name()));
      reports.start();
      Meters meters = new Meters(shared.registry(), "desk", own.name());
      addMetrics(meters, supervision, catalogue, clock);
      meters.gauge(
          "report_lag_entries",
          "Entries that reports do not know yet; of the node that leads",
          reports::lag);
      parts.add(new Recalling(supervision, journal, node, RECALL_PAUSE)).start();
    } catch (StorageException | Journal.Unavailable | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Every node knows of an alert; the one that leads tells of it. Who leads just after may tell of it again.
  private Predicate<Alerts.Change> alerting(ZoneId zone, Shared shared, InstantSource clock) {
    List<Consumer<Alerts.Change>> ways = new ArrayList<>();
    Settings.Webhook to = own.alerts();
    if (to != null) {
      byte[] secret = to.secret() == null ? null : to.secret().bytes();
      Webhook webhook =
          parts.add(new Webhook(to.url(), secret, clock, WEBHOOK_PATIENCE, WEBHOOK_PAUSE));
      ways.add(change -> webhook.post(AlertPost.of(own.name(), change)));
    }
    Settings.Mail mail = shared.settings().mail();
    if (mail != null && !own.alertsMailTo().isEmpty()) {
      Mailer mailer = parts.add(Mails.mailer(mail, clock));
      addMails(new Meters(shared.registry(), "desk", own.name()), mailer);
      ways.add(change -> mail(mailer, zone, change));
    }
    return change -> {
      if (ways.isEmpty()) {
        return true;
      }
      boolean leads = node.leads();
      if (leads) {
        ways.forEach(way -> way.accept(change));
      }
      return leads;
    };
  }

  private void mail(Mailer mailer, ZoneId zone, Alerts.Change change) {
    URI board = own.publicUrl() == null ? null : URI.create(own.publicUrl() + "/desk/board");
    AlertMail told = AlertMail.of(own.name(), board, zone, change);
    mailer.send(new Mail(told.id(), own.alertsMailTo(), told.subject(), told.text()));
  }

  private static void addMails(Meters meters, Mailer mailer) {
    meters.counter("mails", "Mails that the mail server took", mailer::sent);
    meters.counter("mail_failures", "Tries to send a mail that failed", mailer::failures);
    meters.counter("mails_dropped", "Mails that were given up", mailer::dropped);
    meters.gauge("mails_waiting", "Mails that wait to be sent", mailer::waiting);
  }

  private Boards boards(Journal journal, Catalogue catalogue, InstantSource clock) {
    ZoneId zone = catalogue.supportHours().zone();
    Past past =
        parts.add(
            new Past(
                own.name(),
                journal,
                rules(own.timings(), catalogue),
                zone,
                clock::millis,
                PastLimits.DEFAULT));
    return new Boards(
        past, new BoardViews(catalogue.tiers(), zone), catalogue.tiers(), node, clock::millis);
  }

  private SimulationRoutes simulations(
      Reception reception, Journal journal, Catalogue catalogue, Shared shared, int desk) {
    Simulations simulations =
        parts.add(
            new Simulations(
                own.name(),
                journal,
                rules(own.timings(), catalogue),
                shared.cores(),
                new PostgresSimulations(shared.storage().pool(), desk),
                shared.clock()));
    return new SimulationRoutes(reception, simulations, shared.clock()::millis);
  }

  private Routes routes(
      Reception reception,
      Storage storage,
      int desk,
      Boards boards,
      ReportRoutes reports,
      SimulationRoutes simulations,
      Consumer<Routes> more) {
    Routes routes = new Routes();
    Lists lists =
        new Lists(
            new PostgresArchive(storage.pool(), desk),
            cannedReplies,
            new PostgresAuditLog(storage.pool(), desk));
    new ApiRoutes(reception, lists, node).addTo(routes);
    new AuditRoutes(reception, lists).addTo(routes);
    new BoardRoutes(reception, boards, node).addTo(routes);
    reports.addTo(routes);
    simulations.addTo(routes);
    HealthRoutes.addReadiness(routes, List.of(node));
    more.accept(routes);
    return routes;
  }

  private static ReportRoutes reports(
      Reception reception, Storage storage, int desk, Catalogue catalogue, InstantSource clock) {
    return new ReportRoutes(
        reception,
        new PostgresReports(storage.pool(), desk),
        catalogue.supportHours().zone(),
        catalogue.alerts(),
        clock);
  }

  // --- what others need of it ---

  Settings.Desk settings() {
    return own;
  }

  DeskPort port() {
    return node;
  }

  DeskGateway gateway() {
    return gateway;
  }

  DeskPages pages() {
    return pages;
  }

  PostgresAccounts accounts() {
    return accounts;
  }

  PostgresCannedReplies cannedReplies() {
    return cannedReplies;
  }

  // --- parts from settings ---

  static DeskRules rules(Settings.Timings timings, Catalogue catalogue) {
    DeskRules usual = DeskRules.DEFAULT;
    return new DeskRules(
        timings.offer().toMillis(),
        timings.exclusion().toMillis(),
        timings.missesUntilAway(),
        timings.grace().toMillis(),
        timings.wrapUp().toMillis(),
        catalogue.largestHeadStart().toMillis(),
        usual.absentMs(),
        usual.keptMs(),
        usual.waitingMax(),
        usual.chatsPerCustomerMax(),
        usual.ticketsPerCustomerMax(),
        usual.sessionsPerAgentMax(),
        usual.requestsRememberedMax(),
        queues(timings, catalogue));
  }

  private static SortedMap<String, QueueRules> queues(
      Settings.Timings timings, Catalogue catalogue) {
    SortedMap<String, QueueRules> queues = new TreeMap<>();
    for (Queue queue : catalogue.placement().queues()) {
      queues.put(
          queue.name(),
          new QueueRules(
              Objects.requireNonNullElse(queue.ring(), timings.offer()).toMillis(),
              queue.autoAccept(),
              Objects.requireNonNullElse(queue.wrapUp(), timings.wrapUp()).toMillis(),
              Objects.requireNonNullElse(queue.perAgentMax(), QueueRules.NO_MAX)));
    }
    return queues;
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

  private static CustomerSessions customerSessions(int desk, Shared shared) {
    Settings.Session session = shared.settings().session();
    return new CustomerSessions(
        desk,
        shared.sessionKey(),
        session.previousKey() == null ? null : session.previousKey().bytes(),
        session.customer());
  }

  // --- metrics ---

  private void addMetrics(
      Meters meters, Supervision supervision, Catalogue catalogue, InstantSource clock) {
    meters.gauge("inbox_depth", "Commands that wait to be decided", node::inboxDepth);
    meters.gauge("ready", "1 while commands are being stored", () -> node.ready() ? 1 : 0);
    LoopMetrics loop = node.metrics();
    meters.counter("commands", "Commands handed in", loop::submitted);
    meters.counter("commands_unavailable", "Commands turned away", loop::unavailable);
    meters.counter("decision_faults", "Decisions that failed by a fault of ours", loop::faults);
    meters.counter("entries", "Entries committed", loop::entries);
    meters.counter("commits", "Batches committed", loop::commits);
    meters.counter("commit_seconds", "Time spent in commits", () -> loop.commitNanos() / 1e9);
    meters.counter(
        "append_failures", "Appends that storage did not take", loop::failedAppends);
    meters.counter("snapshots", "Snapshots stored", loop::snapshots);
    meters.gauge("last_batch_entries", "Entries of the last batch", loop::lastBatchEntries);
    meters.gauge(
        "last_commit_seconds",
        "Time that the last commit took",
        () -> loop.lastCommitNanos() / 1e9);
    meters.gauge("leads", "1 while this node leads the desk", () -> node.leads() ? 1 : 0);
    meters.gauge("term", "Of the lead last heard of; grows with each change", node::term);
    meters.gauge("nodes", "Nodes that live, this one included", () -> node.living().size());
    meters.gauge(
        "entries_behind", "Entries committed elsewhere, not applied here", node::behind);
    meters.counter("leads_taken", "Times that this node began to lead", loop::leadsTaken);
    meters.counter("commands_forwarded", "Commands sent to the leader", loop::forwarded);
    meters.counter("bus_gaps", "Times that entries were missed on the bus", loop::gaps);
    meters.counter("entries_caught_up", "Missed entries read in the journal", loop::caughtUp);
    meters.gauge(
        "greetings_waiting", "WebSockets that wait to be let in", gateway::greetingsWaiting);
    addSockets(meters, gateway.metrics());
    addQueue(meters, supervision, catalogue, clock);
  }

  private static void addSockets(Meters meters, GatewayMetrics sockets) {
    meters.gauge("sockets", "Open WebSockets", sockets::socketsOpen);
    meters.gauge("customer_sockets", "Open WebSockets of customers", sockets::customersOpen);
    meters.gauge("staff_sockets", "Open WebSockets of staff", sockets::staffOpen);
    meters.counter("frames_in", "Frames received", sockets::framesIn);
    meters.counter("frames_out", "Frames sent", sockets::framesOut);
    meters.counter("frames_refused", "Frames refused", sockets::framesRefused);
    meters.counter("ephemeral_dropped", "Signals dropped", sockets::ephemeralDropped);
    meters.counter("rate_limited", "Frames over the rate", sockets::rateLimited);
    meters.counter("slow_consumers", "Sockets that did not read", sockets::slowConsumers);
    meters.counter("silent_sockets", "Sockets that fell silent", sockets::silent);
    meters.counter(
        "greetings_put_off", "Sockets told to come back later", sockets::greetingsPutOff);
    meters.counter("gateway_faults", "Faults of ours", sockets::faults);
  }

  private static void addQueue(
      Meters meters, Supervision supervision, Catalogue catalogue, InstantSource clock) {
    for (Tier tier : catalogue.tiers()) {
      meters.gauge(
          "queue_depth",
          "Chats that wait",
          () -> supervision.queue().depthByTier().getOrDefault(tier.name(), 0),
          "tier",
          tier.name());
    }
    meters.gauge(
        "queue_longest_wait_seconds",
        "How long the first of them has waited",
        () -> {
          long sinceMs = supervision.queue().waitingSinceMs();
          return sinceMs == 0 ? 0 : (clock.millis() - sinceMs) / 1e3;
        });
  }

  // --- life ---

  /// The desk is over on this node while others go on: who is here goes elsewhere, and all that is its own ends.
  void endAlone() {
    gateway.end();
    close();
  }

  /// To be called when no connection is left.
  @Override
  public synchronized void close() {
    try (MDC.MDCCloseable _ = MDC.putCloseable("desk", own.name())) {
      parts.close();
    }
  }
}
