package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.desk.RandomJournal;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.AgentWork;
import switchboard.desk.reporting.ChatRow;
import switchboard.desk.reporting.Figures;
import switchboard.desk.reporting.Figures.Times;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.HandlingRow;
import switchboard.desk.reporting.OfferRow;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Period.Span;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportFold;
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;
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
            check(report(query, lastMs), chats, rows);
          }
        }
      }
    }
  }

  private static void check(Report report, List<ChatRow> chats, ReportRows rows) {
    ReportQuery query = report.query();
    same(report.total().figures(), naive(chats));
    Map<Object, Figures> shown = new LinkedHashMap<>();
    report.rows().forEach(row -> shown.put(row.span() == null ? row.key() : row.span(), row.figures()));
    if (query.by() == Grouping.AGENT) {
      report.rows().forEach(row -> checkAgent(row, report, chats, rows));
      assertThat(report.total().agent())
          .isEqualTo(
              report.rows().stream()
                  .map(Report.Row::agent)
                  .reduce(AgentWork.NONE, AgentWork::plus));
      return;
    }
    Map<Object, List<ChatRow>> groups =
        chats.stream().collect(Collectors.groupingBy(chat -> group(chat, query)));
    if (query.by() != Grouping.NOTHING) {
      assertThat(shown.keySet()).containsAll(groups.keySet());
    }
    shown.forEach((key, figures) -> same(figures, naive(groups.getOrDefault(key, List.of()))));
    if (query.knowsWork() && query.by().isByTime()) {
      report
          .rows()
          .forEach(
              row -> {
                if (row.span() != null) {
                  checkWork(row, row.span().fromMs(), row.span().toMs(), rows, report);
                }
              });
      assertThat(report.rows().stream().mapToLong(r -> r.work().handlingMs()).sum())
          .isEqualTo(report.total().work().handlingMs());
      assertThat(report.rows().stream().mapToLong(r -> r.work().availableMs()).sum())
          .isEqualTo(report.total().work().availableMs());
    }
    if (query.knowsWork()) {
      checkWork(
          report.total(), query.period().fromMs(), query.period().toMs(), rows, report);
    } else {
      assertThat(report.total().work()).isNull();
    }
  }

  private static Object group(ChatRow chat, ReportQuery query) {
    Function<List<Span>, Span> spanOf =
        spans ->
            spans.stream()
                .filter(s -> s.fromMs() <= chat.launchedAtMs() && chat.launchedAtMs() < s.toMs())
                .findFirst()
                .orElseThrow();
    return switch (query.by()) {
      case NOTHING -> "";
      case DAY -> spanOf.apply(query.period().days());
      case HOUR -> spanOf.apply(query.period().hours());
      case HOUR_OF_DAY ->
          String.valueOf(spanOf.apply(query.period().hours()).hourOfDay());
      case QUEUE -> chat.queue();
      case TIER -> chat.tier();
      case AGENT -> chat.firstAgent();
    };
  }

  private static void checkAgent(
      Report.Row row, Report report, List<ChatRow> chats, ReportRows rows) {
    ReportQuery query = report.query();
    Period period = query.period();
    Set<Long> counted =
        rows.chats().stream()
            .filter(c -> query.queue() == null || c.queue().equals(query.queue()))
            .filter(c -> query.tier() == null || c.tier().equals(query.tier()))
            .map(ChatRow::number)
            .collect(Collectors.toSet());
    List<HandlingRow> own =
        rows.handlings().stream()
            .filter(h -> h.agent().equals(row.key()) && counted.contains(h.chat()))
            .filter(h -> h.fromMs() >= period.fromMs() && h.fromMs() < period.toMs())
            .toList();
    assertThat(row.agent().handled()).isEqualTo(own.size());
    assertThat(row.agent().passedOn()).isEqualTo(own.stream().filter(HandlingRow::passedOn).count());
    same(
        row.figures().handle(),
        times(own.stream().filter(h -> h.toMs() > 0).map(h -> h.toMs() - h.fromMs()).toList()));
    List<ChatRow> answered =
        chats.stream().filter(c -> c.firstAgent().equals(row.key())).toList();
    same(row.figures().answer(), naive(answered).answer());
    List<ChatRow> rated =
        rows.chats().stream()
            .filter(c -> c.lastAgent().equals(row.key()) && c.rating() > 0)
            .filter(c -> counted.contains(c.number()))
            .filter(c -> c.launchedAtMs() >= period.fromMs() && c.launchedAtMs() < period.toMs())
            .toList();
    assertThat(row.figures().ratings()).isEqualTo(rated.size());
    List<OfferOutcome> offers =
        rows.offers().stream()
            .filter(o -> o.agent().equals(row.key()) && counted.contains(o.chat()))
            .filter(o -> o.atMs() >= period.fromMs() && o.atMs() < period.toMs())
            .map(OfferRow::outcome)
            .toList();
    assertThat(row.agent().missed()).isEqualTo(Collections.frequency(offers, OfferOutcome.EXPIRED));
    assertThat(row.agent().declined())
        .isEqualTo(Collections.frequency(offers, OfferOutcome.DECLINED));
    if (row.work() != null) {
      ReportRows ofAgent =
          new ReportRows(
              List.of(),
              List.of(),
              List.of(),
              rows.statuses().stream().filter(s -> s.agent().equals(row.key())).toList(),
              List.of());
      checkWork(row, period.fromMs(), period.toMs(), ofAgent, report);
    }
  }

  private static void checkWork(
      Report.Row row, long fromMs, long toMs, ReportRows rows, Report report) {
    long handling = 0;
    long available = 0;
    Map<AgentStatus, Long> byStatus = new TreeMap<>();
    for (StatusRow status : rows.statuses()) {
      if (report.query().agent() != null && !report.query().agent().equals(status.agent())) {
        continue;
      }
      long endMs = status.toMs() == 0 ? report.upToMs() : status.toMs();
      long ms = Math.min(endMs, toMs) - Math.max(status.fromMs(), fromMs);
      if (ms > 0) {
        byStatus.merge(status.status(), ms, Long::sum);
        handling += status.handling() ? ms : 0;
        available += status.status() == AgentStatus.AVAILABLE && !status.handling() ? ms : 0;
      }
    }
    assertThat(row.work().handlingMs()).isEqualTo(handling);
    assertThat(row.work().availableMs()).isEqualTo(available);
    assertThat(row.work().statusMs()).isEqualTo(byStatus);
  }

  private static Figures naive(List<ChatRow> chats) {
    List<ChatRow> answered = chats.stream().filter(c -> c.answeredAtMs() > 0).toList();
    List<ChatRow> left =
        chats.stream().filter(c -> c.answeredAtMs() == 0 && c.closedAtMs() > 0).toList();
    List<ChatRow> abandoned =
        left.stream().filter(c -> c.outcome() != Outcome.TICKETED).toList();
    List<Integer> ratings = chats.stream().map(ChatRow::rating).filter(r -> r > 0).toList();
    return new Figures(
        chats.size(),
        answered.size(),
        answered.stream().filter(c -> c.answeredAtMs() - c.launchedAtMs() <= c.targetMs()).count(),
        abandoned.size(),
        abandoned.stream().filter(c -> c.closedAtMs() - c.launchedAtMs() <= c.targetMs()).count(),
        abandoned.stream().filter(c -> c.closedAtMs() - c.launchedAtMs() < 5_000).count(),
        left.size() - abandoned.size(),
        chats.size() - answered.size() - left.size(),
        chats.stream().mapToInt(ChatRow::transfers).sum(),
        times(answered.stream().map(c -> c.answeredAtMs() - c.launchedAtMs()).toList()),
        times(
            chats.stream()
                .filter(c -> c.repliedAtMs() > 0)
                .map(c -> c.repliedAtMs() - c.launchedAtMs())
                .toList()),
        times(
            answered.stream().filter(c -> c.closedAtMs() > 0).map(ChatRow::handledMs).toList()),
        ratings.size(),
        ratings.isEmpty()
            ? null
            : ratings.stream().mapToInt(Integer::intValue).average().orElseThrow());
  }

  private static Times times(List<Long> ms) {
    if (ms.isEmpty()) {
      return Times.NONE;
    }
    List<Long> sorted = ms.stream().sorted().toList();
    return new Times(
        ms.size(),
        ms.stream().mapToLong(Long::longValue).average().orElseThrow(),
        percentile(sorted, 0.5),
        percentile(sorted, 0.8),
        percentile(sorted, 0.9),
        percentile(sorted, 0.95));
  }

  /// Between the two nearest, linearly.
  private static Double percentile(List<Long> sorted, double part) {
    double place = part * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  private static void same(Figures actual, Figures expected) {
    same(actual.answer(), expected.answer());
    same(actual.firstReply(), expected.firstReply());
    same(actual.handle(), expected.handle());
    close(actual.ratingMean(), expected.ratingMean());
    assertThat(counts(actual)).isEqualTo(counts(expected));
    close(actual.serviceLevel(), expected.serviceLevel());
    close(actual.abandonment(), expected.abandonment());
    close(actual.deflection(), expected.deflection());
  }

  private static List<Long> counts(Figures f) {
    return List.of(
        f.launched(),
        f.answered(),
        f.answeredInTarget(),
        f.abandoned(),
        f.abandonedInTarget(),
        f.abandonedSoon(),
        f.ticketed(),
        f.waiting(),
        f.transfers(),
        f.ratings());
  }

  private static void same(Times actual, Times expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    close(actual.meanMs(), expected.meanMs());
    close(actual.p50Ms(), expected.p50Ms());
    close(actual.p80Ms(), expected.p80Ms());
    close(actual.p90Ms(), expected.p90Ms());
    close(actual.p95Ms(), expected.p95Ms());
  }

  private static void close(@Nullable Double actual, @Nullable Double expected) {
    if (expected == null || actual == null) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-6));
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
