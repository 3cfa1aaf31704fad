package switchboard.bench.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import switchboard.bench.ServerProcess;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Customers and agents chat through real sockets while their server is killed with SIGKILL again and again; then an independent check
/// compares all that anybody was told with all that is stored.
public final class CrashBench implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  /// Every server lives too briefly to gain by more compiling.
  private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

  private static final int WORK_MS_MAX = 1_500;
  private static final int DESK = 1;

  /// @param cycles how often the server is started and killed
  /// @param conversations held at once
  public record Options(int cycles, int conversations, long seed, Path data) {}

  /// @param acknowledged requests answered `done`
  /// @param findings what was wrong, the first ones in words
  public record Report(
      int cycles,
      int killed,
      int killedWithPostgres,
      int killedWhileStarting,
      int stopped,
      long entries,
      long messages,
      long conversations,
      long acknowledged,
      double medianStartMs,
      int findingCount,
      List<String> findings) {}

  private final Options options;
  private final Consumer<String> progress;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Path log;
  private final List<Long> startNanos = new ArrayList<>();
  private int killed;
  private int killedWithPostgres;
  private int killedWhileStarting;
  private int stopped;

  private CrashBench(Options options, Consumer<String> progress) throws IOException {
    this.options = options;
    this.progress = progress;
    random = new Random(options.seed());
    port = ServerProcess.freePort();
    Files.createDirectories(options.data());
    log = options.data().resolve("server.log");
  }

  /// @param progress is told how it goes, a line at a time
  public static Report run(Options options, Consumer<String> progress) throws Exception {
    try (CrashBench bench = new CrashBench(options, progress)) {
      return bench.run();
    }
  }

  private Report run() throws Exception {
    ServerProcess server = startAndWait();
    try (Crowd crowd = new Crowd(http, List.of(port), options.conversations(), random)) {
      crowd.connect();
      for (int cycle = 1; cycle <= options.cycles(); cycle++) {
        end(server);
        server = start();
        while (cycle < options.cycles() && random.nextInt(8) == 0) {
          Thread.sleep(random.nextInt(2_500));
          server.kill();
          killedWhileStarting++;
          server = start();
        }
        awaitReady(server);
        report(cycle, crowd);
      }
      crowd.settle();
      crowd.stop();
      server.stop(STOP_LIMIT);
      return check(crowd);
    } finally {
      server.kill();
    }
  }

  // --- crashes ---

  private ServerProcess start() throws IOException {
    return ServerProcess.start(http, options.data(), port, log, JAVA_OPTIONS);
  }

  private ServerProcess startAndWait() throws Exception {
    ServerProcess server = start();
    awaitReady(server);
    return server;
  }

  private void awaitReady(ServerProcess server) throws InterruptedException {
    long began = System.nanoTime();
    server.awaitReady(READY_LIMIT);
    startNanos.add(System.nanoTime() - began);
  }

  /// Kills the server at work, after a while. Now and then PostgreSQL is killed as well, or the server is stopped as it should be.
  private void end(ServerProcess server) throws IOException, InterruptedException {
    Thread.sleep(random.nextInt(WORK_MS_MAX));
    switch (random.nextInt(10)) {
      case 0 -> {
        server.stop(STOP_LIMIT);
        stopped++;
      }
      case 1, 2 -> {
        server.killWithPostgres(options.data());
        killedWithPostgres++;
      }
      default -> {
        server.kill();
        killed++;
      }
    }
  }

  private void report(int cycle, Crowd crowd) {
    if (cycle % 10 == 0 || cycle == options.cycles()) {
      progress.accept(
          "%d of %d cycles, %d findings".formatted(cycle, options.cycles(), crowd.findings.count()));
    }
  }

  // --- the check ---

  private Report check(Crowd crowd) throws Exception {
    JournalCheck check;
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(options.data(), EmbeddedPostgres.Options.DEFAULT);
        Storage storage = Storage.open(postgres.database(), 1, READY_LIMIT);
        Journal journal = storage.journal(DESK)) {
      check = crowd.check(journal);
    }
    return new Report(
        options.cycles(),
        killed,
        killedWithPostgres,
        killedWhileStarting,
        stopped,
        check.entries(),
        check.messages(),
        check.conversations(),
        crowd.acknowledged(),
        medianStartMs(),
        crowd.findings.count(),
        crowd.findings.kept());
  }

  private double medianStartMs() {
    List<Long> sorted = startNanos.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) / 1e6;
  }

  @Override
  public void close() {
    http.close();
  }
}
