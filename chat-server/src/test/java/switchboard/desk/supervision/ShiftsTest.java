package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.StateReason;

/// docs/spec/supervision.md, S42 and S43. The desk is in Berlin, and the day that begins is 2026-11-30.
class ShiftsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long MIDNIGHT_MS = 1_795_993_200_000L;
  private static final long MINUTE_MS = 60_000;
  private static final Explanation WHY =
      new Explanation("Basic", 0, 1, 0, 1, Explanation.Reason.ONLY_ONE, List.of(), List.of());

  private final Shifts shifts = new Shifts(BERLIN);
  private long sequence;

  private void at(long minutes, long conversation, Event event) {
    long atMs = MIDNIGHT_MS + minutes * MINUTE_MS;
    shifts.apply(new Entry(++sequence, atMs, Actor.DESK, null, conversation, 1, event));
  }

  private void state(long minutes, AgentState state) {
    at(minutes, 0, new Event.AgentStateChanged("ana", state, StateReason.CHOSEN));
  }

  private void comes(long minutes) {
    at(minutes, 0, new Event.AgentEnrolled("ana", "Ana", false, 3, Skills.NONE, List.of()));
    at(minutes, 0, new Event.SessionOpened("ana", "s"));
    state(minutes, AgentState.AVAILABLE);
  }

  private void takes(long minutes, long conversation) {
    at(minutes, conversation, new Event.Assigned(conversation, "ana", "Ana"));
  }

  private void ends(long minutes, long conversation) {
    at(minutes, conversation, new Event.Closed(Outcome.RESOLVED, 0));
  }

  private Shift ana(long minutes) {
    return Objects.requireNonNull(shifts.of("ana", MIDNIGHT_MS + minutes * MINUTE_MS));
  }

  private Worked worked(long minutes) {
    Shift shift = ana(minutes);
    return new Worked(shift.handlingMs() / MINUTE_MS, shift.idleMs() / MINUTE_MS);
  }

  @Test
  void s42_handlingLastsFromTheFirstChatTakenToTheLastOneLetGo() {
    comes(10);
    assertThat(ana(10).occupancy()).isNull();
    takes(20, 1);
    takes(25, 2);
    ends(30, 1);
    ends(40, 2);
    assertThat(worked(50)).isEqualTo(new Worked(20, 20));
    assertThat(ana(50).occupancy()).isEqualTo(0.5);
    assertThat(shifts.worked(MIDNIGHT_MS + 50 * MINUTE_MS).occupancy()).isEqualTo(0.5);
  }

  @Test
  void s42_whoIsAwayOrNotConnectedIsNotAvailableButMayStillHandle() {
    comes(0);
    state(10, AgentState.AWAY);
    takes(20, 1);
    at(25, 0, new Event.SessionClosed("ana", "s", MIDNIGHT_MS + 99 * MINUTE_MS));
    ends(30, 1);
    state(40, AgentState.AVAILABLE);
    assertThat(worked(60)).isEqualTo(new Worked(10, 10));
  }

  @Test
  void s42_whoIsNotHeardIsNotAvailable() {
    comes(0);
    at(10, 0, new Event.SessionQuiet("ana", "s"));
    at(25, 0, new Event.SessionHeard("ana", "s"));
    assertThat(worked(30)).isEqualTo(new Worked(0, 15));
  }

  @Test
  void s42_aChatTakenOverIsHandledByWhoHasIt() {
    comes(0);
    takes(0, 1);
    at(10, 1, new Event.Assigned(0, "ben", "Ben"));
    assertThat(worked(30)).isEqualTo(new Worked(10, 20));
    Shift ben = Objects.requireNonNull(shifts.of("ben", MIDNIGHT_MS + 30 * MINUTE_MS));
    assertThat(ben.handlingMs()).isEqualTo(20 * MINUTE_MS);
    assertThat(ben.given()).isEqualTo(1);
  }

  @Test
  void s42_aDayBeginsAtMidnightInTheMiddleOfAChat() {
    comes(-60);
    takes(-30, 1);
    assertThat(worked(-15)).isEqualTo(new Worked(15, 30));
    assertThat(worked(15)).isEqualTo(new Worked(15, 0));
    ends(20, 1);
    assertThat(worked(30)).isEqualTo(new Worked(20, 10));
  }

  @Test
  void s42_theLastMinuteOfADayHasTheTimeAtWorkOfThatDay() {
    Folds folds = new Folds(BERLIN);
    folds.apply(
        new Entry(
            1,
            MIDNIGHT_MS - 30 * MINUTE_MS,
            Actor.DESK,
            null,
            1,
            1,
            new Event.Assigned(1, "ana", "Ana")));
    DeskView desk = new Desk(DeskRules.DEFAULT).view();
    assertThat(Minute.of(desk, folds, MIDNIGHT_MS - MINUTE_MS).worked())
        .isEqualTo(new Worked(30 * MINUTE_MS, 0));
    assertThat(Minute.of(desk, folds, MIDNIGHT_MS).worked())
        .isEqualTo(new Worked(MINUTE_MS, 0));
  }

  /// On 2026-09-06 in Santiago the clock goes from midnight to one: the day is 23 h, and the next begins at midnight.
  @Test
  void s42_aDayThatBeganAtOneEndsAtMidnight() {
    ZoneId santiago = ZoneId.of("America/Santiago");
    Shifts there = new Shifts(santiago);
    long noonMs = Instant.parse("2026-09-06T15:00:00Z").toEpochMilli();
    long nextMs = Shifts.dayBeganMs(noonMs + 24 * 60 * MINUTE_MS, santiago);
    there.apply(
        new Entry(1, noonMs, Actor.DESK, null, 1, 1, new Event.Assigned(1, "ana", "Ana")));
    there.apply(
        new Entry(
            2, nextMs + MINUTE_MS, Actor.DESK, null, 1, 2, new Event.Closed(Outcome.RESOLVED, 0)));
    Shift ana = Objects.requireNonNull(there.of("ana", nextMs + 2 * MINUTE_MS));
    assertThat(ana.dayMs()).isEqualTo(nextMs);
    assertThat(ana.handlingMs()).isEqualTo(MINUTE_MS);
  }

  @Test
  void s43_theStatesOfTheDayBeginWithTheOneInWhichItBegan() {
    comes(-60);
    state(-30, AgentState.AWAY);
    state(15, AgentState.AVAILABLE);
    state(15, AgentState.AVAILABLE);
    assertThat(ana(20).spans())
        .extracting(Shift.Span::state)
        .containsExactly(AgentState.AWAY, AgentState.AVAILABLE);
  }

  @Test
  void s43_offersAreCountedByHowTheyEnded() {
    comes(0);
    for (long offer = 1; offer <= 4; offer++) {
      at(offer, offer, new Event.Offered(offer, "ana", "Ana", 0, WHY));
    }
    takes(5, 1);
    at(6, 2, new Event.OfferEnded(2, "ana", OfferOutcome.DECLINED, "", 0, 0));
    at(6, 3, new Event.OfferEnded(3, "ana", OfferOutcome.EXPIRED, "", 0, 1));
    at(6, 4, new Event.OfferEnded(4, "ana", OfferOutcome.WITHDRAWN, "", 0, 1));
    Shift shift = ana(10);
    assertThat(List.of(shift.offers(), shift.accepted(), shift.declined(), shift.missed()))
        .containsExactly(4, 1, 1, 1);
    assertThat(ana(24 * 60 + 1).offers()).isZero();
  }

  @Test
  void s43_ofVeryManyStatesTheLatestAreKept() {
    comes(0);
    for (int i = 0; i < 1_000; i++) {
      state(1, i % 2 == 0 ? AgentState.AWAY : AgentState.AVAILABLE);
    }
    assertThat(ana(2).spans()).hasSize(300);
  }
}
