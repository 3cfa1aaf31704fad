package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static switchboard.postgres.Entries.batch;
import static switchboard.postgres.Entries.posts;
import static switchboard.postgres.Entries.replayed;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.LossyLink;
import switchboard.runtime.Journal;

/// What the journal does while PostgreSQL is away, and when it comes back.
class JournalOutageTest {
  @AutoClose private static TestPostgres postgres;

  private Database database;
  private Storage storage;
  private Journal journal;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @BeforeEach
  void openJournal() throws Exception {
    database = postgres.freshDatabase();
    storage = Storage.open(database, 2, Duration.ZERO);
    journal = storage.journal(storage.desk("main"));
  }

  @AfterEach
  void closeJournal() throws Exception {
    journal.close();
    storage.close();
    postgres.drop(database);
  }

  @Test
  void storesWhatItCouldNotStoreWhilePostgresWasStopped() throws Exception {
    journal.append(batch(posts(1, 3)));
    Journal.Batch waiting = batch(posts(4, 6));
    postgres.stop();

    assertThatThrownBy(() -> journal.append(waiting)).isInstanceOf(Journal.Unavailable.class);
    assertThatThrownBy(() -> journal.append(waiting)).isInstanceOf(Journal.Unavailable.class);
    assertThatThrownBy(() -> journal.epoch()).isInstanceOf(Journal.Unavailable.class);
    postgres.startAgain();
    journal.append(waiting);

    assertThat(replayed(journal)).isEqualTo(posts(1, 6));
  }

  @Test
  void hasWhateverItAcknowledgedAfterPostgresWasKilled() throws Exception {
    int acknowledged = 0;
    boolean killed = false;
    while (acknowledged < 40) {
      Journal.Batch next = batch(posts(10L * acknowledged + 1, 10L * acknowledged + 10));
      if (acknowledged == 20 && !killed) {
        postgres.kill();
        killed = true;
      }
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(Journal.Unavailable.class)
          .until(
              () -> {
                journal.append(next);
                return true;
              });
      acknowledged++;
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(Journal.Unavailable.class)
        .untilAsserted(() -> assertThat(replayed(journal)).isEqualTo(posts(1, 400)));
  }

  @Test
  void storesABatchOnceWhoseAnswerWasLost() throws Exception {
    try (LossyLink link = new LossyLink(portOf(database));
        Journal remote = new PostgresJournal(through(link), storage.pool(), 1)) {
      remote.append(batch(posts(1, 3)));
      Journal.Batch doubtful = batch(posts(4, 6));
      link.loseTheNextAnswer();

      assertThatThrownBy(() -> remote.append(doubtful)).isInstanceOf(Journal.Unavailable.class);
      assertThat(link.hasLostIt()).isTrue();
      // The answer was on its way, so the batch is stored: this is the doubt.
      assertThat(replayed(journal)).isEqualTo(posts(1, 6));
      remote.append(doubtful);
      remote.append(batch(posts(7, 7)));

      assertThat(replayed(journal)).isEqualTo(posts(1, 7));
    }
  }

  @Test
  void isFencedWhenAnotherWroteWhileItsAnswerWasLost() throws Exception {
    try (LossyLink link = new LossyLink(portOf(database));
        Journal remote = new PostgresJournal(through(link), storage.pool(), 1)) {
      remote.append(batch(posts(1, 3)));
      journal.append(batch(posts(4, 4)));
      link.loseTheNextAnswer();
      Journal.Batch late = batch(posts(4, 6));

      assertThatThrownBy(() -> remote.append(late)).isInstanceOf(Journal.Unavailable.class);
      assertThatThrownBy(() -> remote.append(late))
          .isInstanceOf(Journal.Fenced.class)
          .hasMessageContaining("entry 4 of desk 1 belongs to batch");
      assertThat(replayed(journal)).isEqualTo(posts(1, 4));
    }
  }

  @Test
  void noticesInSecondsThatPostgresHangs() throws Exception {
    journal.append(batch(posts(1, 3)));
    Journal.Batch waiting = batch(posts(4, 6));
    postgres.freeze();
    try {
      long began = System.nanoTime();
      assertThatThrownBy(() -> journal.append(waiting)).isInstanceOf(Journal.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    } finally {
      postgres.thaw();
    }
    journal.append(waiting);

    assertThat(replayed(journal)).isEqualTo(posts(1, 6));
  }

  @Test
  void letsGoOfAnAppendWhenItIsClosed() throws Exception {
    journal.append(batch(posts(1, 3)));
    postgres.freeze();
    try {
      CompletableFuture<Void> appending = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  journal.append(batch(posts(4, 6)));
                  appending.complete(null);
                } catch (Journal.Fenced | Journal.Unavailable | RuntimeException e) {
                  appending.completeExceptionally(e);
                }
              });
      await().during(Duration.ofMillis(100)).until(() -> !appending.isDone());
      journal.close();

      await().atMost(Duration.ofSeconds(2)).until(appending::isCompletedExceptionally);
      assertThatThrownBy(() -> journal.append(batch(posts(4, 6))))
          .isInstanceOf(Journal.Unavailable.class)
          .hasMessageContaining("closed");
    } finally {
      postgres.thaw();
    }
  }

  private static int portOf(Database database) {
    return URI.create(database.url().substring("jdbc:".length())).getPort();
  }

  private Database through(LossyLink link) {
    return new Database(
        database.url().replaceFirst(":\\d+/", ":" + link.port() + "/"),
        database.user(),
        database.password());
  }
}
