package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static switchboard.postgres.Entries.batch;
import static switchboard.postgres.Entries.posts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;
import switchboard.runtime.Journal;
import switchboard.runtime.JournalContract;

class PostgresJournalTest extends JournalContract {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final AtomicInteger DESKS = new AtomicInteger();

  @AutoClose private static Storage storage;

  private final List<Journal> opened = new ArrayList<>();
  private final int desk = newDesk();

  @BeforeAll
  static void openStorage() throws Exception {
    storage = Storage.open(DATABASE.database(), 3, Duration.ZERO);
  }

  private static int newDesk() {
    try {
      return storage.desk("desk-" + DESKS.incrementAndGet());
    } catch (StorageException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void closeJournals() {
    opened.forEach(Journal::close);
  }

  @Override
  protected Journal empty() throws Exception {
    return another();
  }

  @Override
  protected Journal sameStorage(Journal journal) throws Exception {
    return another();
  }

  private Journal another() throws Exception {
    Journal journal = storage.journal(desk);
    opened.add(journal);
    return journal;
  }

  @Test
  void leavesNoGap() throws Exception {
    Journal journal = another();
    assertThatThrownBy(() -> journal.append(batch(posts(2, 3))))
        .isInstanceOf(Journal.Fenced.class)
        .hasMessageContaining("has no entry 1");
    journal.append(batch(posts(1, 3)));

    assertThatThrownBy(() -> journal.append(batch(posts(5, 6))))
        .isInstanceOf(Journal.Fenced.class)
        .hasMessageContaining("has no entry 4");
    assertThat(Entries.replayed(journal)).isEqualTo(posts(1, 3));
  }

  @Test
  void leavesNothingOfARefusedBatchInTheTableOfConversations() throws Exception {
    Journal journal = another();
    journal.append(batch(posts(1, 3)));

    assertThatThrownBy(() -> journal.append(batch(List.of(Entries.launched(5, 8)))))
        .isInstanceOf(Journal.Fenced.class);
    assertThatThrownBy(() -> journal.append(batch(List.of(Entries.launched(3, 8)))))
        .isInstanceOf(Journal.Fenced.class);

    assertThat(query("select count(*) from conversation where desk = " + desk)).isEqualTo("0");
  }

  @Test
  void namesAConversationWhosePositionsAreTakenAsAFault() throws Exception {
    Journal journal = another();
    journal.append(batch(posts(1, 3)));
    Entry again = posts(3, 3).getFirst();
    Entry wrong =
        new Entry(
            4, again.atMs(), again.by(), null, again.conversation(), again.position(),
            again.event());

    assertThatThrownBy(() -> journal.append(batch(List.of(wrong))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("journal_conversation");
  }

  @Test
  void replaysMoreThanItHoldsInMemory() throws Exception {
    Journal journal = another();
    journal.append(batch(posts(1, 2_000)));
    journal.append(batch(posts(2_001, 5_000)));

    assertThat(Entries.replayed(journal)).isEqualTo(posts(1, 5_000));
  }

  @Test
  void storesTextThatPostgresCannotHold() throws Exception {
    Journal journal = another();
    Actor odd = new Actor(Actor.Kind.CUSTOMER, "c\0", "half \uD83D");
    journal.append(
        batch(List.of(new Entry(1, 5, odd, "r\0", 7, 1, new Event.Posted("a\0b", false)))));

    assertThat(Entries.replayed(journal))
        .containsExactly(
            new Entry(
                1,
                5,
                new Actor(Actor.Kind.CUSTOMER, "c\uFFFD", "half \uFFFD"),
                "r\uFFFD",
                7,
                1,
                new Event.Posted("a\uFFFDb", false)));
  }

  @Test
  void keepsWhatAConversationIsFoundBy() throws Exception {
    Journal journal = another();
    journal.append(
        batch(
            List.of(
                Entries.launched(1, 7),
                Entries.of(2, 7, 2, new Event.Assigned(1, "a-1", "Dana")),
                Entries.launched(3, 8))));
    assertThat(row(7)).isEqualTo("c-7 o-1 s-1 Basic Site is down 1001 a-1 null null null null null");
    assertThat(row(8)).isEqualTo("c-8 o-1 s-1 Basic Site is down 1003 null null null null null null");

    journal.append(
        batch(
            List.of(
                Entries.of(4, 7, 3, new Event.TicketOpened(31, "Broken")),
                Entries.of(5, 8, 2, new Event.Closed(Outcome.ABANDONED, 9)))));
    journal.append(
        batch(
            List.of(
                Entries.of(6, 7, 4, new Event.TicketAssigned("a-2", "Eli")),
                Entries.of(7, 7, 5, new Event.TicketResolved(9)),
                Entries.of(8, 7, 6, new Event.Closed(Outcome.TICKETED, 9)))));
    assertThat(row(7))
        .isEqualTo("c-7 o-1 s-1 Basic Site is down 1001 a-1 TICKETED 31 Broken a-2 1007");
    assertThat(row(8))
        .isEqualTo("c-8 o-1 s-1 Basic Site is down 1003 null ABANDONED null null null null");
  }

  private String row(long conversation) throws SQLException {
    return query(
        """
        select concat_ws(' ', customer, organization, site, tier, topic, launched_at_ms,
          coalesce(agent, 'null'), coalesce(outcome, 'null'), coalesce(ticket::text, 'null'),
          coalesce(subject, 'null'), coalesce(ticket_agent, 'null'),
          coalesce(ticket_resolved_at_ms::text, 'null'))
        from conversation where desk = %d and number = %d
        """
            .formatted(desk, conversation));
  }

  @Test
  void canBeReadByPeople() throws Exception {
    another().append(batch(posts(1, 1)));

    assertThat(
            query(
                "select event ->> 'text' || ', ' || actor_name || ', ' || at from journal_readable where desk = "
                    + desk))
        .isEqualTo("message 1, Zoë 🙂, 1970-01-01 00:00:01.001+00");
  }

  @Test
  void keepsTheTwoNewestSnapshotsAndTheLastOneOfEachOfTheLast35Days() throws Exception {
    Journal journal = another();
    long[] dayOfEntry = {0, 0, 5, 5, 5, 6, 30, 36, 36, 36};
    for (int i = 0; i < dayOfEntry.length; i++) {
      Entry entry = posts(i + 1, i + 1).getFirst();
      journal.append(batch(List.of(at(entry, Duration.ofDays(dayOfEntry[i])))));
      journal.saveSnapshot(new Journal.Snapshot(i + 1, 1, new byte[] {1}));
    }

    assertThat(
            query(
                "select string_agg(sequence::text, ' ' order by sequence) from snapshot where desk = "
                    + desk))
        .isEqualTo("5 6 7 9 10");
  }

  private static Entry at(Entry entry, Duration sinceTheFirst) {
    return new Entry(
        entry.sequence(),
        sinceTheFirst.toMillis() + entry.sequence(),
        entry.by(),
        entry.request(),
        entry.conversation(),
        entry.position(),
        entry.event());
  }

  @Test
  void hasAnotherEpochOnceItsDeskWasGivenOne() throws Exception {
    Journal journal = another();
    String before = journal.epoch();
    assertThat(another().epoch()).isEqualTo(before);

    execute("update desk set epoch = gen_random_uuid() where id = " + desk);

    assertThat(journal.epoch()).isNotEqualTo(before);
  }

  @Test
  void isUnavailableWhilePostgresRefusesToWrite() throws Exception {
    Journal journal = another();
    Journal.Batch batch = batch(posts(1, 3));
    String name = query("select current_database()");
    execute("alter database %s set default_transaction_read_only = on".formatted(name));
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'switchboard journal %d'"
            .formatted(desk));
    try {
      assertThatThrownBy(() -> journal.append(batch)).isInstanceOf(Journal.Unavailable.class);
      assertThatThrownBy(() -> journal.append(batch))
          .isInstanceOf(Journal.Unavailable.class)
          .hasMessageContaining("read-only");
    } finally {
      execute("begin read write; alter database %s reset all; commit".formatted(name));
    }
    journal.append(batch);

    assertThat(Entries.replayed(journal)).isEqualTo(batch.entries());
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(DATABASE.database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(DATABASE.database());
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone = 'UTC'");
      try (ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
