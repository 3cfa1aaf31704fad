package switchboard.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.desk.supervision.Audited;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.runtime.EventCodec;
import switchboard.runtime.Journal;

/// The audit log finds in the journal what the desk calls audited: each event that there is, by each kind of person.
class PostgresAuditLogTest {
  private static final Pattern GOLDEN =
      Pattern.compile("\\{\"type\":\"(\\w+)\",\"version\":(\\d+),\"event\":(.*)}");
  private static final Actor SAM = new Actor(Actor.Kind.SUPERVISOR, "sam", "Sam Rivera");
  private static final List<Actor> PEOPLE =
      List.of(
          SAM,
          new Actor(Actor.Kind.AGENT, "ana", "Ana Duarte"),
          new Actor(Actor.Kind.CUSTOMER, "ines", "Ines Okafor"),
          Actor.DESK);

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static Storage storage;
  private static int desk;
  private static List<Entry> written;

  @BeforeAll
  static void write() throws Exception {
    storage = Storage.open(DATABASE.database(), 3, Duration.ZERO);
    desk = storage.desk("main");
    written = entries();
    try (Journal journal = storage.journal(desk)) {
      journal.append(Entries.batch(written));
    }
  }

  @AfterAll
  static void close() {
    storage.close();
  }

  /// An event belongs to conversation 1 or 2, or to none.
  private static List<Entry> entries() throws Exception {
    List<Event> events = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/journal-golden.jsonl"))) {
      Matcher golden = GOLDEN.matcher(line);
      assertThat(golden.matches()).as(line).isTrue();
      events.add(
          EventCodec.read(
              golden.group(1),
              Integer.parseInt(golden.group(2)),
              golden.group(3).getBytes(UTF_8)));
    }
    events.add(new Event.Assigned(0, "ana", "Ana Duarte"));
    events.add(new Event.Assigned(0, "sam", "Sam Rivera"));
    events.add(new Event.Posted("a whisper", true));
    events.add(new Event.Posted("it says \"note\":true and \"offer\":0, see?", false));
    int[] positions = new int[3];
    List<Entry> entries = new ArrayList<>();
    for (Actor by : PEOPLE) {
      for (Event event : events) {
        long sequence = entries.size() + 1;
        int conversation = event instanceof Event.OfConversation ? 1 + (int) sequence % 2 : 0;
        entries.add(
            new Entry(
                sequence,
                1_000 * sequence,
                by,
                null,
                conversation,
                conversation == 0 ? 0 : ++positions[conversation],
                event));
      }
    }
    return entries;
  }

  private static List<Entry> audited(@Nullable String by, @Nullable Long conversation)
      throws Exception {
    return new PostgresAuditLog(storage.pool(), desk)
        .entries(0, Long.MAX_VALUE, Long.MAX_VALUE, by, conversation, 10_000);
  }

  private static List<Entry> newestFirst(List<Entry> entries) {
    return entries.reversed();
  }

  @Test
  void s30_itFindsWhatHasASentence() throws Exception {
    List<Entry> expected =
        written.stream()
            .filter(entry -> entry.by().isStaff() && Audited.sentence(entry) != null)
            .toList();
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(audited(null, null)).containsExactlyElementsOf(newestFirst(expected));
  }

  @Test
  void s30_itIsAskedForByWhoDidItToWhichChatAndWhen() throws Exception {
    assertThat(audited("sam", 2L))
        .isNotEmpty()
        .allMatch(entry -> entry.by().equals(SAM) && entry.conversation() == 2);
    List<Entry> all = audited(null, null);
    Entry third = all.get(2);
    PostgresAuditLog log = new PostgresAuditLog(storage.pool(), desk);
    assertThat(log.entries(0, third.atMs(), Long.MAX_VALUE, null, null, 2))
        .containsExactly(all.get(3), all.get(4));
    assertThat(log.entries(third.atMs(), Long.MAX_VALUE, all.getFirst().sequence(), null, null, 9))
        .containsExactly(all.get(1), third);
    assertThat(
            new PostgresAuditLog(storage.pool(), desk + 1)
                .entries(0, Long.MAX_VALUE, Long.MAX_VALUE, null, null, 9))
        .isEmpty();
  }

  /// With few rows PostgreSQL would read them all; told not to, it shows that the index fits the condition.
  @Test
  void s30_itReadsOnlyWhatIsAudited() throws Exception {
    try (Connection connection = storage.pool().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set enable_seqscan = off");
      try (ResultSet plan =
          statement.executeQuery(
              "explain select sequence from journal where desk = %d and %s"
                  .formatted(desk, PostgresAuditLog.AUDITED))) {
        StringBuilder text = new StringBuilder();
        while (plan.next()) {
          text.append(plan.getString(1)).append('\n');
        }
        assertThat(text.toString()).contains("journal_audit").doesNotContain("Filter: ((type");
      }
    }
  }
}
