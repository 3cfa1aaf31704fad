package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.ChatRow;
import switchboard.desk.reporting.Figures;
import switchboard.desk.reporting.ReportFold;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.supervision.Folds;
import switchboard.desk.supervision.Shift;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Outcome;

/// What the board and what reports say of the same day is the same: docs/spec/supervision.md, S2, S3, S4 and S42; docs/spec/reports.md, P5 and P10.
class BoardAndReportsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void s2_s42_p5_p10_theBoardAndReportsAgree(long seed) {
    List<Entry> entries = RandomJournal.of(seed, 400);
    long endMs = entries.getLast().atMs();
    Folds folds = new Folds(whereItIsMorning(entries.getFirst().atMs()));
    entries.forEach(folds::apply);
    ReportFold fold = new ReportFold(ReportRows.NONE);
    entries.forEach(fold::apply);
    ReportRows rows = fold.takeChanges();

    Service counted =
        rows.chats().stream()
            .map(BoardAndReportsTest::service)
            .reduce(Service.NONE, Service::plus);
    assertThat(folds.counts().since(0)).isEqualTo(counted);
    assertThat(counted.answered()).isPositive();

    rows.agents()
        .forEach(
            agent -> {
              Shift shift = Objects.requireNonNull(folds.shifts().of(agent.agent(), endMs));
              List<StatusRow> own =
                  rows.statuses().stream()
                      .filter(row -> row.agent().equals(agent.agent()))
                      .toList();
              assertThat(shift.handlingMs())
                  .as("%s with chats", agent.agent())
                  .isEqualTo(
                      own.stream()
                          .filter(StatusRow::handling)
                          .mapToLong(row -> lasted(row, endMs))
                          .sum());
              assertThat(shift.idleMs())
                  .as("%s available without", agent.agent())
                  .isEqualTo(
                      own.stream()
                          .filter(row -> row.status() == AgentStatus.AVAILABLE && !row.handling())
                          .mapToLong(row -> lasted(row, endMs))
                          .sum());
            });
  }

  /// So that what happens in the next hours is of one day.
  private static ZoneOffset whereItIsMorning(long atMs) {
    LocalTime time = Instant.ofEpochMilli(atMs).atOffset(ZoneOffset.UTC).toLocalTime();
    int aheadHours = 1 - time.getHour();
    return ZoneOffset.ofHours(aheadHours < -18 ? aheadHours + 24 : aheadHours);
  }

  private static long lasted(StatusRow row, long endMs) {
    return (row.toMs() == 0 ? endMs : row.toMs()) - row.fromMs();
  }

  private static Service service(ChatRow chat) {
    if (chat.answeredAtMs() > 0) {
      long waitMs = chat.answeredAtMs() - chat.launchedAtMs();
      return new Service(1, 1, waitMs <= chat.targetMs() ? 1 : 0, 0, 0, 0, 0, waitMs);
    }
    if (chat.closedAtMs() == 0) {
      return new Service(1, 0, 0, 0, 0, 0, 0, 0);
    }
    if (chat.outcome() == Outcome.TICKETED) {
      return new Service(1, 0, 0, 0, 0, 0, 1, 0);
    }
    long leftMs = chat.closedAtMs() - chat.launchedAtMs();
    return new Service(
        1, 0, 0, 1, leftMs <= chat.targetMs() ? 1 : 0, leftMs < Figures.SOON_MS ? 1 : 0, 0, 0);
  }
}
