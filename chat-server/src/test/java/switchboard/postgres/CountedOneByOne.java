package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import switchboard.desk.reporting.ReportQuery;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;

/// A report's figures counted one by one, chat after chat, as its definitions in docs/spec/reports.md read.
final class CountedOneByOne {
  private CountedOneByOne() {}

  /// Fails unless a report says of these chats, and of the work in these rows, what counting them says.
  static void check(Report report, List<ChatRow> chats, ReportRows rows) {
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
}
