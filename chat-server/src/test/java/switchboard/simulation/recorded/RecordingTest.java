package switchboard.simulation.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Answering;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.Estimate;
import switchboard.simulation.Metric;
import switchboard.simulation.Replication;
import switchboard.simulation.SimulatedDesk;
import switchboard.simulation.StaffMember;
import switchboard.simulation.StaffMember.Shift;
import switchboard.simulation.Times;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;
import switchboard.simulation.recorded.Recorded.Coming;

/// docs/spec/simulation.md, X22 to X29: what a recorded period tells, on days whose truth is known because a simulated desk wrote them.
class RecordingTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long START_MS = 1_800_000_000_000L;
  private static final long HANDLE_MS = 10 * MINUTE_MS;
  private static final long PATIENCE_MS = 15 * MINUTE_MS;

  private static final Standing ELITE =
      new Standing("Elite", 3, 15 * MINUTE_MS, MINUTE_MS, false, List.of());
  private static final Standing BUSINESS =
      new Standing("Business", 2, 10 * MINUTE_MS, 3 * MINUTE_MS, false, List.of());
  private static final Standing BASIC =
      new Standing("Basic", 1, 0, 8 * MINUTE_MS, false, List.of());

  @Test
  void x22_arrivalsAreThoseOfEachClassInEachQuarterOfAnHour() {
    Recorded recorded = recorded(day(1, 8), 8);
    Workload fitted = recorded.workload(Coming.AT_RANDOM);

    assertThat(fitted.tiers()).containsExactly("Basic", "Business", "Elite");
    assertThat(fitted.expectedChats()).isEqualTo(recorded.came().stream().mapToInt(c -> c.atMs().size()).sum());
    for (ChatClass chats : fitted.classes()) {
      double truth = perHour(chats.standing().tier()) * 8;
      assertThat(chats.arrivals().expected())
          .as(chats.standing().tier())
          .isCloseTo(truth, within(3 * Math.sqrt(truth)));
      assertThat(((Arrivals.Rates) chats.arrivals()).perQuarter()).hasSize(8 * 4);
    }
  }

  @Test
  void x22_orTheVeryTimesAtWhichTheyCame() {
    List<Entry> day = day(1, 8);
    Workload asRecorded = recorded(day, 8).workload(Coming.AS_RECORDED);
    assertThat(asRecorded.classes())
        .flatExtracting(chats -> ((Arrivals.Instants) chats.arrivals()).ms())
        .containsExactlyInAnyOrderElementsOf(launches(day, START_MS + 8 * HOUR_MS));
  }

  @Test
  void x22_theRateOfALastQuarterIsThatOfItsPart() {
    List<Entry> day = day(1, 8);
    double hours = 8 - 1 / 6.0;
    long endMs = START_MS + Math.round(hours * HOUR_MS);
    for (ChatClass chats : recorded(day, hours).workload(Coming.AT_RANDOM).classes()) {
      long came =
          day.stream()
              .filter(e -> e.atMs() >= endMs - 5 * MINUTE_MS && e.atMs() < endMs)
              .filter(
                  e ->
                      e.event() instanceof Event.Launched launched
                          && launched.standing().tier().equals(chats.standing().tier()))
              .count();
      assertThat(((Arrivals.Rates) chats.arrivals()).perQuarter().getLast()).isEqualTo(3.0 * came);
    }
  }

  @Test
  void x23_handleTimesComeBackWithinAFewPercent() {
    Times handling = recorded(day(2, 24), 24).handleTimes().get("Basic");
    assertThat(mean(handling)).isCloseTo(HANDLE_MS, within(0.07 * HANDLE_MS));
    assertThat((double) handling.at(0.5))
        .as("median")
        .isCloseTo(lognormal().at(0.5), within(0.07 * HANDLE_MS));
  }

  @Test
  void x23_theHandleTimeOfAChatThatCameBackIsThatOfItsParts() {
    Story story = new Story();
    story.at(0, ANA, new Command.OpenSession("one", 1, Skills.NONE, List.of()));
    story.at(0, ANA, new Command.SetState(AgentState.AVAILABLE));
    story.launch(1, "ines");
    story.at(1, ANA, new Command.AcceptOffer(1));
    story.at(6, ANA, new Command.TransferToQueue(1, "", "Please go on"));
    story.at(6, ANA, new Command.SetState(AgentState.AWAY));
    story.at(9, ANA, new Command.SetState(AgentState.AVAILABLE));
    story.at(9, ANA, new Command.AcceptOffer(story.offer()));
    story.at(12, ANA, new Command.CloseConversation(1));
    Recorded recorded = story.recorded(0, 30);
    assertThat(recorded.handled()).containsEntry("Basic", 1);
    assertThat(recorded.handleTimes().get("Basic").at(0.5)).isEqualTo(8 * MINUTE_MS);
  }

  @Test
  void x24_patienceComesBackThoughMostWereAnsweredBeforeTheyGaveUp() {
    Recorded recorded = recorded(day(3, 48), 48);
    Service basic = recorded.services().get("Basic");
    assertThat(basic.answered()).isGreaterThan(2 * basic.abandoned());

    Times patience = recorded.patience().get("Basic");
    Times truth = new Times.Exponential(PATIENCE_MS);
    for (double gaveUp : List.of(0.1, 0.2, 0.3, 0.4)) {
      assertThat((double) patience.at(gaveUp))
          .as("when " + gaveUp + " have given up")
          .isCloseTo(truth.at(gaveUp), within(0.15 * truth.at(gaveUp)));
    }
  }

  @Test
  void x24_ofATierOfWhichTooFewEndsWereSeenAllTiersAreTaken() {
    Recorded hour = recorded(day(1, 1), 1);
    assertThat(hour.abandoned().getOrDefault("Elite", 0)).isLessThan(10);
    assertThat(hour.abandoned().getOrDefault("Business", 0)).isLessThan(10);
    assertThat(hour.patience().get("Elite")).isEqualTo(hour.patience().get("Business"));
    Recorded days = recorded(day(3, 48), 48);
    assertThat(days.abandoned().get("Basic")).isGreaterThan(10);
    assertThat(days.patience().get("Basic")).isNotEqualTo(days.patience().get("Elite"));
  }

  /// Nobody is there, so a ticket is suggested to whoever waits when it is looked, every half minute.
  @Test
  void x24_deflectionIsOfThoseToWhomATicketWasSuggested() {
    Story story = new Story();
    story.launch(1.1, "asks for one by herself");
    story.at(1.2, story.customer("asks for one by herself"), new Command.OpenTicket(1, ""));
    story.launch(2.1, "takes the one that is suggested");
    story.at(3, story.customer("takes the one that is suggested"), new Command.OpenTicket(2, ""));
    story.launch(4.1, "goes");
    story.at(6, story.customer("goes"), new Command.CloseConversation(3));
    Recorded recorded = story.recorded(0, 30);
    assertThat(recorded.suggested()).isEqualTo(2);
    assertThat(recorded.deflection()).isEqualTo(0.5);
  }

  @Test
  void x25_howAgentsAnswerComesBack() {
    Answering answering = recorded(day(4, 24), 24).answering();
    assertThat(answering.declined()).isCloseTo(0.03, within(0.01));
    assertThat(answering.missed()).isCloseTo(0.02, within(0.01));
    assertThat(mean(answering.delay())).isCloseTo(4_000, within(400.0));
    assertThat(answering.back().at(0.5)).isEqualTo(2 * MINUTE_MS);
  }

  @Test
  void x26_shiftsAndCapacitiesAreThoseOfTheAgents() {
    List<StaffMember> staff = recorded(day(5, 8), 8).staff();
    assertThat(staff).hasSize(8);
    assertThat(staff).allSatisfy(agent -> assertThat(agent.profile().capacity()).isEqualTo(3));
    assertThat(staff.get(0).shifts()).containsExactly(new Shift(START_MS, START_MS + 8 * HOUR_MS));
    assertThat(staff.get(7).shifts())
        .as("who has half a day")
        .containsExactly(new Shift(START_MS, START_MS + 4 * HOUR_MS));
  }

  @Test
  void x26_whomMissesSetAwayIsAtWorkMeanwhile() {
    Story story = new Story();
    story.at(0, ANA, new Command.OpenSession("one", 2, Skills.NONE, List.of()));
    story.at(0, ANA, new Command.SetState(AgentState.AVAILABLE));
    story.launch(1, "ines");
    story.launch(1, "theo");
    story.at(3, story.customer("ines"), new Command.CloseConversation(1));
    story.at(3, story.customer("theo"), new Command.CloseConversation(2));
    story.at(5, ANA, new Command.SetState(AgentState.AVAILABLE));
    story.at(20, ANA, new Command.SetState(AgentState.AWAY));
    Recorded recorded = story.recorded(0, 30);
    assertThat(recorded.answering().missed()).isEqualTo(1.0);
    assertThat(recorded.staff()).hasSize(1);
    assertThat(recorded.staff().getFirst().shifts())
        .containsExactly(new Shift(START_MS, START_MS + 20 * MINUTE_MS));
  }

  @Test
  void x27_whoWasThereWhenReadingBeganIsNotCounted() {
    Story story = new Story();
    story.at(0, ANA, new Command.OpenSession("one", 1, Skills.NONE, List.of()));
    story.at(0, ANA, new Command.SetState(AgentState.AVAILABLE));
    story.launch(1, "ines");
    story.at(1, ANA, new Command.AcceptOffer(1));
    story.launch(2, "theo");
    story.at(90, ANA, new Command.CloseConversation(1));
    story.at(90, ANA, new Command.AcceptOffer(story.offer()));
    story.at(95, ANA, new Command.CloseConversation(2));
    Recorded recorded = story.recorded(70, 120);
    assertThat(recorded.chats()).isZero();
    assertThat(recorded.came()).as("they are there, though").hasSize(1);
    assertThat(recorded.handled()).as("one was seen from its beginning").containsEntry("Basic", 1);
    assertThat(recorded.handleTimes().get("Basic").at(0.5)).isEqualTo(5 * MINUTE_MS);
  }

  @Test
  void x29_whoWaitsWhenThePeriodEndsCountsOnlyWhenLateAlready() {
    Story story = new Story();
    story.launch(1, "late by then");
    story.launch(8, "not yet");
    Service basic = story.recorded(0, 10).services().get("Basic");
    assertThat(basic.launched()).isEqualTo(1);
    assertThat(basic.abandoned()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void x28_aPeriodSimulatedAsItWasHasTheServiceLevelThatItHad(long seed)
      throws InterruptedException {
    Recorded recorded = recorded(day(seed, 24), 24);
    List<Double> levels =
        Replication.inTurn(seed).play(recorded.workload(Coming.AS_RECORDED), 30).stream()
            .map(one -> Metric.SERVICE_LEVEL.of(one, null))
            .toList();
    Estimate simulated = Estimate.of(levels);
    assertThat(simulated.mean()).isCloseTo(recorded.serviceLevel(), within(0.02));
  }

  @Test
  void x27_whatCameBeforeThePeriodIsPlayedAndNotCounted() {
    List<Entry> day = day(6, 8);
    Period afternoon = new Period(START_MS + 4 * HOUR_MS, START_MS + 8 * HOUR_MS);
    Desk before = new Desk(DeskRules.DEFAULT);
    day.stream().filter(e -> e.atMs() < afternoon.leadMs()).forEach(before::apply);
    Recording recording =
        new Recording(afternoon, DeskRules.DEFAULT, before.image(), afternoon.leadMs());
    day.stream()
        .filter(e -> e.atMs() >= afternoon.leadMs() && e.atMs() < afternoon.toMs())
        .forEach(recording::read);
    Recorded recorded = recording.end();

    Workload workload = recorded.workload(Coming.AS_RECORDED);
    assertThat(workload.startMs()).isEqualTo(afternoon.leadMs());
    assertThat(workload.warmUpMs()).isEqualTo(Period.LEAD_MS);
    long waitingOrServed =
        before.view().conversations().stream()
            .filter(held -> !held.isOver())
            .count();
    assertThat(workload.expectedChats())
        .isEqualTo(
            waitingOrServed
                + launches(day, afternoon.toMs()).stream()
                    .filter(ms -> ms >= afternoon.leadMs())
                    .count());
    assertThat(recorded.chats())
        .as("but for the last, of whom it is not yet known whether they are late")
        .isCloseTo(
            (int)
                launches(day, afternoon.toMs()).stream()
                    .filter(ms -> ms >= afternoon.fromMs())
                    .count(),
            within(20));
  }

  @Test
  void x29_aPeriodWithTooFewChatsIsRefusedWithTheirNumber() {
    List<Entry> day = day(7, 1);
    Recorded minutes = recorded(day, 1.0 / 30);
    assertThatThrownBy(() -> minutes.workload(Coming.AS_RECORDED))
        .isInstanceOf(Unplayable.class)
        .hasMessageContaining("only " + minutes.chats() + " chats")
        .hasMessageContaining("at least 20");
  }

  @Test
  void x29_aPeriodIsAtMost31DaysAndEndsAfterItBegins() {
    assertThatThrownBy(() -> new Period(START_MS, START_MS + 32 * 24 * HOUR_MS))
        .hasMessageContaining("31 days");
    assertThatThrownBy(() -> new Period(START_MS, START_MS)).hasMessageContaining("after from");
    assertThatThrownBy(() -> new Period(START_MS / 1000, START_MS))
        .hasMessageContaining("milliseconds");
  }

  // --- stories ---

  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana Duarte");

  /// A desk to which little happens, minute by minute.
  private static final class Story {
    private static final DeskRules RULES = DeskRules.DEFAULT.withoutWrapUp();

    private final Desk desk = new Desk(RULES);
    private final List<Entry> entries = new ArrayList<>();

    Actor customer(String name) {
      return new Actor(Actor.Kind.CUSTOMER, name, name);
    }

    void launch(double minute, String name) {
      Customer customer = new Customer(name, name, "", "", "", null, null, null, null, List.of());
      at(
          minute,
          customer(name),
          new Command.LaunchChat(customer, Intake.EMPTY, Line.GENERAL, Skills.NONE, BASIC));
    }

    void at(double minute, Actor by, Command command) {
      long atMs = ms(minute);
      while (desk.nextDeadlineMs() <= atMs) {
        decide(Actor.DESK, new Command.Tick(), desk.nextDeadlineMs());
      }
      decide(by, command, atMs);
    }

    private void decide(Actor by, Command command, long atMs) {
      Decision decision = desk.decide(by, null, command, atMs);
      assertThat(decision).as(command.toString()).isInstanceOf(Decision.Accepted.class);
      entries.addAll(((Decision.Accepted) decision).entries());
    }

    /// That rings last.
    long offer() {
      return entries.stream()
          .filter(entry -> entry.event() instanceof Event.Offered)
          .mapToLong(entry -> ((Event.Offered) entry.event()).offer())
          .max()
          .orElseThrow();
    }

    /// A period that is read with as much of its lead as there is.
    Recorded recorded(double fromMinute, double toMinute) {
      Period period = new Period(ms(fromMinute), ms(toMinute));
      Desk before = new Desk(RULES);
      entries.stream().filter(e -> e.atMs() < period.leadMs()).forEach(before::apply);
      Recording recording =
          new Recording(period, RULES, before.image(), Math.max(START_MS, period.leadMs()));
      entries.stream()
          .filter(e -> e.atMs() >= period.leadMs() && e.atMs() < period.toMs())
          .forEach(recording::read);
      return recording.end();
    }

    private static long ms(double minute) {
      return START_MS + Math.round(minute * MINUTE_MS);
    }
  }

  // --- days ---

  private static double perHour(String tier) {
    return switch (tier) {
      case "Elite" -> 13;
      case "Business" -> 39;
      default -> 78;
    };
  }

  private static Times lognormal() {
    return new Times.Lognormal(HANDLE_MS, 0.9);
  }

  private static List<Entry> day(long seed, int hours) {
    List<ChatClass> classes = new ArrayList<>();
    TreeMap<String, Times> handling = new TreeMap<>();
    TreeMap<String, Times> patience = new TreeMap<>();
    for (Standing standing : List.of(ELITE, BUSINESS, BASIC)) {
      double perQuarter = perHour(standing.tier()) / 4;
      classes.add(
          new ChatClass(
              standing,
              Line.GENERAL,
              Skills.NONE,
              new Arrivals.Rates(Collections.nCopies(hours * 4, perQuarter))));
      handling.put(standing.tier(), lognormal());
      patience.put(standing.tier(), new Times.Exponential(PATIENCE_MS));
    }
    long endMs = START_MS + hours * HOUR_MS;
    List<StaffMember> staff =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                n ->
                    new StaffMember(
                        "agent-" + n,
                        new AgentProfile("Agent " + n, false, 3, Skills.NONE, List.of()),
                        List.of(new Shift(START_MS, n == 8 ? START_MS + hours * HOUR_MS / 2 : endMs))))
            .toList();
    Workload truth =
        new Workload(
            START_MS,
            hours * HOUR_MS,
            0,
            classes,
            handling,
            patience,
            0,
            new Answering(
                new Times.Exponential(4_000), 0.03, 0.02, Times.fixed(2 * MINUTE_MS)),
            0,
            staff,
            DeskRules.DEFAULT);
    List<Entry> entries = new ArrayList<>();
    new SimulatedDesk(truth, seed, 0, entries::add).playUntil(endMs - 1);
    return entries;
  }

  private static Recorded recorded(List<Entry> day, double hours) {
    long toMs = START_MS + Math.round(hours * HOUR_MS);
    Recording recording =
        new Recording(
            new Period(START_MS, toMs),
            DeskRules.DEFAULT,
            new Desk(DeskRules.DEFAULT).image(),
            START_MS);
    day.stream().filter(entry -> entry.atMs() < toMs).forEach(recording::read);
    return recording.end();
  }

  private static List<Long> launches(List<Entry> day, long toMs) {
    return day.stream()
        .filter(e -> e.event() instanceof Event.Launched)
        .map(Entry::atMs)
        .filter(atMs -> atMs < toMs)
        .toList();
  }

  private static double mean(Times times) {
    double sum = 0;
    int count = 10_000;
    for (int i = 0; i < count; i++) {
      sum += times.at((i + 0.5) / count);
    }
    return sum / count;
  }
}
