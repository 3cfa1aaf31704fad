package switchboard.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import switchboard.bench.DemoPeople;
import switchboard.bench.ServerProcess;
import switchboard.client.WebSocketClient;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Customers and agents chat through real sockets while their server is killed with SIGKILL again and again; then an independent check
/// compares all that anybody was told with all that is stored.
public final class CrashBench implements AutoCloseable {
  private static final List<String> PLANS = List.of("Basic", "Business", "Elite");
  private static final List<String> AGENTS = List.of("ana", "ben", "chi", "sam", "ada");
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);
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
  private final Findings findings = new Findings();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocketClient client = new WebSocketClient(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("crash-timer").factory());
  private final int port;
  private final Path log;
  private final List<Participant> participants = new ArrayList<>();
  private final List<ChattingCustomer> customers = new ArrayList<>();
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
    try {
      signIn();
      participants.forEach(Participant::connect);
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
        report(cycle);
      }
      settle();
    } finally {
      participants.forEach(Participant::stop);
      server.stop(STOP_LIMIT);
    }
    return check();
  }

  // --- people ---

  private void signIn() throws Exception {
    DemoPeople people = new DemoPeople(http, URI.create("http://127.0.0.1:" + port));
    URI socket = URI.create("ws://127.0.0.1:" + port + "/ws");
    for (String login : AGENTS) {
      participants.add(
          new AnsweringAgent(
              "agent-" + login, random, findings, client, timer, socket, cookie(people, login)));
    }
    for (int i = 0; i < options.conversations(); i++) {
      String id = "customer-" + i;
      String token = people.customer(id, PLANS.get(i % PLANS.size()));
      customers.add(
          new ChattingCustomer(id, random, findings, client, timer, socket, token));
    }
    participants.addAll(customers);
  }

  /// The demo adds its accounts when it serves already.
  private static String cookie(DemoPeople people, String login) throws Exception {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (true) {
      try {
        return people.staff(login);
      } catch (IOException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        Thread.sleep(100);
      }
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

  private void report(int cycle) {
    if (cycle % 10 == 0 || cycle == options.cycles()) {
      progress.accept(
          "%d of %d cycles, %d findings".formatted(cycle, options.cycles(), findings.count()));
    }
  }

  private void settle() throws InterruptedException {
    Thread.sleep(1_000);
    participants.forEach(Participant::wind);
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    int quiet = 0;
    while (quiet < 10) {
      quiet = participants.stream().allMatch(Participant::isSettled) ? quiet + 1 : 0;
      if (System.nanoTime() - deadline > 0) {
        participants.stream()
            .filter(participant -> !participant.isSettled())
            .forEach(one -> findings.add("%s still waits for answers", one.name));
        return;
      }
      Thread.sleep(50);
    }
  }

  // --- the check ---

  private Report check() throws Exception {
    JournalCheck check = new JournalCheck(findings);
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(options.data(), EmbeddedPostgres.Options.DEFAULT);
        Storage storage = Storage.open(postgres.database(), 1, READY_LIMIT);
        Journal journal = storage.journal(DESK)) {
      journal.replay(0, check::read);
    }
    participants.forEach(check::compare);
    customers.forEach(check::compareWhole);
    return new Report(
        options.cycles(),
        killed,
        killedWithPostgres,
        killedWhileStarting,
        stopped,
        check.entries(),
        check.messages(),
        check.conversations(),
        participants.stream().mapToLong(one -> one.acknowledged().size()).sum(),
        medianStartMs(),
        findings.count(),
        findings.kept());
  }

  private double medianStartMs() {
    List<Long> sorted = startNanos.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) / 1e6;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.close();
    http.close();
  }
}
