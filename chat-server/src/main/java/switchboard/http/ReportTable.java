package switchboard.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.AgentWork;
import switchboard.desk.reporting.Figures;
import switchboard.desk.reporting.Figures.Times;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.reporting.Work;

/// Reports as tables for spreadsheets: times in seconds, shares from 0 to 1, the total without rows of its own.
final class ReportTable {
  private ReportTable() {}

  /// A column and what stands in it.
  private record Column(String name, Function<Report.Row, @Nullable Object> cell) {}

  static Answer of(Report report) {
    List<Column> columns = columns(report.query());
    Csv csv = new Csv(columns.stream().map(Column::name).toList());
    boolean onlyTotal = report.query().by() == Grouping.NOTHING;
    for (Report.Row row : onlyTotal ? List.of(report.total()) : report.rows()) {
      List<@Nullable Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(column.cell().apply(row)));
      csv.add(cells);
    }
    return csv.answer(file("report", report.query().period()));
  }

  private static List<Column> columns(ReportQuery query) {
    List<Column> columns = new ArrayList<>(groupColumns(query));
    figure(columns, "launched", Figures::launched);
    figure(columns, "answered", Figures::answered);
    figure(columns, "answered_in_target", Figures::answeredInTarget);
    figure(columns, "abandoned", Figures::abandoned);
    figure(columns, "abandoned_in_target", Figures::abandonedInTarget);
    figure(columns, "abandoned_within_5_s", Figures::abandonedSoon);
    figure(columns, "ticketed", Figures::ticketed);
    figure(columns, "waiting", Figures::waiting);
    figure(columns, "transfers", Figures::transfers);
    figure(columns, "service_level", figures -> share(figures.serviceLevel()));
    figure(columns, "abandonment", figures -> share(figures.abandonment()));
    figure(columns, "deflection", figures -> share(figures.deflection()));
    times(columns, "answer", Figures::answer);
    times(columns, "first_reply", Figures::firstReply);
    times(columns, "handle", Figures::handle);
    figure(columns, "ratings", Figures::ratings);
    figure(columns, "rating", figures -> share(figures.ratingMean()));
    if (query.knowsWork()) {
      work(columns, "handling_s", work -> seconds(work.handlingMs()));
      work(columns, "available_without_chat_s", work -> seconds(work.availableMs()));
      work(columns, "occupancy", work -> share(work.occupancy()));
      for (AgentStatus status : AgentStatus.values()) {
        work(
            columns,
            ReportView.lower(status) + "_s",
            work -> seconds(work.statusMs().getOrDefault(status, 0L)));
      }
    }
    if (query.by() == Grouping.AGENT) {
      agent(columns, "handled", AgentWork::handled);
      agent(columns, "passed_on", AgentWork::passedOn);
      agent(columns, "declined", AgentWork::declined);
      agent(columns, "missed", AgentWork::missed);
    }
    return columns;
  }

  private static List<Column> groupColumns(ReportQuery query) {
    ZoneId zone = query.period().zone();
    return switch (query.by()) {
      case NOTHING -> List.of();
      case DAY, HOUR ->
          List.of(
              new Column("from", row -> row.span() == null ? null : time(row.span().fromMs(), zone)),
              new Column("to", row -> row.span() == null ? null : time(row.span().toMs(), zone)));
      case HOUR_OF_DAY, QUEUE, TIER ->
          List.of(new Column(ReportView.lower(query.by()), Report.Row::key));
      case AGENT ->
          List.of(
              new Column("agent", Report.Row::key),
              new Column("name", row -> row.agent() == null ? null : row.agent().name()));
    };
  }

  private static void figure(
      List<Column> columns, String name, Function<Figures, @Nullable Object> figure) {
    columns.add(new Column(name, row -> figure.apply(row.figures())));
  }

  private static void times(List<Column> columns, String name, Function<Figures, Times> times) {
    figure(columns, name + "_mean_s", figures -> seconds(times.apply(figures).meanMs()));
    figure(columns, name + "_p50_s", figures -> seconds(times.apply(figures).p50Ms()));
    figure(columns, name + "_p80_s", figures -> seconds(times.apply(figures).p80Ms()));
    figure(columns, name + "_p90_s", figures -> seconds(times.apply(figures).p90Ms()));
    figure(columns, name + "_p95_s", figures -> seconds(times.apply(figures).p95Ms()));
  }

  private static void work(
      List<Column> columns, String name, Function<Work, @Nullable Object> work) {
    columns.add(new Column(name, row -> row.work() == null ? null : work.apply(row.work())));
  }

  private static void agent(
      List<Column> columns, String name, Function<AgentWork, @Nullable Object> agent) {
    columns.add(new Column(name, row -> row.agent() == null ? null : agent.apply(row.agent())));
  }

  static Answer of(AgentHistory history) {
    ZoneId zone = history.period().zone();
    Csv csv = new Csv(List.of("agent", "name", "state", "handling", "from", "to", "reason"));
    for (StatusRow row : history.statuses()) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(history.agent());
      cells.add(history.name());
      cells.add(ReportView.lower(row.status()));
      cells.add(row.handling());
      cells.add(time(row.fromMs(), zone));
      cells.add(row.toMs() == 0 ? null : time(row.toMs(), zone));
      cells.add(row.reason() == null ? null : ReportView.lower(row.reason()));
      csv.add(cells);
    }
    return csv.answer(file("states", history.period()));
  }

  private static String file(String kind, Period period) {
    return kind + "-" + day(period.fromMs(), period) + "-" + day(period.toMs() - 1, period);
  }

  private static LocalDate day(long ms, Period period) {
    return Instant.ofEpochMilli(ms).atZone(period.zone()).toLocalDate();
  }

  private static String time(long ms, ZoneId zone) {
    return Instant.ofEpochMilli(ms)
        .atZone(zone)
        .truncatedTo(ChronoUnit.MILLIS)
        .toOffsetDateTime()
        .toString();
  }

  private static @Nullable Object seconds(@Nullable Number ms) {
    return ms == null ? null : BigDecimal.valueOf(Math.round(ms.doubleValue()), 3);
  }

  private static @Nullable Object share(@Nullable Double share) {
    return share == null ? null : BigDecimal.valueOf(Math.round(share * 10_000), 4);
  }
}
