package switchboard.bench.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import switchboard.bench.Cluster;
import switchboard.bench.DemoPeople;
import switchboard.client.WebSocketClient;
import switchboard.postgres.Storage;
import switchboard.runtime.Journal;

/// Thousands of customers who wait at one of three servers lose it at once and come back to the others, where people chat all along. Then an
/// independent check compares all that anybody was told with all that is stored.
public final class HerdBench implements AutoCloseable {
  private static final int DESK = 1;

  /// Those whom all of the demo's agents together can hold.
  private static final List<String> AGENTS = List.of("ana", "ben", "chi", "sam", "ada");

  private static final int TALKING = 13;
  private static final int MESSAGES_PER_SECOND = 100;
  private static final int AT_ONCE = 100;
  private static final int PER_ADDRESS = 250;
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration STORM_MIN = Duration.ofSeconds(5);

  /// How the node goes.
  public enum Way {
    /// SIGKILL.
    KILL,
    /// SIGTERM: it tells its clients to go, over two seconds.
    STOP
  }

  /// @param clients at the node that goes
  /// @param leader whether it is the node that leads the desk
  /// @param before how long messages are timed before it goes
  /// @param javaOptions of the servers
  public record Options(
      int clients,
      Way way,
      boolean leader,
      Duration before,
      List<String> javaOptions,
      long seed,
      Path data) {}

  /// @param backMs from the end until so many of a hundred clients were welcomed elsewhere
  /// @param resumed clients that were shown only what they had missed
  /// @param attempts to connect, of all clients together
  /// @param refusals of these, told to come back later
  /// @param before messages between others until the end
  /// @param storm messages between others until all were back, or for five seconds
  /// @param findings what was wrong, the first ones in words
  public record Report(
      int clients,
      Way way,
      boolean leader,
      BackMs backMs,
      int resumed,
      int attempts,
      int refusals,
      Punctuality.Times before,
      Punctuality.Times storm,
      long acknowledged,
      int findingCount,
      List<String> findings) {}

  public record BackMs(double p50, double p90, double p99, double all) {}

  private final Options options;
  private final Consumer<String> progress;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocketClient client = new WebSocketClient(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("herd-timer").factory());
  private final Cluster cluster;
  private final Findings findings = new Findings();
  private final Punctuality punctuality = new Punctuality();
  private final List<Participant> participants = new ArrayList<>();
  private final List<ReturningCustomer> herd = new ArrayList<>();

  private HerdBench(Options options, Consumer<String> progress) throws Exception {
    this.options = options;
    this.progress = progress;
    random = new Random(options.seed());
    cluster = Cluster.start(http, options.data(), options.javaOptions());
  }

  /// @param progress is told how it goes, a line at a time
  public static Report run(Options options, Consumer<String> progress) throws Exception {
    try (HerdBench bench = new HerdBench(options, progress)) {
      return bench.run();
    }
  }

  private Report run() throws Exception {
    int leader = cluster.leader();
    int going = options.leader() ? leader : (leader + 1) % Cluster.NODES;
    List<URI> staying = new ArrayList<>();
    for (int node = 0; node < Cluster.NODES; node++) {
      if (node != going) {
        staying.add(socket(node));
      }
    }
    DemoPeople people =
        new DemoPeople(
            http, URI.create("http://127.0.0.1:" + cluster.ports().get(leader)));
    List<TalkingCustomer> talking = pairs(people, staying);
    gather(people, socket(going), staying);
    talking.forEach(TalkingCustomer::begin);
    progress.accept("all are there");
    Thread.sleep(options.before());
    punctuality.take();
    Thread.sleep(options.before());
    Punctuality.Times before = punctuality.take();
    long began = end(going);
    await("all clients to be back", () -> herd.stream().allMatch(ReturningCustomer::isBack));
    long storm = System.nanoTime() - began;
    Thread.sleep(Duration.ofNanos(Math.max(0, STORM_MIN.toNanos() - storm)));
    Punctuality.Times during = punctuality.take();
    participants.forEach(Participant::wind);
    await("all to be settled", () -> participants.stream().allMatch(Participant::isSettled));
    await("all messages to arrive", () -> punctuality.open() == 0);
    participants.forEach(Participant::stop);
    check();
    return report(began, before, during);
  }

  private URI socket(int node) {
    return URI.create("ws://127.0.0.1:" + cluster.ports().get(node) + "/ws");
  }

  // --- who is there ---

  private List<TalkingCustomer> pairs(DemoPeople people, List<URI> staying) throws Exception {
    for (String login : AGENTS) {
      add(
          new ListeningAgent(
              "agent-" + login, random, findings, client, timer, staying, people.staff(login),
              punctuality));
    }
    List<TalkingCustomer> talking = new ArrayList<>();
    for (int i = 0; i < TALKING; i++) {
      TalkingCustomer customer =
          new TalkingCustomer(
              "talking-" + i, random, findings, client, timer, staying,
              people.customer("talking-" + i, "Elite"), punctuality,
              TimeUnit.SECONDS.toNanos(1) * TALKING / MESSAGES_PER_SECOND);
      talking.add(customer);
      add(customer);
    }
    await("all who talk to be held", () -> talking.stream().allMatch(TalkingCustomer::isHeld));
    return talking;
  }

  private void add(Participant participant) {
    participants.add(participant);
    participant.connect();
  }

  /// So many at a time: nothing is measured yet.
  private void gather(DemoPeople people, URI home, List<URI> staying) throws Exception {
    progress.accept("signing in " + options.clients() + " clients");
    for (int i = 0; i < options.clients(); i++) {
      ReturningCustomer customer =
          new ReturningCustomer(
              "waiting-" + i, random, findings, client, timer, home, staying,
              address(i), people.customer("waiting-" + i, "Basic"));
      herd.add(customer);
      add(customer);
      ReturningCustomer earlier = herd.get(Math.max(0, i - AT_ONCE));
      await("a client to have a chat", () -> earlier == customer || earlier.hasChat());
    }
    await("all clients to have a chat", () -> herd.stream().allMatch(ReturningCustomer::hasChat));
  }

  /// 127.0.1.1 and on.
  private static InetAddress address(int number) throws IOException {
    int host = number / PER_ADDRESS;
    return InetAddress.getByAddress(
        new byte[] {127, 0, (byte) (1 + host / 250), (byte) (1 + host % 250)});
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("waited " + LIMIT + " for " + what);
      }
      Thread.sleep(10);
    }
  }

  // --- the end and what comes of it ---

  /// @return when it began to end, by the nano clock
  private long end(int going) throws Exception {
    herd.forEach(ReturningCustomer::setAway);
    long began = System.nanoTime();
    switch (options.way()) {
      case KILL -> cluster.server(going).kill();
      case STOP -> cluster.stop(going);
    }
    return began;
  }

  private void check() throws Exception {
    cluster.stopServers();
    try (Storage storage = Storage.open(cluster.database(), 1, LIMIT);
        Journal journal = storage.journal(DESK)) {
      JournalCheck check = new JournalCheck(findings);
      journal.replay(0, check::read);
      participants.forEach(check::compare);
    }
  }

  private Report report(long began, Punctuality.Times before, Punctuality.Times storm) {
    double[] backMs =
        herd.stream().mapToDouble(one -> (one.backNanos() - began) / 1e6).sorted().toArray();
    return new Report(
        herd.size(),
        options.way(),
        options.leader(),
        new BackMs(of(backMs, 50), of(backMs, 90), of(backMs, 99), of(backMs, 100)),
        (int) herd.stream().filter(ReturningCustomer::hasResumed).count(),
        sum(ReturningCustomer::attempts),
        sum(ReturningCustomer::refusals),
        before,
        storm,
        participants.stream().mapToLong(Participant::acknowledgedCount).sum(),
        findings.count(),
        findings.kept());
  }

  private int sum(ToIntFunction<ReturningCustomer> count) {
    return herd.stream().mapToInt(count).sum();
  }

  private static double of(double[] sorted, int percent) {
    return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
  }

  @Override
  public void close() throws InterruptedException {
    timer.shutdownNow();
    client.close();
    cluster.close();
    http.close();
  }
}
