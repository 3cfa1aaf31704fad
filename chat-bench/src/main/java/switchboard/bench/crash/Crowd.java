package switchboard.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import switchboard.bench.DemoPeople;
import switchboard.client.WebSocketClient;
import switchboard.runtime.Journal;

/// Customers and agents of the demo who chat through real sockets, whatever happens to the servers, and keep book of all that they are told.
final class Crowd implements AutoCloseable {
  private static final List<String> PLANS = List.of("Basic", "Business", "Elite");
  private static final List<String> AGENTS = List.of("ana", "ben", "chi", "sam", "ada");
  private static final Duration SIGN_IN_LIMIT = Duration.ofSeconds(60);
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);

  final Findings findings = new Findings();
  private final WebSocketClient client = new WebSocketClient(1);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("crash-timer").factory());
  private final List<Participant> participants = new ArrayList<>();
  private final List<ChattingCustomer> customers = new ArrayList<>();

  /// Signs everybody in, over the first of the servers.
  ///
  /// @param ports of the servers; each connection goes to any of them
  Crowd(HttpClient http, List<Integer> ports, int conversations, Random random) throws Exception {
    DemoPeople people =
        new DemoPeople(http, URI.create("http://127.0.0.1:" + ports.getFirst()));
    List<URI> sockets =
        ports.stream().map(port -> URI.create("ws://127.0.0.1:" + port + "/ws")).toList();
    for (String login : AGENTS) {
      participants.add(
          new AnsweringAgent(
              "agent-" + login, random, findings, client, timer, sockets, cookie(people, login)));
    }
    for (int i = 0; i < conversations; i++) {
      String id = "customer-" + i;
      String token = people.customer(id, PLANS.get(i % PLANS.size()));
      customers.add(new ChattingCustomer(id, random, findings, client, timer, sockets, token));
    }
    participants.addAll(customers);
  }

  /// The demo adds its accounts when it serves already.
  private static String cookie(DemoPeople people, String login) throws Exception {
    long deadline = System.nanoTime() + SIGN_IN_LIMIT.toNanos();
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

  void connect() {
    participants.forEach(Participant::connect);
  }

  /// Requests answered `done`, so far.
  long acknowledged() {
    return participants.stream().mapToLong(Participant::acknowledgedCount).sum();
  }

  /// Connections that they lost, so far.
  long connectionsLost() {
    return participants.stream().mapToLong(Participant::losses).sum();
  }

  /// Waits until everybody is connected and nobody's request is being refused.
  void awaitAllAreServed() throws InterruptedException {
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    while (!participants.stream().allMatch(Participant::isServed)) {
      if (System.nanoTime() - deadline > 0) {
        findings.add("not everybody is served after %s", SETTLE_LIMIT);
        return;
      }
      Thread.sleep(10);
    }
  }

  /// Has everything that was begun brought to its end.
  void settle() throws InterruptedException {
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

  void stop() {
    participants.forEach(Participant::stop);
  }

  /// Compares what everybody was told with what is stored. To be called when all have stopped.
  JournalCheck check(Journal journal) throws Journal.Unavailable {
    JournalCheck check = new JournalCheck(findings);
    journal.replay(0, check::read);
    participants.forEach(check::compare);
    customers.forEach(check::compareWhole);
    return check;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.close();
  }
}
