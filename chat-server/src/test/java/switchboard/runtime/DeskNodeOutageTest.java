package switchboard.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.postgres.Database;
import switchboard.postgres.Storage;
import switchboard.postgres.TestPostgres;

/// A desk whose PostgreSQL goes away and comes back: typed refusals in time, and nothing lost or doubled.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeskNodeOutageTest {
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final Duration REFUSED_WITHIN = Duration.ofSeconds(5);
  private static final int WELL_WITHIN_S = 10;

  @AutoClose private static TestPostgres postgres;

  private Database database;
  private Storage storage;
  private Journal journal;
  private DeskNode desk;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @BeforeEach
  void startDesk() throws Exception {
    database = postgres.freshDatabase();
    storage = Storage.open(database, 2, Duration.ZERO);
    journal = storage.journal(storage.desk("main"));
    desk =
        DeskNode.start(
            "alone",
            new DeskNode.Ports(journal, storage.lease(1, "alone", true, () -> false), Bus.NONE),
            DeskRules.DEFAULT,
            LoopLimits.DEFAULT,
            System::currentTimeMillis,
            failure::set);
    await()
        .until(
            () -> ask("launch", DeskNodeTest.launch(CORA)).join(),
            reply -> reply.equals(new Reply.Done(1, 1)));
  }

  @AfterEach
  void stopDesk() throws Exception {
    desk.close();
    journal.close();
    storage.close();
    postgres.drop(database);
  }

  @Test
  void postgresStoppedForAWhile() throws Exception {
    postgres.stop();
    whatIsAskedNowIsRefusedInTime();
    postgres.startAgain();
    everythingGoesOnAndNothingIsLostOrDoubled();
  }

  @Test
  void postgresKilled() throws Exception {
    postgres.kill();
    List<CompletableFuture<Reply>> replies = posts();
    replies.forEach(CompletableFuture::join);
    everythingGoesOnAndNothingIsLostOrDoubled();
  }

  @Test
  void postgresHanging() throws Exception {
    postgres.freeze();
    try {
      whatIsAskedNowIsRefusedInTime();
    } finally {
      postgres.thaw();
    }
    everythingGoesOnAndNothingIsLostOrDoubled();
  }

  private void whatIsAskedNowIsRefusedInTime() {
    long began = System.nanoTime();
    assertThat(posts())
        .allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(Reply.Unavailable.class));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(REFUSED_WITHIN);
    assertThat(desk.ready()).isFalse();
    assertThat(posts())
        .allSatisfy(
            reply -> assertThat(reply).isCompletedWithValue(new Reply.Unavailable(1_000)));
  }

  /// The pool for reading may still hold a connection from before the outage.
  private List<Entry> stored() {
    return await()
        .atMost(WELL_WITHIN_S, SECONDS)
        .ignoreExceptionsInstanceOf(Journal.Unavailable.class)
        .until(
            () -> {
              List<Entry> stored = new ArrayList<>();
              journal.replay(0, stored::add);
              return stored;
            },
            stored -> true);
  }

  private void everythingGoesOnAndNothingIsLostOrDoubled() throws Exception {
    List<Reply.Done> expected =
        IntStream.rangeClosed(1, 50).mapToObj(i -> new Reply.Done(1, i + 2)).toList();
    await()
        .atMost(WELL_WITHIN_S, SECONDS)
        .until(() -> posts().stream().map(CompletableFuture::join).toList(), expected::equals);
    assertThat(desk.ready()).isTrue();
    List<Entry> stored = stored();
    assertThat(stored.stream().map(Entry::position))
        .isEqualTo(IntStream.rangeClosed(1, 52).boxed().toList());
    assertThat(stored.subList(2, 52).stream().map(Entry::event))
        .isEqualTo(
            IntStream.rangeClosed(1, 50)
                .mapToObj(i -> new Event.Posted("message " + i, false))
                .toList());
    assertThat(failure).hasNullValue();
  }

  /// Asks for fifty messages, always the same ones.
  private List<CompletableFuture<Reply>> posts() {
    return IntStream.rangeClosed(1, 50)
        .mapToObj(i -> ask("post-" + i, new Command.Post(1, "message " + i, false)))
        .toList();
  }

  private CompletableFuture<Reply> ask(String request, Command command) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    desk.submit(CORA, request, command, reply::complete);
    return reply;
  }
}
