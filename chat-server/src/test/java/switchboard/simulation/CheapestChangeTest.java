package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static switchboard.simulation.Workloads.BASIC;
import static switchboard.simulation.Workloads.HOUR_MS;
import static switchboard.simulation.Workloads.START_MS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.CheapestChange.Found;
import switchboard.simulation.CheapestChange.Tried;

/// docs/spec/simulation.md, X11.
class CheapestChangeTest {
  private static final int REPLICATIONS = 10;
  private static final Player PLAYER = Replication.inTurn(11);

  @Test
  void x11_whatIsReachedAlreadyNeedsNothing() throws InterruptedException {
    Found found = search(Workloads.ofTiers(0.5, 6, 4), new Goal(null, 0.9), Costs.DEFAULT);
    assertThat(tried(found).change()).isEqualTo(Change.NONE);
    assertThat(tried(found).cost()).isZero();
    assertThat(found.tried()).hasSize(1);
  }

  @Test
  void x11_oneAgentFewerWouldNotDo() throws InterruptedException {
    Workload workload = Workloads.markovian(1.3, 6, 6);
    Costs agentsOnly = new Costs(1, 1_000_000, 1_000_000, 1_000_000);
    Found found = search(workload, new Goal(null, 0.95), agentsOnly);
    Knob.AddAgents add = (Knob.AddAgents) tried(found).change().knobs().getFirst();
    assertThat(tried(found).change().knobs()).hasSize(1);
    assertThat(tried(found).cost()).isEqualTo(add.count());
    Change fewer = Change.of(new Knob.AddAgents(add.count() - 1, add.profile(), add.shifts()));
    Goal goal = found.goal();
    assertThat(goal.isReachedBy(goal.estimate(PLAYER.play(fewer.applyTo(workload), REPLICATIONS))))
        .isFalse();
    assertThat(estimate(tried(found)).low()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void x11_theCheapestThingIsChosen() throws InterruptedException {
    Workload workload = Workloads.ofTiers(1.2, 6, 6);
    Goal basic = new Goal("Basic", 0.9);
    Tried bySlots = tried(search(workload, basic, new Costs(1_000, 1, 1_000, 1_000)));
    assertThat(bySlots.change().knobs()).singleElement().isInstanceOf(Knob.AddCapacity.class);
    Tried byAgents = tried(search(workload, basic, new Costs(1, 1_000, 1_000, 1_000)));
    assertThat(byAgents.change().knobs()).singleElement().isInstanceOf(Knob.AddAgents.class);
    Tried byOrder =
        tried(search(Workloads.ofTiers(1.1, 6, 6), new Goal("Basic", 0.93), Costs.DEFAULT));
    assertThat(byOrder.change().knobs()).singleElement().isInstanceOf(Knob.HeadStart.class);
  }

  @Test
  void x11_aSkillIsTaughtWhereThatIsWhatIsMissing() throws InterruptedException {
    Skills dns = Skills.of("dns");
    List<StaffMember> staff = new ArrayList<>(Workloads.staff(4, 3, 4));
    staff.add(Workloads.member("knows", 3, dns, START_MS, START_MS + 4 * HOUR_MS));
    ChatClass needs =
        new ChatClass(BASIC, new Line("", dns), Skills.NONE, Workloads.chats(BASIC, 7, 4).arrivals());
    Workload workload =
        Workloads.workload(List.of(needs), staff, new Times.Exponential(600_000), 4, HOUR_MS);
    Tried found = tried(search(workload, new Goal(null, 0.9), new Costs(100, 100, 20, 1)));
    assertThat(found.change().knobs()).singleElement().isInstanceOf(Knob.Teach.class);
  }

  @Test
  void x11_saysWhenNothingDoesAndEnds() throws InterruptedException {
    // Nobody accepts anything.
    Workload workload = Workloads.ofTiers(0.3, 1, 2);
    Workload refusing =
        new Workload(
            workload.startMs(), workload.spanMs(), workload.warmUpMs(), workload.classes(),
            workload.handleTimes(), workload.patience(), 0,
            new Answering(Times.fixed(19_000), 1, 0, Times.fixed(0)), 0, workload.staff(),
            workload.rules());
    Found found =
        CheapestChange.search(refusing, new Goal(null, 0.9), Costs.DEFAULT, PLAYER, 2, _ -> {});
    assertThat(found.found()).isNull();
    assertThat(found.tried()).hasSizeLessThanOrEqualTo(CheapestChange.TRIES_MAX);
    assertThat(found.tried()).noneMatch(Tried::reaches);
  }

  @Test
  void x11_anUnknownTierOrAnImpossibleTargetIsRefused() {
    assertThatThrownBy(() -> search(Workloads.ofTiers(1, 2, 2), new Goal("Gold", 0.9), Costs.DEFAULT))
        .hasMessage("tier: Gold, expected one of Basic, Business, Elite");
    assertThatThrownBy(() -> new Goal(null, 1.2))
        .hasMessage("target: 1.2, expected more than 0 and at most 1");
  }

  @Test
  void x11_theLowerEndOfTheIntervalMustReachTheTarget() {
    Goal goal = new Goal(null, 0.9);
    assertThat(goal.isReachedBy(new Estimate(0.92, 0.03, 30))).isFalse();
    assertThat(goal.isReachedBy(new Estimate(0.92, 0.02, 30))).isTrue();
    assertThat(goal.isReachedBy(null)).isFalse();
  }

  @Test
  void x11_whatCostsAsMuchAsAKnownSolutionIsNotTried() throws InterruptedException {
    Workload workload = Workloads.ofTiers(1.1, 6, 4);
    // One more chat at once for six agents costs as much as one more agent.
    Found found = search(workload, new Goal(null, 0.9), new Costs(6, 1, 1, 1));
    assertThat(tried(found).cost()).isEqualTo(6);
    assertThat(found.tried())
        .flatExtracting(tried -> tried.change().knobs())
        .noneMatch(Knob.AddAgents.class::isInstance);
  }

  @Test
  void x11_aHeadStartCostsWhatIsMoreThanItWas() {
    Workload workload = Workloads.ofTiers(1, 2, 2);
    Change twentyMinutes = Change.of(new Knob.HeadStart("Elite", 20 * Workloads.MINUTE_MS));
    assertThat(Costs.DEFAULT.of(twentyMinutes, workload)).as("15 it has").isEqualTo(1);
  }

  @Test
  void x11_twoThingsTogetherMayBeTheCheapest() throws InterruptedException {
    // Two agents with a slot each, and chats for nine: three more slots each are too few, and agents alone dear.
    Workload workload =
        Workloads.workload(
            List.of(Workloads.chats(BASIC, 14, 6)),
            Workloads.staff(2, 1, 6),
            new Times.Exponential(600_000),
            6,
            HOUR_MS);
    Found found = search(workload, new Goal(null, 0.97), new Costs(100, 10, 20, 1));
    assertThat(tried(found).change().knobs())
        .extracting(knob -> (Object) knob.getClass())
        .containsExactlyInAnyOrder(Knob.AddCapacity.class, Knob.AddAgents.class);
  }

  @Test
  void x11_breaksAreNoShiftsOfTheirOwn() {
    Workload workload = Workloads.ofTiers(1, 2, 24);
    Knob withBreaks =
        new Knob.AddAgents(2, workload.staff().getFirst().profile(), shifts(0, 3, 3.2, 5, 8.9, 10));
    Knob twoDays =
        new Knob.AddAgents(2, workload.staff().getFirst().profile(), shifts(0, 3, 7, 9));
    assertThat(Costs.DEFAULT.of(Change.of(withBreaks), workload)).isEqualTo(200);
    assertThat(Costs.DEFAULT.of(Change.of(twoDays), workload)).isEqualTo(400);
  }

  /// Recorded, no two agents are at work at the very same times.
  @Test
  void x11_agentsOfOneKindNeedNotComeAndGoAtTheSameMoment() throws InterruptedException {
    Skills dns = Skills.of("dns");
    List<StaffMember> staff = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      staff.add(Workloads.member("any-" + i, 3, Skills.NONE, START_MS, START_MS + 4 * HOUR_MS - i));
    }
    staff.add(Workloads.member("knows", 1, dns, START_MS, START_MS + 4 * HOUR_MS));
    ChatClass needs =
        new ChatClass(BASIC, new Line("", dns), Skills.NONE, Workloads.chats(BASIC, 6, 4).arrivals());
    Workload workload =
        Workloads.workload(List.of(needs), staff, new Times.Exponential(600_000), 4, HOUR_MS);
    Tried found =
        tried(search(workload, new Goal(null, 0.9), new Costs(1, 1_000_000, 1_000_000, 1)));
    Knob.AddAgents add = (Knob.AddAgents) found.change().knobs().getFirst();
    assertThat(add.profile().skills()).isEqualTo(dns);
  }

  @Test
  void x11_aDeskThatIsFullIsOfferedNoMoreAgents() throws InterruptedException {
    List<StaffMember> full = Workloads.staff(Workload.STAFF_MAX, 1, 1);
    Workload workload =
        Workloads.workload(
            List.of(Workloads.chats(BASIC, 1, 1)), full, new Times.Exponential(600_000), 1, 0);
    Workload refusing =
        new Workload(
            workload.startMs(), workload.spanMs(), 0, workload.classes(), workload.handleTimes(),
            workload.patience(), 0, new Answering(Times.fixed(0), 1, 0, Times.fixed(0)), 0, full,
            workload.rules());
    Found found =
        CheapestChange.search(refusing, new Goal(null, 1), Costs.DEFAULT, PLAYER, 2, _ -> {});
    assertThat(found.found()).isNull();
  }

  private static List<StaffMember.Shift> shifts(double... hours) {
    List<StaffMember.Shift> shifts = new ArrayList<>();
    for (int i = 0; i < hours.length; i += 2) {
      shifts.add(
          new StaffMember.Shift(
              START_MS + Math.round(hours[i] * HOUR_MS),
              START_MS + Math.round(hours[i + 1] * HOUR_MS)));
    }
    return shifts;
  }

  private static Found search(Workload workload, Goal goal, Costs costs)
      throws InterruptedException {
    return CheapestChange.search(workload, goal, costs, PLAYER, REPLICATIONS, _ -> {});
  }

  private static Tried tried(Found found) {
    return Objects.requireNonNull(found.found());
  }

  private static Estimate estimate(Tried tried) {
    return Objects.requireNonNull(tried.serviceLevel());
  }
}
