package switchboard.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.AgentWork;
import switchboard.desk.reporting.Figures;
import switchboard.desk.reporting.Figures.Times;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Period.Span;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.reporting.Work;
import switchboard.runtime.Reports;

/// One report, counted in one transaction. Where a day or an hour begins is decided by `Period`, so that both are right when the desk's clock is changed;
/// PostgreSQL only looks up in which one a time lies.
final class ReportReading {
  private static final int CHOICES_MAX = 2_000;

  private static final String CHATS =
      """
      from report_chat
      where desk = ? and launched_at_ms >= ? and launched_at_ms < ?
      """;

  private final Connection connection;
  private final int desk;
  private final ReportQuery query;
  private final Period period;
  private final List<Span> spans;
  private final long nowMs;
  private long sequence;
  private long behind;
  private long upToMs;

  ReportReading(Connection connection, int desk, ReportQuery query, long nowMs) {
    this.connection = connection;
    this.desk = desk;
    this.query = query;
    this.nowMs = nowMs;
    period = query.period();
    spans =
        switch (query.by()) {
          case DAY -> period.days();
          case HOUR, HOUR_OF_DAY -> period.hours();
          case NOTHING, QUEUE, TIER, AGENT -> List.of();
        };
  }

  // --- whole answers ---

  Report report() throws SQLException {
    readProgress();
    Groups<Figures> figures = figures();
    Groups<Work> work = query.knowsWork() ? work() : new Groups<>(null, Map.of());
    List<Report.Row> rows =
        switch (query.by()) {
          case NOTHING -> List.of();
          case DAY, HOUR -> bySpan(figures, work);
          case HOUR_OF_DAY -> byHourOfDay(figures, work);
          case QUEUE, TIER -> byName(figures);
          case AGENT -> byAgent(figures, work);
        };
    int shown = Math.min(rows.size(), Reports.ROWS_MAX);
    return new Report(
        query,
        sequence,
        behind,
        upToMs,
        total(figures, work, rows),
        rows.subList(0, shown),
        rows.size() - shown,
        choices());
  }

  @Nullable AgentHistory history(String agent) throws SQLException {
    List<String> names =
        ReferenceTables.query(
            connection,
            "select name from report_agent where desk = ? and agent = ?",
            row -> row.getString(1),
            desk,
            agent);
    if (names.isEmpty()) {
      return null;
    }
    readProgress();
    List<StatusRow> statuses =
        ReferenceTables.query(
            connection,
            """
            select * from report_status
            where desk = ? and agent = ? and from_ms < ? and (to_ms is null or to_ms > ?)
            order by from_ms, sequence limit ?
            """,
            ReportTables::status,
            desk,
            agent,
            period.toMs(),
            period.fromMs(),
            Reports.STATUSES_MAX + 1);
    int shown = Math.min(statuses.size(), Reports.STATUSES_MAX);
    return new AgentHistory(
        period,
        agent,
        names.getFirst(),
        upToMs,
        statuses.subList(0, shown),
        shown < statuses.size(),
        orNone(work().total()));
  }

  /// While entries wait to be taken up, what is known ends with the last one that was; otherwise now.
  private void readProgress() throws SQLException {
    ReferenceTables.query(
        connection,
        """
        select coalesce(done.sequence, 0), coalesce(done.at_ms, 0),
          (select coalesce(max(sequence), 0) from journal where journal.desk = asked.desk)
        from (select ?::integer as desk) as asked left join report_progress as done using (desk)
        """,
        row -> {
          sequence = row.getLong(1);
          behind = Math.max(0, row.getLong(3) - sequence);
          upToMs = behind == 0 ? Math.max(nowMs, row.getLong(2)) : row.getLong(2);
          return sequence;
        },
        desk);
  }

  // --- rows ---

  /// What was counted by group, and for all; null where there was nothing to count.
  private record Groups<T>(@Nullable T total, Map<String, T> byKey) {}

  private static Report.Row row(
      @Nullable String key,
      @Nullable Span span,
      @Nullable Figures figures,
      @Nullable Work work) {
    return new Report.Row(key, span, figures == null ? Figures.NONE : figures, work, null);
  }

  /// Of all rows, those left out included.
  private Report.Row total(Groups<Figures> figures, Groups<Work> work, List<Report.Row> rows) {
    AgentWork agents = AgentWork.NONE;
    for (Report.Row row : rows) {
      agents = row.agent() == null ? agents : agents.plus(row.agent());
    }
    return new Report.Row(
        null,
        null,
        figures.total() == null ? Figures.NONE : figures.total(),
        query.knowsWork() ? orNone(work.total()) : null,
        query.by() == Grouping.AGENT ? agents : null);
  }

  private static Work orNone(@Nullable Work work) {
    return work == null ? Work.NONE : work;
  }

  private List<Report.Row> bySpan(Groups<Figures> figures, Groups<Work> work) {
    return IntStream.range(0, spans.size())
        .mapToObj(
            i -> {
              String key = String.valueOf(i + 1);
              return row(
                  null,
                  spans.get(i),
                  figures.byKey().get(key),
                  query.knowsWork() ? orNone(work.byKey().get(key)) : null);
            })
        .toList();
  }

  private List<Report.Row> byHourOfDay(Groups<Figures> figures, Groups<Work> work) {
    return spans.stream()
        .map(Span::hourOfDay)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .map(
            hour ->
                row(
                    hour,
                    null,
                    figures.byKey().get(hour),
                    query.knowsWork() ? orNone(work.byKey().get(hour)) : null))
        .toList();
  }

  private static List<Report.Row> byName(Groups<Figures> figures) {
    return figures.byKey().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(group -> row(group.getKey(), null, group.getValue(), null))
        .toList();
  }

  /// Those who were there, did something, or are counted.
  private List<Report.Row> byAgent(Groups<Figures> figures, Groups<Work> work)
      throws SQLException {
    Map<String, Report.Row> rows = new LinkedHashMap<>();
    for (Did did : agents()) {
      Figures own = figures.byKey().getOrDefault(did.agent(), Figures.NONE);
      Work were = orNone(work.byKey().get(did.agent()));
      boolean wasThere =
          were.statusMs().keySet().stream().anyMatch(status -> status != AgentStatus.OFFLINE);
      if (wasThere || did.didSomething() || own.launched() > 0) {
        rows.put(
            did.agent(),
            new Report.Row(
                did.agent(),
                null,
                own.withOwn(did.handle(), did.ratings(), did.ratingMean()),
                query.knowsWork() ? were : null,
                did.work()));
      }
    }
    return rows.values().stream()
        .sorted(
            Comparator.comparingLong((Report.Row row) -> -handled(row))
                .thenComparing(ReportReading::name))
        .toList();
  }

  private static String name(Report.Row row) {
    return row.agent() == null ? "" : row.agent().name() + " " + row.key();
  }

  private static long handled(Report.Row row) {
    return row.agent() == null ? 0 : row.agent().handled();
  }

  // --- figures of chats ---

  private Groups<Figures> figures() throws SQLException {
    String sql =
        """
        with chat as (
          select %1$s as k, outcome, target_ms, transfers, rating,
            answered_at_ms - launched_at_ms as answer_ms,
            replied_at_ms - launched_at_ms as reply_ms,
            case when closed_at_ms is not null and answered_at_ms is not null
              then handled_ms end as handle_ms,
            case when answered_at_ms is null then closed_at_ms - launched_at_ms end as left_ms
          from report_chat %2$s
          where desk = ? and launched_at_ms >= ? and launched_at_ms < ?
            and queue = coalesce(?, queue) and tier = coalesce(?, tier)
            and coalesce(first_agent, '') = coalesce(?, first_agent, '')
        )
        select k, grouping(k) as is_total,
          count(*) as launched,
          count(answer_ms) as answered,
          count(*) filter (where answer_ms <= target_ms) as answered_in_target,
          count(left_ms) filter (where outcome <> 'TICKETED') as abandoned,
          count(left_ms) filter (where outcome <> 'TICKETED' and left_ms <= target_ms)
            as abandoned_in_target,
          count(left_ms) filter (where outcome <> 'TICKETED' and left_ms < %3$d)
            as abandoned_soon,
          count(left_ms) filter (where outcome = 'TICKETED') as ticketed,
          coalesce(sum(transfers), 0) as transfers,
          count(rating) as ratings, avg(rating) as rating_mean,
          %4$s, %5$s, %6$s
        from chat
        group by grouping sets ((k), ())
        """
            .formatted(
                chatKey(),
                spanning("launched_at_ms"),
                Figures.SOON_MS,
                times("answer_ms", "answer"),
                times("reply_ms", "reply"),
                times("handle_ms", "handle"));
    return groups(
        sql,
        ReportReading::figures,
        desk,
        period.fromMs(),
        period.toMs(),
        query.queue(),
        query.tier(),
        query.agent());
  }

  private String chatKey() {
    return switch (query.by()) {
      case NOTHING -> "null::text";
      case DAY, HOUR -> "span.place::text";
      case HOUR_OF_DAY -> "span.hours[span.place]::text";
      case QUEUE -> "queue";
      case TIER -> "tier";
      case AGENT -> "first_agent";
    };
  }

  /// The place of a time among the spans, from 1; nothing where there are none.
  private String spanning(String timeMs) {
    if (!query.by().isByTime()) {
      return "";
    }
    return """
        cross join lateral (
          select all_spans.hours, width_bucket(%s, all_spans.starts) as place from (%s) as all_spans
        ) as span
        """
        .formatted(timeMs, allSpans());
  }

  private String allSpans() {
    return "select %s::bigint[] as starts, %s::integer[] as hours"
        .formatted(
            spans.stream()
                .map(span -> String.valueOf(span.fromMs()))
                .collect(Collectors.joining(",", "'{", "}'")),
            spans.stream()
                .map(span -> String.valueOf(span.hourOfDay()))
                .collect(Collectors.joining(",", "'{", "}'")));
  }

  private static String times(String column, String name) {
    return """
        count(%1$s) as %2$s_count, avg(%1$s) as %2$s_mean,
          percentile_cont(array[0.5, 0.8, 0.9, 0.95]) within group (order by %1$s) as %2$s_parts
        """
        .formatted(column, name);
  }

  private static Figures figures(ResultSet row) throws SQLException {
    long launched = row.getLong("launched");
    long answered = row.getLong("answered");
    long abandoned = row.getLong("abandoned");
    long ticketed = row.getLong("ticketed");
    return new Figures(
        launched,
        answered,
        row.getLong("answered_in_target"),
        abandoned,
        row.getLong("abandoned_in_target"),
        row.getLong("abandoned_soon"),
        ticketed,
        launched - answered - abandoned - ticketed,
        row.getLong("transfers"),
        times(row, "answer"),
        times(row, "reply"),
        times(row, "handle"),
        row.getLong("ratings"),
        orNull(row, "rating_mean"));
  }

  private static Times times(ResultSet row, String name) throws SQLException {
    long count = row.getLong(name + "_count");
    if (count == 0) {
      return Times.NONE;
    }
    Double[] parts = (Double[]) row.getArray(name + "_parts").getArray();
    return new Times(
        count, orNull(row, name + "_mean"), parts[0], parts[1], parts[2], parts[3]);
  }

  private static @Nullable Double orNull(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private <T> Groups<T> groups(
      String sql, ReferenceTables.Row<T> reader, @Nullable Object... parameters)
      throws SQLException {
    Map<String, T> byKey = new LinkedHashMap<>();
    List<T> total = new ArrayList<>(1);
    ReferenceTables.query(
        connection,
        sql,
        row -> {
          T group = reader.read(row);
          String key = row.getString("k");
          if (row.getInt("is_total") == 1) {
            total.add(group);
          } else if (key != null) {
            byKey.put(key, group);
          }
          return group;
        },
        parameters);
    return new Groups<>(total.isEmpty() ? null : total.getFirst(), byKey);
  }

  // --- what agents were ---

  private Groups<Work> work() throws SQLException {
    boolean byTime = query.by().isByTime();
    String key =
        switch (query.by()) {
          case NOTHING, QUEUE, TIER -> "null::text";
          case DAY, HOUR -> "place::text";
          case HOUR_OF_DAY -> "span.hours[place]::text";
          case AGENT -> "agent";
        };
    String places =
        """
        cross join (%s) as span
        cross join lateral generate_series(
          width_bucket(own.from_ms, span.starts), width_bucket(own.to_ms - 1, span.starts)) as place
        """
            .formatted(byTime ? allSpans() : "");
    String sql =
        """
        select k, grouping(k) as is_total, status, sum(ms) as ms,
          coalesce(sum(ms) filter (where handling), 0) as handling_ms,
          coalesce(sum(ms) filter (where status = 'AVAILABLE' and not handling), 0) as available_ms
        from (
          select %1$s as k, status, handling, %2$s as ms
          from (
            select agent, status, handling, greatest(from_ms, ?) as from_ms,
              least(coalesce(to_ms, ?), ?, ?) as to_ms
            from report_status
            where desk = ? and from_ms < ? and (to_ms is null or to_ms > ?)
              and agent = coalesce(?, agent)
          ) as own
          %3$s
          where own.to_ms > own.from_ms
        ) as part
        group by grouping sets ((k, status), (status))
        """
            .formatted(
                key,
                byTime
                    ? """
                    least(own.to_ms, coalesce(span.starts[place + 1], own.to_ms))
                      - greatest(own.from_ms, span.starts[place])
                    """
                    : "own.to_ms - own.from_ms",
                byTime ? places : "");
    Map<String, Work> byKey = new LinkedHashMap<>();
    List<Work> total = new ArrayList<>(List.of(Work.NONE));
    ReferenceTables.query(
        connection,
        sql,
        row -> {
          Work part = part(row);
          String k = row.getString("k");
          if (row.getInt("is_total") == 1) {
            total.set(0, total.getFirst().plus(part));
          } else if (k != null) {
            byKey.merge(k, part, Work::plus);
          }
          return part;
        },
        period.fromMs(),
        upToMs,
        upToMs,
        period.toMs(),
        desk,
        period.toMs(),
        period.fromMs(),
        query.agent());
    return new Groups<>(total.getFirst(), byKey);
  }

  private static Work part(ResultSet row) throws SQLException {
    Map<AgentStatus, Long> statusMs = new EnumMap<>(AgentStatus.class);
    statusMs.put(AgentStatus.valueOf(row.getString("status")), row.getLong("ms"));
    return new Work(row.getLong("handling_ms"), row.getLong("available_ms"), statusMs);
  }

  // --- what each agent did ---

  private record Did(
      String agent, AgentWork work, Times handle, long ratings, @Nullable Double ratingMean) {
    boolean didSomething() {
      return work.handled() + work.declined() + work.missed() + ratings > 0;
    }
  }

  private List<Did> agents() throws SQLException {
    String sql =
        """
        with handling as (
          select agent, count(*) as handled, count(*) filter (where passed_on) as passed_on, %s
          from report_handling
          where desk = ? and from_ms >= ? and from_ms < ? %s
          group by agent
        ), offer as (
          select agent, count(*) filter (where outcome = 'DECLINED') as declined,
            count(*) filter (where outcome = 'EXPIRED') as missed
          from report_offer
          where desk = ? and at_ms >= ? and at_ms < ? %s
          group by agent
        ), rated as (
          select last_agent as agent, count(rating) as ratings, avg(rating) as rating_mean
          %s and rating is not null and last_agent is not null
            and queue = coalesce(?, queue) and tier = coalesce(?, tier)
          group by last_agent
        )
        select known.agent, known.name, handled, passed_on, handle_count, handle_mean, handle_parts,
          declined, missed, ratings, rating_mean
        from report_agent as known left join handling using (agent) left join offer using (agent)
          left join rated using (agent)
        where known.desk = ? and known.agent = coalesce(?, known.agent)
        """
            .formatted(
                times("to_ms - from_ms", "handle"),
                ofTheChats("report_handling"),
                ofTheChats("report_offer"),
                CHATS);
    List<@Nullable Object> parameters = new ArrayList<>();
    for (boolean always : new boolean[] {false, false, true}) {
      parameters.addAll(List.of(desk, period.fromMs(), period.toMs()));
      if (always || isOfSomeChats()) {
        parameters.add(query.queue());
        parameters.add(query.tier());
      }
    }
    parameters.add(desk);
    parameters.add(query.agent());
    return ReferenceTables.query(
        connection,
        sql,
        row ->
            new Did(
                row.getString("agent"),
                new AgentWork(
                    row.getString("name"),
                    row.getLong("handled"),
                    row.getLong("passed_on"),
                    row.getLong("declined"),
                    row.getLong("missed")),
                times(row, "handle"),
                row.getLong("ratings"),
                orNull(row, "rating_mean")),
        parameters.toArray());
  }

  private boolean isOfSomeChats() {
    return query.queue() != null || query.tier() != null;
  }

  /// Where a queue or a tier is asked for: only what belongs to its chats.
  private String ofTheChats(String table) {
    return isOfSomeChats()
        ? """
          and exists (
            select from report_chat as chat
            where chat.desk = %1$s.desk and chat.number = %1$s.chat
              and chat.queue = coalesce(?, chat.queue) and chat.tier = coalesce(?, chat.tier))
          """
            .formatted(table)
        : "";
  }

  // --- what may be asked for ---

  private Report.Choices choices() throws SQLException {
    return new Report.Choices(
        distinct("queue"),
        distinct("tier"),
        ReferenceTables.query(
            connection,
            "select agent, name from report_agent where desk = ? order by name, agent limit ?",
            row -> new Report.AgentChoice(row.getString(1), row.getString(2)),
            desk,
            CHOICES_MAX));
  }

  private List<String> distinct(String column) throws SQLException {
    return ReferenceTables.query(
        connection,
        "select distinct %1$s %2$s order by %1$s limit ?".formatted(column, CHATS),
        row -> row.getString(1),
        desk,
        period.fromMs(),
        period.toMs(),
        CHOICES_MAX);
  }
}
