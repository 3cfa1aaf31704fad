package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentWork;
import switchboard.desk.reporting.Figures;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.Work;

/// A report as JSON. What nothing counts for is absent.
///
/// @param zone of the desk, in which days and hours are
/// @param by as asked; absent for the total alone
/// @param behind entries that are not in it yet
/// @param upToMs what happened until then is in it
/// @param serviceLevelAlert the share below which supervisors are called; absent without such an alert
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportView(
    long fromMs,
    long toMs,
    String zone,
    @Nullable String by,
    long behind,
    long upToMs,
    @Nullable Double serviceLevelAlert,
    Row total,
    List<Row> rows,
    long rowsLeftOut,
    Report.Choices choices) {

  /// @param key the queue, tier, agent or hour of the day; absent for the total and for days and hours, which have `fromMs` and `toMs`
  /// @param work what agents were; absent where it cannot be divided
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      @Nullable String key,
      @Nullable Long fromMs,
      @Nullable Long toMs,
      Counted figures,
      @Nullable Worked work,
      @Nullable AgentWork agent) {}

  /// Shares are from 0 to 1.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Counted(
      long launched,
      long answered,
      long answeredInTarget,
      long abandoned,
      long abandonedInTarget,
      long abandonedSoon,
      long ticketed,
      long waiting,
      long transfers,
      @Nullable Double serviceLevel,
      @Nullable Double abandonment,
      @Nullable Double deflection,
      Timed answer,
      Timed firstReply,
      Timed handle,
      long ratings,
      @Nullable Double rating) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Timed(
      long count,
      @Nullable Long meanMs,
      @Nullable Long p50Ms,
      @Nullable Long p80Ms,
      @Nullable Long p90Ms,
      @Nullable Long p95Ms) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Worked(
      long handlingMs, long availableMs, @Nullable Double occupancy, Map<String, Long> statusMs) {}

  static ReportView of(Report report, @Nullable Double serviceLevelAlert) {
    Period period = report.query().period();
    String by = report.query().by().name().toLowerCase(Locale.ROOT);
    return new ReportView(
        period.fromMs(),
        period.toMs(),
        period.zone().getId(),
        by.equals("nothing") ? null : by,
        report.behind(),
        report.upToMs(),
        serviceLevelAlert,
        row(report.total()),
        report.rows().stream().map(ReportView::row).toList(),
        report.rowsLeftOut(),
        report.choices());
  }

  private static Row row(Report.Row row) {
    Period.Span span = row.span();
    return new Row(
        row.key(),
        span == null ? null : span.fromMs(),
        span == null ? null : span.toMs(),
        counted(row.figures()),
        row.work() == null ? null : worked(row.work()),
        row.agent());
  }

  private static Counted counted(Figures figures) {
    return new Counted(
        figures.launched(),
        figures.answered(),
        figures.answeredInTarget(),
        figures.abandoned(),
        figures.abandonedInTarget(),
        figures.abandonedSoon(),
        figures.ticketed(),
        figures.waiting(),
        figures.transfers(),
        figures.serviceLevel(),
        figures.abandonment(),
        figures.deflection(),
        timed(figures.answer()),
        timed(figures.firstReply()),
        timed(figures.handle()),
        figures.ratings(),
        figures.ratingMean());
  }

  private static Timed timed(Figures.Times times) {
    return new Timed(
        times.count(),
        whole(times.meanMs()),
        whole(times.p50Ms()),
        whole(times.p80Ms()),
        whole(times.p90Ms()),
        whole(times.p95Ms()));
  }

  private static @Nullable Long whole(@Nullable Double ms) {
    return ms == null ? null : Math.round(ms);
  }

  static Worked worked(Work work) {
    Map<String, Long> statusMs = new LinkedHashMap<>();
    work.statusMs().forEach((status, ms) -> statusMs.put(lower(status), ms));
    return new Worked(work.handlingMs(), work.availableMs(), work.occupancy(), statusMs);
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
