package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import switchboard.desk.supervision.Calibration.Came;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
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
import switchboard.desk.vocabulary.StateReason;

/// docs/spec/supervision.md, S7, S8, S10 and S12. Ana has three slots.
class ForecastTest {
  private static final long START_MS = 1_800_000_000_000L;
  private static final Standing BASIC = new Standing("Basic", 1, 0, 480_000, false, List.of());
  private static final Standing ELITE = new Standing("Elite", 3, 900_000, 60_000, false, List.of());
  private static final Line DNS = new Line("", Skills.of("dns"));
  private static final Line MYSQL = new Line("", Skills.of("mysql"));

  private final List<Came> came = new ArrayList<>();
  private final Forecast forecast = new Forecast(came::add);
  private long sequence;

  private void at(long sinceStartMs, long conversation, Event event) {
    forecast.apply(
        new Entry(++sequence, START_MS + sinceStartMs, Actor.DESK, null, conversation, 1, event));
  }

  private void staff(Skills skills) {
    at(0, 0, new Event.AgentEnrolled("ana", "Ana", false, 3, skills, List.of()));
    at(0, 0, new Event.SessionOpened("ana", "s"));
    at(0, 0, new Event.AgentStateChanged("ana", AgentState.AVAILABLE, StateReason.CHOSEN));
  }

  private void launch(long sinceStartMs, long conversation, Line line, Standing standing) {
    at(
        sinceStartMs,
        conversation,
        new Event.Launched(
            new Customer("c", "C", "", "", "", null, null, null, null, List.of()),
            Intake.EMPTY,
            line,
            Skills.NONE,
            standing));
    at(
        sinceStartMs,
        conversation,
        new Event.Queued(
            QueueReason.LAUNCHED, key(sinceStartMs, standing, conversation), 0, 0));
  }

  private static OrderKey key(long sinceStartMs, Standing standing, long conversation) {
    return new OrderKey(
        START_MS + sinceStartMs - standing.headStartMs(), standing.rank(), conversation);
  }

  private Calibration.Told told(Line line, Standing standing, long sinceStartMs) {
    return Objects.requireNonNull(
        forecast.told(
            line, standing, key(sinceStartMs, standing, 1_000), START_MS + sinceStartMs));
  }

  @Test
  void s12_whoIsOfferedToAnAgentAtOnceIsToldNothing() {
    staff(Skills.NONE);
    launch(1_000, 1, Line.GENERAL, BASIC);
    Explanation why =
        new Explanation(
            "Basic", 0, 1, 0, 1, Explanation.Reason.ONLY_ONE, List.of(), List.of());
    at(1_000, 1, new Event.Offered(1, "ana", "Ana", 0, why));
    at(5_000, 1, new Event.Assigned(1, "ana", "Ana"));
    launch(6_000, 2, Line.GENERAL, BASIC);
    at(7_000, 2, new Event.Offered(2, "ana", "Ana", 0, why));
    at(9_000, 2, new Event.Assigned(2, "ana", "Ana"));
    assertThat(came).extracting(Came::conversation).containsExactly(2L);
    assertThat(came.getFirst().waitMs()).isEqualTo(3_000);
  }

  @Test
  void s12_nobodyIsToldAWaitWhileNobodyWhoCouldTakeItIsAvailable() {
    staff(Skills.of("mysql"));
    launch(1_000, 1, DNS, BASIC);
    at(5_000, 1, new Event.Closed(Outcome.ABANDONED, 0));
    assertThat(came).isEmpty();
    assertThat(forecast.told(DNS, BASIC, key(6_000, BASIC, 2), START_MS + 6_000)).isNull();
  }

  @Test
  void s7_onlyThoseFirstInOrderAreAhead() {
    staff(Skills.NONE);
    for (int i = 1; i <= 30; i++) {
      launch(i * 1_000, i, Line.GENERAL, BASIC);
    }
    assertThat(told(Line.GENERAL, BASIC, 31_000).naiveMs())
        .isEqualTo(30 * 600_000 / 3);
    assertThat(told(Line.GENERAL, ELITE, 31_000).naiveMs()).isZero();
    assertThat(told(Line.GENERAL, BASIC, 31_000).estimate().p50Ms())
        .isGreaterThan(5 * told(Line.GENERAL, ELITE, 31_000).estimate().p50Ms());
  }

  @Test
  void s8_arrivalsOfOtherLinesDoNotOvertake() {
    staff(Skills.of("dns", "mysql"));
    for (int i = 1; i <= 60; i++) {
      launch(i * 30_000, i, MYSQL, ELITE);
      at(i * 30_000 + 1, i, new Event.Closed(Outcome.ABANDONED, 0));
    }
    long nowMs = 60 * 30_000 + 1_000;
    assertThat(forecast.pace().arrivalsPerMs(DNS, START_MS + nowMs)).isEmpty();
    assertThat(forecast.pace().arrivalsPerMs(MYSQL, START_MS + nowMs).get(900_000L))
        .isCloseTo(1 / 30_000.0, within(2e-6));
    assertThat(told(MYSQL, BASIC, nowMs).estimate().p50Ms())
        .isGreaterThan(2 * told(DNS, BASIC, nowMs).estimate().p50Ms());
  }

  @Test
  void s11_chatsOfOtherLinesForTheSameAgentsMakeTheWaitLonger() {
    staff(Skills.of("dns", "mysql"));
    long alone = told(DNS, BASIC, 60_000).estimate().p50Ms();
    for (int i = 1; i <= 9; i++) {
      launch(i * 1_000, i, MYSQL, BASIC);
    }
    assertThat(told(DNS, BASIC, 60_000).estimate().p50Ms()).isGreaterThan(5 * alone);
  }

  @Test
  void s10_nothingIsHeldOfChatsThatAreOver() {
    staff(Skills.NONE);
    for (int i = 1; i <= 10_000; i++) {
      launch(i, i, Line.GENERAL, i % 3 == 0 ? ELITE : BASIC);
      if (i % 2 == 0) {
        at(i, i, new Event.Assigned(i, "ana", "Ana"));
      }
      at(i, i, new Event.Closed(i % 2 == 0 ? Outcome.RESOLVED : Outcome.ABANDONED, 0));
    }
    assertThat(forecast.openChats()).isZero();
  }

  @Test
  void s6_aChatThatIsMovedCountsWhereItIsNow() {
    staff(Skills.NONE);
    Line billing = new Line("Billing", Skills.NONE);
    Standing basic = new Standing("Basic", 1, 0, 480_000, false, List.of());
    for (int i = 1; i <= 6; i++) {
      launch(i * 1_000, i, Line.GENERAL, basic);
    }
    WaitEstimate crowded = told(Line.GENERAL, basic, 60_000).estimate();
    at(20_000, 1, new Event.WantsChanged(billing, Skills.NONE, 0));
    at(20_000, 2, new Event.WantsChanged(billing, Skills.NONE, 0));
    Calibration.Told inBilling = told(billing, basic, 60_000);
    at(21_000, 1, new Event.WantsChanged(Line.GENERAL, Skills.NONE, 0));
    at(21_000, 2, new Event.WantsChanged(Line.GENERAL, Skills.NONE, 0));
    assertThat(told(Line.GENERAL, basic, 60_000).estimate()).isEqualTo(crowded);
    assertThat(inBilling.naiveMs()).isPositive().isLessThan(told(Line.GENERAL, basic, 60_000).naiveMs());
    at(22_000, 0, new Event.QueuePaused(""));
    assertThat(forecast.told(Line.GENERAL, basic, key(60_000, basic, 1_000), START_MS + 60_000))
        .isNull();
  }
}
