package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// docs/spec/supervision.md, S1 to S5, S8 and S10. Each chat's target is a minute.
class BoardCountsTest {
  private static final long START_MS = 1_800_000_000_000L;
  private static final long MINUTE_MS = 60_000;

  private final BoardCounts counts = new BoardCounts();
  private final DeskPace pace = new DeskPace();
  private long sequence;

  private void at(long sinceStartMs, long conversation, Event event) {
    Entry entry =
        new Entry(++sequence, START_MS + sinceStartMs, Actor.DESK, null, conversation, 1, event);
    counts.apply(entry);
    pace.apply(entry);
  }

  private void launch(long sinceStartMs, long conversation) {
    at(
        sinceStartMs,
        conversation,
        new Event.Launched(
            new Customer("c", "C", "", "", "", null, null, null, null, List.of()),
            Intake.EMPTY,
            Line.GENERAL,
            Skills.NONE,
            new Standing("Basic", 1, 0, MINUTE_MS, false, List.of())));
    queue(sinceStartMs, conversation, QueueReason.LAUNCHED);
  }

  private void queue(long sinceStartMs, long conversation, QueueReason reason) {
    at(
        sinceStartMs,
        conversation,
        new Event.Queued(reason, new OrderKey(sinceStartMs, 1, conversation), 0, 0));
  }

  private void answer(long sinceStartMs, long conversation) {
    at(sinceStartMs, conversation, new Event.Assigned(1, "ana", "Ana"));
  }

  private void close(long sinceStartMs, long conversation, Outcome outcome) {
    at(sinceStartMs, conversation, new Event.Closed(outcome, 0));
  }

  @Test
  void s2_eachChatCountsOnceAsAnsweredAbandonedOrTicketed() {
    launch(0, 1);
    answer(30_000, 1);
    queue(40_000, 1, QueueReason.AGENT_LOST);
    answer(50_000, 1);
    close(55_000, 1, Outcome.RESOLVED);
    launch(0, 2);
    close(5_000, 2, Outcome.ABANDONED);
    launch(0, 3);
    close(90_000, 3, Outcome.ABANDONED);
    launch(0, 4);
    close(20_000, 4, Outcome.TICKETED);
    launch(0, 5);
    answer(MINUTE_MS, 5);
    launch(0, 6);
    answer(MINUTE_MS + 1, 6);
    launch(0, 7);
    launch(0, 8);
    close(4_999, 8, Outcome.ABANDONED);
    assertThat(counts.since(START_MS))
        .isEqualTo(new Service(8, 3, 2, 3, 2, 1, 1, 30_000 + MINUTE_MS + MINUTE_MS + 1));
  }

  @Test
  void s3_serviceLevelLeavesOutTicketsAndThoseWhoLeftWithinTheTarget() {
    Service service = new Service(20, 8, 6, 5, 3, 1, 2, 0);
    assertThat(service.serviceLevel()).isEqualTo(6.0 / (8 + 5 - 3));
    assertThat(Service.NONE.serviceLevel()).isNull();
    assertThat(new Service(3, 0, 0, 2, 2, 0, 1, 0).serviceLevel()).isNull();
  }

  @Test
  void s3_abandonmentLeavesOutWhoLeftBeforeTheyBeganToWaitAndDeflectionDoesNot() {
    Service service = new Service(20, 8, 6, 5, 3, 1, 2, 0);
    assertThat(service.abandonment()).isEqualTo(4.0 / 14);
    assertThat(service.deflection()).isEqualTo(2.0 / 15);
    assertThat(new Service(1, 0, 0, 1, 1, 1, 0, 0).abandonment()).isNull();
    assertThat(Service.NONE.deflection()).isNull();
  }

  @Test
  void s4_theSpeedOfAnswerIsTheMeanOfThoseAnswered() {
    assertThat(new Service(3, 2, 2, 1, 1, 0, 0, 30_000).speedOfAnswerMs()).isEqualTo(15_000);
    assertThat(Service.NONE.speedOfAnswerMs()).isNull();
  }

  @Test
  void s1_aSpanCountsToTheMinuteAndADayAndAnHourAreKept() {
    for (int minute = 0; minute < 30 * 60; minute++) {
      launch(minute * MINUTE_MS, minute + 1);
    }
    assertThat(counts.since(START_MS).launched()).isEqualTo(25 * 60);
    assertThat(counts.since(START_MS + (30 * 60 - 5) * MINUTE_MS).launched()).isEqualTo(5);
    assertThat(counts.since(START_MS + 31 * 60 * MINUTE_MS)).isEqualTo(Service.NONE);
  }

  @Test
  void s5_theLastFiftyDecisionsAreKeptNewestFirst() {
    Explanation why =
        new Explanation(
            "Basic", 1_000, 1, 0, 1, Explanation.Reason.ONLY_ONE, List.of(), List.of());
    for (int i = 1; i <= 60; i++) {
      at(i, i, new Event.Offered(i, "ana", "Ana", 0, why));
    }
    assertThat(counts.decisions()).hasSize(50);
    assertThat(counts.decisions().getFirst().conversation()).isEqualTo(60);
    assertThat(counts.decisions().getFirst().explanation())
        .isEqualTo(
            "Basic, waited 0:01, offered to Ana: the only chat they can take;"
                + " load 0 of 1, the only agent free for it.");
  }

  @Test
  void s8_handleTimeIsTheMeanOfTheLastFourHundredOnceMeasured() {
    assertThat(pace.handleMs()).isEqualTo(10 * MINUTE_MS);
    for (int i = 1; i <= 1_000; i++) {
      launch(i, i);
      answer(i, i);
      close(i + 3 * MINUTE_MS, i, Outcome.RESOLVED);
    }
    assertThat(pace.handleMs())
        .isCloseTo(10 * MINUTE_MS * Math.pow(0.3, 400 / 405.0), within(1e-6));
  }

  @Test
  void s8_aDeskOfShortChatsSoonKnowsThatTheyAre() {
    for (int i = 1; i <= 20; i++) {
      launch(i, i);
      answer(i, i);
      close(i + MINUTE_MS, i, Outcome.RESOLVED);
    }
    assertThat(pace.handleMs()).isBetween(1.0 * MINUTE_MS, 1.6 * MINUTE_MS);
  }

  @Test
  void s8_patienceIsAbandonmentsByTimeWaited() {
    assertThat(pace.givenUpPerMs()).isCloseTo(1.0 / (15 * MINUTE_MS), within(1e-12));
    for (int i = 1; i <= 1_000; i++) {
      launch(0, i);
      close(2 * MINUTE_MS, i, Outcome.ABANDONED);
    }
    assertThat(pace.givenUpPerMs())
        .isCloseTo(1_005.0 / ((1_000 * 2 + 5 * 15) * MINUTE_MS), within(1e-12));
  }

  @Test
  void s8_arrivalsAreThoseOfTheLastHalfHour() {
    for (int second = 0; second < 3_600; second++) {
      launch(second * 1_000L, second + 1);
    }
    assertThat(pace.arrivalsPerMs(Line.GENERAL, START_MS + 3_600_000).get(0L))
        .isCloseTo(1 / 1_000.0, within(2e-6));
  }

  @Test
  void s10_nothingIsHeldOfChatsThatAreOver() {
    for (int i = 1; i <= 50_000; i++) {
      launch(i, i);
      if (i % 2 == 0) {
        answer(i, i);
      }
      close(i, i, i % 2 == 0 ? Outcome.RESOLVED : Outcome.ABANDONED);
    }
    assertThat(counts.openChats()).isZero();
    assertThat(pace.openChats()).isZero();
  }
}
