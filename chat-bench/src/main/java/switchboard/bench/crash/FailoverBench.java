package switchboard.bench.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import switchboard.bench.NatsProcess;
import switchboard.bench.ServerProcess;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Customers and agents chat over three servers while the one that leads their desk is ended in one way or another, again and again; then an
/// independent check compares all that anybody was told with all that is stored.
public final class FailoverBench implements AutoCloseable {
  private static final int NODES = 3;
  private static final int DESK = 1;
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(30);
  private static final String SESSION_KEY = "the key that the servers of this measurement share";
  private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  /// How a leader comes to its end.
  public enum Way {
    /// SIGKILL.
    KILL,
    /// SIGSTOP, and SIGCONT after ten seconds.
    FREEZE,
    /// SIGTERM, as a rolling change does.
    STOP
  }

  /// @param conversations held at once
  public record Options(int cycles, Way way, int conversations, long seed, Path data) {}

  /// @param medianMs from the end of the leader until another one leads
  /// @param messagesPerSecond stored, over the whole run
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
      int findingCount,
      List<String> findings) {}

  private final Options options;
  private final Consumer<String> progress;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedPostgres postgres;
  private final NatsProcess nats;
  private final List<Integer> ports = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Double> failoverMs = new ArrayList<>();

  private FailoverBench(Options options, Consumer<String> progress) throws Exception {
    this.options = options;
    this.progress = progress;
    random = new Random(options.seed());
    Files.createDirectories(options.data());
    postgres = EmbeddedPostgres.start(options.data(), EmbeddedPostgres.Options.DEFAULT);
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
        endLeader();
        report(cycle, crowd);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      crowd.settle();
      crowd.stop();
      return check(crowd, seconds);
    }
  }

  private ServerProcess start(int node) throws IOException {
    Database database = postgres.database();
    Map<String, String> settings = new HashMap<>();
    settings.put("DATABASE_URL", database.url());
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

  // --- ends ---

  private void endLeader() throws Exception {
    int leader = awaitLeader(-1, FAILOVER_LIMIT);
    ServerProcess server = servers.get(leader);
    long began = System.nanoTime();
    switch (options.way()) {
      case KILL -> server.kill();
      case FREEZE -> server.freeze();
      case STOP -> server.stop(STOP_LIMIT);
    }
    awaitLeader(leader, FAILOVER_LIMIT);
    failoverMs.add((System.nanoTime() - began) / 1e6);
    if (options.way() == Way.FREEZE) {
      long left = Duration.ofSeconds(10).toNanos() - (System.nanoTime() - began);
      Thread.sleep(Duration.ofNanos(Math.max(0, left)));
      server.thaw();
    } else {
      servers.set(leader, start(leader));
    }
    servers.get(leader).awaitReady(READY_LIMIT);
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
                  failoverMs.getLast(),
                  crowd.acknowledged(),
                  crowd.findings.count()));
    }
  }

  // --- the check ---

  private Report check(Crowd crowd, double seconds) throws Exception {
    for (ServerProcess server : servers) {
      server.stop(STOP_LIMIT);
    }
    servers.clear();
    try (Storage storage = Storage.open(postgres.database(), 1, READY_LIMIT);
        Journal journal = storage.journal(DESK)) {
      JournalCheck check = crowd.check(journal);
      List<Double> sorted = failoverMs.stream().sorted().toList();
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
