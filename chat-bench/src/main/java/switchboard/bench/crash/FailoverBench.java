package switchboard.bench.crash;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import switchboard.bench.Cluster;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Customers and agents chat over three servers while one of these, or what binds them, is ended in one way or another, again and again; then an
/// independent check compares all that anybody was told with all that is stored.
public final class FailoverBench implements AutoCloseable {
  private static final int DESK = 1;
  private static final Duration STORAGE_LIMIT = Duration.ofSeconds(60);
  private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx400m");

  /// Under load the newest entries are always under way.
  private static final int UP_TO_DATE_ENTRIES = 100;

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
  private final Cluster cluster;
  private final List<Double> tookMs = new ArrayList<>();
  private long acknowledgedMeanwhile;

  private FailoverBench(Options options, Consumer<String> progress) throws Exception {
    this.options = options;
    this.progress = progress;
    random = new Random(options.seed());
    cluster = Cluster.start(http, options.data(), JAVA_OPTIONS);
  }

  /// @param progress is told how it goes, a line at a time
  public static Report run(Options options, Consumer<String> progress) throws Exception {
    try (FailoverBench bench = new FailoverBench(options, progress)) {
      return bench.run();
    }
  }

  private Report run() throws Exception {
    try (Crowd crowd = new Crowd(http, cluster.ports(), options.conversations(), random)) {
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

  // --- what happens ---

  /// @return how long it took, in milliseconds, as the way says
  private double disturb(Crowd crowd) throws Exception {
    int leader = cluster.leader();
    return switch (options.way()) {
      case KILL -> {
        cluster.server(leader).kill();
        double took = untilAnotherLeads(leader, System.nanoTime());
        cluster.startAgain(leader);
        yield took;
      }
      case FREEZE -> {
        long began = System.nanoTime();
        cluster.server(leader).freeze();
        double took = untilAnotherLeads(leader, began);
        Thread.sleep(options.away().minusMillis((long) took));
        cluster.server(leader).thaw();
        cluster.awaitReady(leader);
        yield took;
      }
      case STOP -> stopAndStart(leader);
      case ROLL -> {
        double longest = 0;
        for (int node = 0; node < Cluster.NODES; node++) {
          longest = Math.max(longest, stopAndStart(node));
        }
        yield longest;
      }
      case NATS -> {
        cluster.nats().kill();
        waitMeanwhile(crowd);
        cluster.nats().startAgain();
        yield untilAllAreUpToDate();
      }
      case NATS_GONE -> {
        cluster.nats().kill();
        waitMeanwhile(crowd);
        yield stopAllBut(leader, crowd);
      }
      case POSTGRES -> {
        cluster.stopPostgres();
        waitMeanwhile(crowd);
        cluster.startPostgresElsewhere();
        yield untilAllAreUpToDate();
      }
    };
  }

  private double stopAndStart(int node) throws Exception {
    long began = System.nanoTime();
    Thread stopping = Thread.ofVirtual().start(() -> stop(node));
    double took = untilAnotherLeads(node, began);
    stopping.join();
    cluster.startAgain(node);
    return took;
  }

  private void stop(int node) {
    try {
      cluster.stop(node);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double untilAnotherLeads(int node, long sinceNanos) throws InterruptedException {
    cluster.leaderBut(node);
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
    for (int node = 0; node < Cluster.NODES; node++) {
      cluster.awaitReady(node);
      while (cluster.server(node).metric("switchboard_entries_behind") > UP_TO_DATE_ENTRIES) {
        Thread.sleep(10);
      }
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private double stopAllBut(int leader, Crowd crowd) throws InterruptedException {
    long began = System.nanoTime();
    for (int node = 0; node < Cluster.NODES; node++) {
      if (node != leader) {
        cluster.stop(node);
      }
    }
    crowd.awaitAllAreServed();
    return (System.nanoTime() - began) / 1e6;
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
    cluster.stopServers();
    try (Storage storage = Storage.open(cluster.database(), 1, STORAGE_LIMIT);
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
    cluster.close();
    http.close();
  }
}
