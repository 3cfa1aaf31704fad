package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.desk.RandomJournal;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.ChatRow;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportFold;
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal;
import switchboard.runtime.Projection.Progress;

/// docs/spec/reports.md, P1 to P13: rows kept up with the journal, and what is counted in them.
class PostgresReportsTest {
  private static final int SEED = 11;
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private PGSimpleDataSource source;

  @BeforeEach
  void connect() {
    source = Tables.source(database);
  }

  // --- keeping up ---

  /// A journal of many scenarios, one after the other in time.
  private static List<Entry> journal(int scenarios) {
    List<Entry> all = new ArrayList<>();
    long conversations = 0;
    for (int i = 0; i < scenarios; i++) {
      List<Entry> next = RandomJournal.of(SEED + i, 150);
      long shiftMs =
          all.isEmpty() ? 0 : all.getLast().atMs() + 60_000 - next.getFirst().atMs();
      long most = conversations;
      for (Entry entry : next) {
        long conversation = entry.conversation() == 0 ? 0 : entry.conversation() + most;
        conversations = Math.max(conversations, conversation);
        all.add(
            new Entry(
                all.size() + 1,
                entry.atMs() + shiftMs,
                entry.by(),
                entry.request() == null ? null : i + " " + entry.request(),
                conversation,
                entry.position(),
                entry.event()));
      }
    }
    return all;
  }

  private void store(int desk, List<Entry> entries) throws Exception {
    try (Journal journal = new PostgresJournal(database.database(), source, desk)) {
      for (int from = 0; from < entries.size(); from += 500) {
        journal.append(
            new Journal.Batch(
                UUID.randomUUID(), entries.subList(from, Math.min(entries.size(), from + 500))));
      }
    }
  }

  private static void finish(ReportProjection projection) throws Exception {
    while (projection.advance().isBehind()) {
      // goes on
    }
  }

  /// All rows of all tables, as text.
  private Map<String, List<String>> rows(int desk) throws Exception {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          Stream.concat(ReportTables.NAMES.stream(), Stream.of("report_progress")).toList()) {
        List<String> texts = new ArrayList<>();
        try (ResultSet row =
            statement.executeQuery(
                "select t::text from %s as t where desk = %d order by 1".formatted(table, desk))) {
          while (row.next()) {
            texts.add(row.getString(1));
          }
        }
        rows.put(table, texts);
      }
    }
    return rows;
  }

  @Test
  void p13_rowsThrownAwayAreMadeAnewTheSame() throws Exception {
    store(1, journal(6));
    finish(new ReportProjection(source, 1, 7));
    Map<String, List<String>> before = rows(1);
    assertThat(before.get("report_chat")).hasSizeGreaterThan(60);
    assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());

    Tables.execute(source, "delete from report_progress");
    Tables.execute(source, "update report_chat set handled_ms = 1");
    // In portions of 30 rows.
    finish(new ReportProjection(source, 1, 3));
    assertThat(rows(1)).isEqualTo(before);

    for (String table : ReportTables.NAMES) {
      Tables.execute(source, "truncate " + table);
    }
    Tables.execute(source, "truncate report_progress");
    finish(new ReportProjection(source, 1));
    assertThat(rows(1)).isEqualTo(before);
  }

  @Test
  void p13_rowsOfAnOlderVersionAreMadeAnewAndThoseOfANewerOneLeftAlone() throws Exception {
    store(1, journal(1));
    ReportProjection projection = new ReportProjection(source, 1);
    finish(projection);
    Map<String, List<String>> before = rows(1);
    Tables.execute(source, "update report_progress set version = 0");
    Tables.execute(source, "update report_chat set transfers = 99");
    finish(projection);
    assertThat(rows(1)).isEqualTo(before);

    Tables.execute(source, "update report_progress set version = 1000, sequence = 3");
    Map<String, List<String>> newer = rows(1);
    assertThat(projection.advance().isBehind()).isFalse();
    assertThat(rows(1)).isEqualTo(newer);
  }

  @Test
  void p13_whenTheRowsArePastTheJournalTheyAreMadeAnew() throws Exception {
    List<Entry> journal = journal(1);
    store(1, journal);
    finish(new ReportProjection(source, 1));
    Tables.execute(source, "delete from journal where sequence > 100");
    ReportProjection projection = new ReportProjection(source, 1);
    finish(projection);
    Map<String, List<String>> shorter = rows(1);
    Tables.execute(source, "delete from report_progress");
    finish(projection);
    assertThat(rows(1)).isEqualTo(shorter);
  }

  @Test
  void p13_eachEntryIsTakenUpOnceWhoeverTries() throws Exception {
    store(1, journal(3));
    finish(new ReportProjection(source, 1));
    Map<String, List<String>> alone = rows(1);
    Tables.execute(source, "delete from report_progress");
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            nodes.submit(
                (Callable<?>)
                    () -> {
                      finish(new ReportProjection(source, 1, 13));
                      return null;
                    }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(rows(1)).isEqualTo(alone);
  }

  /// A node that no longer leads may be taking entries up when the next one begins.
  @Test
  void p13_whoWaitedForAnotherNodeGoesOnWhereThatEnded() throws Exception {
    List<Entry> journal = journal(1);
    store(1, journal.subList(0, 100));
    finish(new ReportProjection(source, 1));
    Tables.execute(source, "update report_chat set tier = 'kept'");
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from report_progress for update");
      Future<Progress> waits = nodes.submit(() -> new ReportProjection(source, 1).advance());
      await().until(this::somebodyWaitsForALock);
      store(1, journal.subList(100, 120));
      statement.execute("update report_progress set sequence = 120");
      other.commit();
      assertThat(waits.get()).isEqualTo(new Progress(120, 120));
    }
    assertThat(rows(1).get("report_chat")).isNotEmpty().allMatch(row -> row.contains("kept"));
  }

  private boolean somebodyWaitsForALock() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")) {
      return row.next();
    }
  }

  @Test
  void p13_desksAreApart() throws Exception {
    Tables.execute(source, "insert into desk (id, name) values (2, 'other')");
    List<Entry> journal = journal(2);
    store(1, journal);
    store(2, journal.subList(0, 200));
    finish(new ReportProjection(source, 1));
    Map<String, List<String>> first = rows(1);
    finish(new ReportProjection(source, 2));
    assertThat(rows(2).get("report_chat").size()).isLessThan(first.get("report_chat").size());
    assertThat(rows(1)).isEqualTo(first);
    Tables.execute(source, "delete from report_progress where desk = 2");
    finish(new ReportProjection(source, 2));
    assertThat(rows(1)).isEqualTo(first);
  }

  @Test
  void p12_reportsSayUpToWhenTheyAre() throws Exception {
    List<Entry> journal = journal(1);
    store(1, journal);
    Period period =
        new Period(journal.getFirst().atMs(), journal.getLast().atMs() + 1, ZoneId.of("UTC"));
    long nowMs = journal.getLast().atMs() + 5_000;
    Report none = report(new ReportQuery(period, Grouping.NOTHING, null, null, null), nowMs);
    assertThat(none.behind()).isEqualTo(journal.size());
    assertThat(none.upToMs()).isZero();

    ReportProjection projection = new ReportProjection(source, 1, 50);
    assertThat(projection.advance()).isEqualTo(new Progress(50, journal.size()));
    Report some = report(none.query(), nowMs);
    assertThat(some.behind()).isEqualTo(journal.size() - 50);
    assertThat(some.upToMs()).isEqualTo(journal.get(49).atMs());

    finish(projection);
    Report all = report(none.query(), nowMs);
    assertThat(all.behind()).isZero();
    assertThat(all.upToMs()).isEqualTo(nowMs);
  }

  private Report report(ReportQuery query, long nowMs) throws Exception {
    return new PostgresReports(source, 1).report(query, nowMs);
  }

  // --- figures, against the same counted one by one ---

  private static ReportRows fold(List<Entry> journal) {
    ReportFold fold = new ReportFold(ReportRows.NONE);
    journal.forEach(fold::apply);
    return fold.takeChanges();
  }

  @Test
  void p2_p4_p5_p6_p7_p8_p9_p11_figuresAreThoseCountedOneByOne() throws Exception {
    List<Entry> journal = journal(8);
    store(1, journal);
    finish(new ReportProjection(source, 1));
    ReportRows rows = fold(journal);
    long firstMs = journal.getFirst().atMs();
    long lastMs = journal.getLast().atMs();
    Period period =
        new Period(firstMs + (lastMs - firstMs) / 5, lastMs - (lastMs - firstMs) / 7, KOLKATA);
    for (String queue : Stream.of(null, "", "Billing").toArray(String[]::new)) {
      for (String agent : Stream.of(null, "A1").toArray(String[]::new)) {
        for (String tier : Stream.of(null, "Basic").toArray(String[]::new)) {
          List<ChatRow> chats =
              rows.chats().stream()
                  .filter(c -> c.launchedAtMs() >= period.fromMs())
                  .filter(c -> c.launchedAtMs() < period.toMs())
                  .filter(c -> queue == null || c.queue().equals(queue))
                  .filter(c -> tier == null || c.tier().equals(tier))
                  .filter(c -> agent == null || c.firstAgent().equals(agent))
                  .toList();
          for (Grouping by : Grouping.values()) {
            ReportQuery query = new ReportQuery(period, by, queue, tier, agent);
            CountedOneByOne.check(report(query, lastMs), chats, rows);
          }
        }
      }
    }
  }

  // --- days and hours ---

  @Test
  void p3_theDayOfAChangeOfTheClockHasItsOwnHours() throws Exception {
    Period day =
        new Period(
            LocalDate.parse("2026-10-25").atStartOfDay(BERLIN).toInstant().toEpochMilli(),
            LocalDate.parse("2026-10-26").atStartOfDay(BERLIN).toInstant().toEpochMilli(),
            BERLIN);
    Tables.execute(
        source,
        """
        insert into report_chat (number, launched_at_ms, handled_ms, target_ms, desk, transfers,
          ticket, held, queue, tier)
        select n, %d + n * 3600000, 0, 60000, 1, 0, false, false, '', 'Basic'
        from generate_series(-1, 25) as n
        """
            .formatted(day.fromMs()));
    assertThat(launched(day, Grouping.NOTHING)).isEmpty();
    assertThat(launched(day, Grouping.DAY)).containsExactly(25L);
    assertThat(launched(day, Grouping.HOUR)).hasSize(25).containsOnly(1L);
    assertThat(launched(day, Grouping.HOUR_OF_DAY))
        .hasSize(24)
        .startsWith(1L, 1L, 2L, 1L);
  }

  private List<Long> launched(Period period, Grouping by) throws Exception {
    return report(new ReportQuery(period, by, null, null, null), period.toMs()).rows().stream()
        .map(row -> row.figures().launched())
        .toList();
  }

  // --- one agent's history ---

  @Test
  void p10_anAgentsHistoryIsWholeWhereItReachesIntoThePeriod() throws Exception {
    List<Entry> journal = journal(2);
    store(1, journal);
    finish(new ReportProjection(source, 1));
    List<StatusRow> all =
        fold(journal).statuses().stream()
            .filter(row -> row.agent().equals("A1"))
            .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
            .toList();
    StatusRow first = all.get(3);
    StatusRow last = all.get(7);
    Period period = new Period(first.toMs() - 1, last.fromMs() + 1, KOLKATA);
    AgentHistory history =
        Objects.requireNonNull(
            new PostgresReports(source, 1).history("A1", period, journal.getLast().atMs()));
    assertThat(history.statuses()).isEqualTo(all.subList(3, 8));
    assertThat(history.cutOff()).isFalse();
    assertThat(history.work().statusMs().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(period.toMs() - period.fromMs());
    assertThat(new PostgresReports(source, 1).history("nobody", period, 0)).isNull();
  }
}
