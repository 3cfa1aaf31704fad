package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import switchboard.runtime.EventCodec;
import switchboard.runtime.NewerJournal;

class StorageTest {
  @AutoClose private static TestPostgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @Test
  void waitsForADatabaseThatIsNotThereYet() throws Exception {
    Database database = postgres.freshDatabase();
    postgres.stop();
    CompletableFuture<Storage> opening =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Storage.open(database, 1, Duration.ofSeconds(30));
              } catch (StorageException e) {
                throw new IllegalStateException(e);
              }
            });
    postgres.startAgain();

    try (Storage storage = opening.get();
        Connection connection = storage.pool().getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void refusesADatabaseThatANewerVersionMigrated() throws Exception {
    Database database = postgres.freshDatabase();
    execute(
        database,
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (99, '99', 'what is to come', 'SQL', 'V99__what_is_to_come.sql', 'test', 1, true)
        """);

    assertThatThrownBy(() -> Storage.open(database, 1, Duration.ofSeconds(5)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the database of %s was migrated by a newer version of Switchboard (migration 99, what is to come): start that version here, too"
                .formatted(database));
  }

  @Test
  void aDeskIsCreatedOnceWhoeverAsksFirst() throws Exception {
    try (Storage storage = Storage.open(postgres.freshDatabase(), 8, Duration.ofSeconds(5))) {
      List<CompletableFuture<String>> asked =
          IntStream.range(0, 40)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> desk(storage, "desk-" + i % 4)))
              .toList();
      assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(4);
      assertThat(IntStream.range(0, 4).map(i -> number(storage, "desk-" + i)))
          .containsExactlyInAnyOrder(1, 2, 3, 4);
    }
  }

  private static String desk(Storage storage, String name) {
    return name + " is " + number(storage, name);
  }

  private static int number(Storage storage, String name) {
    try {
      return storage.desk(name);
    } catch (StorageException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTheVersionBeforeWritesIsOfTheFirstDesk() throws Exception {
    Database database = postgres.freshDatabase();
    try (Storage storage = Storage.open(database, 2, Duration.ofSeconds(5))) {
      assertThat(storage.desk("main")).isEqualTo(1);
      storage.desk("acme");
      execute(database, "insert into desk (id) values (1) on conflict do nothing");
      execute(
          database,
          "insert into account (login, name, role, capacity, skills, password_hash)"
              + " values ('dana', 'Dana', 'agent', 3, '{}', 'x')");
      execute(
          database,
          "insert into canned_reply (shortcut, title, text) values ('hi', 'Hi', 'Hello')");
      assertThat(new PostgresAccounts(storage.pool(), 1).byLogin("dana")).isPresent();
      assertThat(new PostgresAccounts(storage.pool(), 2).byLogin("dana")).isEmpty();
      assertThat(new PostgresCannedReplies(storage.pool(), 1).list()).hasSize(1);
      assertThat(new PostgresCannedReplies(storage.pool(), 2).list()).isEmpty();
    }
  }

  @Test
  void refusesAJournalOfANewerFormat() throws Exception {
    Database database = postgres.freshDatabase();
    try (Storage storage = Storage.open(database, 1, Duration.ofSeconds(5))) {
      storage.journal(storage.desk("main")).close();
      execute(database, "update desk set format = " + (EventCodec.FORMAT + 1));

      assertThatThrownBy(() -> storage.journal(1))
          .isInstanceOf(NewerJournal.class)
          .hasMessage(
              "the journal of desk 1 is of format %d, and this program reads up to format %d: start the newer version of Switchboard here, too",
              EventCodec.FORMAT + 1, EventCodec.FORMAT);
    }
  }

  private static void execute(Database database, String sql) throws Exception {
    try (Connection connection = database.connect("test", 2, 5);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void doesNotWaitLongerThanItShould() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    Database missing = new Database("jdbc:postgresql://127.0.0.1:" + free + "/x", "me", "secret");

    assertThatThrownBy(() -> Storage.open(missing, 1, Duration.ofMillis(300)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot use the database of me at " + missing.url())
        .hasMessageNotContaining("secret");
  }

  @Test
  void doesNotWaitForWhatWaitingCannotCure() throws Exception {
    Database right = postgres.freshDatabase();
    Database wrong = new Database(right.url(), right.user(), "guess");

    long began = System.nanoTime();
    assertThatThrownBy(() -> Storage.open(wrong, 1, Duration.ofMinutes(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }
}
