package switchboard.bench.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import switchboard.bench.NatsProcess;
import switchboard.bench.ServerProcess;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Customers and agents chat over three servers while one of these, or what binds them, is ended in one way or another, again and again; then an
/// independent check compares all that anybody was told with all that is stored.
public final class FailoverBench implements AutoCloseable {
  private static final int NODES = 3;
  private static final int DESK = 1;
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(30);

  /// Under load the newest entries are always under way.
  private static final int UP_TO_DATE_ENTRIES = 100;

  private static final String SESSION_KEY = "the key that the servers of this measurement share";
  private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  /// What happens to them.
  public enum Way {
    /// SIGKILL to the leader.
    KILL("from the end of the leader until another node led"),
    /// SIGSTOP to the leader, and SIGCONT after a while.
    FREEZE("from the leader's standstill until another node led"),
    /// SIGTERM to the leader.
    STOP("from SIGTERM until another node led"),
    /// SIGTERM to each node in turn, and a new start, as a rolling change does; the longest of the three counts.
    ROLL("from SIGTERM until another node led"),
    /// NATS ends, and starts again after a while.
    NATS("from the return of NATS until all nodes were ready and up to date"),
    /// NATS ends for good; after a while the nodes that cannot reach the leader are stopped, as their readiness asks for.
    NATS_GONE("from SIGTERM to the others until the leader served everybody"),
    /// PostgreSQL stops, and starts elsewhere with the same data.
    POSTGRES("from the return of PostgreSQL until all nodes were ready");

    final String measured;

    Way(String measured) {
      this.measured = measured;
    }
  }

  /// @param away how long what comes back is away
  /// @param conversations held at once
  public record Options(
      int cycles, Way way, Duration away, int conversations, long seed, Path data) {}

  /// @param medianMs as the way says
  /// @param messagesPerSecond stored, over the whole run
  /// @param acknowledgedMeanwhile requests acknowledged while something was away
  /// @param connectionsLost by the clients
  /// @param findings what was wrong, the first ones in words
  public record Report(
      int cycles,
      Way way,
      double medianMs,
      double worstMs,
      double messagesPerSecond,
      long entries,
      long messages,
      long conversations,
      long acknowledged,
      long acknowledgedMeanwhile,
      long connectionsLost,
      int findingCount,
      List<String> findings) {}

  private final Options options;
  private final Consumer<String> progress;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  /// Where PostgreSQL is, and where it will be next.
  private final List<Integer> databasePorts =
      new ArrayList<>(List.of(ServerProcess.freePort(), ServerProcess.freePort()));

  private EmbeddedPostgres postgres;
  private final NatsProcess nats;
  private final List<Integer> ports = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Double> tookMs = new ArrayList<>();
  private long acknowledgedMeanwhile;

  private FailoverBench(Options options, Consumer<String> progress) throws Exception {
    this.options = options;
    this.progress = progress;
    random = new Random(options.seed());
    Files.createDirectories(options.data());
    postgres = startPostgres();
    nats = NatsProcess.start();
  }

  /// @param progress is told how it goes, a line at a time
  public static Report run(Options options, Consumer<String> progress) throws Exception {
    try (FailoverBench bench = new FailoverBench(options, progress)) {
      return bench.run();
    }
  }

  private Report run() throws Exception {
    for (int i = 0; i < NODES; i++) {
      ports.add(ServerProcess.freePort());
      servers.add(start(i));
      servers.get(i).awaitReady(READY_LIMIT);
    }
    try (Crowd crowd = new Crowd(http, ports, options.conversations(), random)) {
      crowd.connect();
      Thread.sleep(2_000);
      long began = System.nanoTime();
      for (int cycle = 1; cycle <= options.cycles(); cycle++) {
        Thread.sleep(500 + random.nextInt(1_500));
        tookMs.add(disturb(crowd));
        report(cycle, crowd);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      crowd.settle();
      crowd.stop();
      return check(crowd, seconds);
    }
  }

  private EmbeddedPostgres startPostgres() throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(
        options.data(), EmbeddedPostgres.Options.DEFAULT.withPort(databasePorts.getFirst()));
  }

  private ServerProcess start(int node) throws IOException {
    Database database = postgres.database();
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/switchboard"
            .formatted(databasePorts.getFirst(), databasePorts.getLast()));
    settings.put("SWITCHBOARD_DATABASE_USER", database.user());
    settings.put("SWITCHBOARD_DATABASE_PASSWORD", database.password());
    settings.put("NATS_URL", nats.url());
    settings.put("SWITCHBOARD_SESSION_KEY", SESSION_KEY);
    return ServerProcess.start(
        http,
        options.data().resolve("node-" + node),
        ports.get(node),
        options.data().resolve("node-" + node + ".log"),
        JAVA_OPTIONS,
        settings);
  }

  // --- what happens ---

  /// @return how long it took, in milliseconds, as the way says
  private double disturb(Crowd crowd) throws Exception {
    int leader = awaitLeader(-1, LEADER_LIMIT);
    return switch (options.way()) {
      case KILL -> {
        servers.get(leader).kill();
        double took = untilAnotherLeads(leader, System.nanoTime());
        startAgain(leader);
        yield took;
      }
      case FREEZE -> {
        long began = System.nanoTime();
        servers.get(leader).freeze();
        double took = untilAnotherLeads(leader, began);
        Thread.sleep(options.away().minusMillis((long) took));
        servers.get(leader).thaw();
        servers.get(leader).awaitReady(READY_LIMIT);
        yield took;
      }
      case STOP -> stopAndStart(leader);
      case ROLL -> {
        double longest = 0;
        for (int node = 0; node < NODES; node++) {
          longest = Math.max(longest, stopAndStart(node));
        }
        yield longest;
      }
      case NATS -> {
        nats.kill();
        waitMeanwhile(crowd);
        nats.startAgain();
        yield untilAllAreUpToDate();
      }
      case NATS_GONE -> {
        nats.kill();
        waitMeanwhile(crowd);
        yield stopAllBut(leader, crowd);
      }
      case POSTGRES -> {
        postgres.close();
        waitMeanwhile(crowd);
        Collections.reverse(databasePorts);
        postgres = startPostgres();
        yield untilAllAreUpToDate();
      }
    };
  }

  private void startAgain(int node) throws Exception {
    servers.set(node, start(node));
    servers.get(node).awaitReady(READY_LIMIT);
  }

  private double stopAndStart(int node) throws Exception {
    long began = System.nanoTime();
    Thread stopping = Thread.ofVirtual().start(() -> stop(node));
    double took = untilAnotherLeads(node, began);
    stopping.join();
    startAgain(node);
    return took;
  }

  private void stop(int node) {
    try {
      servers.get(node).stop(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double untilAnotherLeads(int node, long sinceNanos) throws InterruptedException {
    awaitLeader(node, LEADER_LIMIT);
    return (System.nanoTime() - sinceNanos) / 1e6;
  }

  private void waitMeanwhile(Crowd crowd) throws InterruptedException {
    Thread.sleep(500); // what was under way
    long before = crowd.acknowledged();
    Thread.sleep(options.away());
    acknowledgedMeanwhile += crowd.acknowledged() - before;
  }

  private double untilAllAreUpToDate() throws InterruptedException {
    long began = System.nanoTime();
    for (ServerProcess server : servers) {
      server.awaitReady(READY_LIMIT);
      while (server.metric("switchboard_entries_behind") > UP_TO_DATE_ENTRIES) {
        Thread.sleep(10);
      }
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private double stopAllBut(int leader, Crowd crowd) throws InterruptedException {
    long began = System.nanoTime();
    for (int node = 0; node < NODES; node++) {
      if (node != leader) {
        servers.get(node).stop(STOP_LIMIT);
      }
    }
    crowd.awaitAllAreServed();
    return (System.nanoTime() - began) / 1e6;
  }

  /// @param but not this one
  private int awaitLeader(int but, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - deadline < 0) {
      for (int i = 0; i < NODES; i++) {
        if (i != but && servers.get(i).metric("switchboard_leads") == 1) {
          return i;
        }
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("nobody leads after " + limit);
  }

  private void report(int cycle, Crowd crowd) {
    if (cycle % 5 == 0 || cycle == options.cycles()) {
      progress.accept(
          "%d of %d, the last one took %.0f ms, %d requests acknowledged, %d findings"
              .formatted(
                  cycle,
                  options.cycles(),
                  tookMs.getLast(),
                  crowd.acknowledged(),
                  crowd.findings.count()));
    }
  }

  // --- the check ---

  private Report check(Crowd crowd, double seconds) throws Exception {
    for (ServerProcess server : servers) {
      if (server.isAlive()) {
        server.stop(STOP_LIMIT);
      }
    }
    servers.clear();
    try (Storage storage = Storage.open(postgres.database(), 1, READY_LIMIT);
        Journal journal = storage.journal(DESK)) {
      JournalCheck check = crowd.check(journal);
      List<Double> sorted = tookMs.stream().sorted().toList();
      return new Report(
          options.cycles(),
          options.way(),
          sorted.get(sorted.size() / 2),
          sorted.getLast(),
          check.messages() / seconds,
          check.entries(),
          check.messages(),
          check.conversations(),
          crowd.acknowledged(),
          acknowledgedMeanwhile,
          crowd.connectionsLost(),
          crowd.findings.count(),
          crowd.findings.kept());
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (ServerProcess server : servers) {
      server.kill();
    }
    nats.close();
    postgres.close();
    http.close();
  }
}
