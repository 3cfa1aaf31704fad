package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static switchboard.simulation.Workloads.BASIC;
import static switchboard.simulation.Workloads.BUSINESS;
import static switchboard.simulation.Workloads.ELITE;
import static switchboard.simulation.Workloads.HOUR_MS;
import static switchboard.simulation.Workloads.MINUTE_MS;
import static switchboard.simulation.Workloads.START_MS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Measures.Waits;
import switchboard.simulation.StaffMember.Shift;

/// docs/spec/simulation.md, X1 to X9.
class ReplicationTest {
  private static final int REPLICATIONS = 10;
  private static final Workload BUSY = Workloads.ofTiers(1.2, 6, 8);

  // --- chance ---

  @Test
  void x3_theSameSeedIsPlayedTheSame() {
    assertThat(entries(BUSY, 7, 2)).isEqualTo(entries(BUSY, 7, 2)).hasSizeGreaterThan(2_000);
    assertThat(Replication.of(BUSY, 7, 2)).isEqualTo(Replication.of(BUSY, 7, 2));
    assertThat(Replication.of(BUSY, 7, 3)).isNotEqualTo(Replication.of(BUSY, 7, 2));
    assertThat(Replication.of(BUSY, 8, 2)).isNotEqualTo(Replication.of(BUSY, 7, 2));
  }

  @Test
  void x3_aChangeThatChangesNothingMakesNoDifference() throws InterruptedException {
    Change same =
        Change.of(
            new Knob.Demand("", 1),
            new Knob.HeadStart("Elite", ELITE.headStartMs()),
            new Knob.SetCapacity(List.of(), 3),
            new Knob.AddCapacity(List.of(), 0),
            new Knob.Teach(List.of(), Skills.NONE),
            new Knob.Deflection(0),
            new Knob.RemoveAgents(List.of()));
    Comparison comparison = compare(BUSY, same);
    assertThat(comparison.rows())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            row -> assertThat(row.difference()).isEqualTo(new Estimate(0, 0, REPLICATIONS)));
  }

  @Test
  void x3_pairsAreOfTheSameCustomers() throws InterruptedException {
    Comparison comparison = compare(BUSY, addAgents(2));
    Comparison.Row arrivals = row(comparison, null, Metric.ARRIVALS);
    assertThat(arrivals.difference()).isEqualTo(new Estimate(0, 0, REPLICATIONS));
    Comparison.Row level = row(comparison, null, Metric.SERVICE_LEVEL);
    double apart =
        Math.hypot(estimate(level.baseline()).halfWidth(), estimate(level.change()).halfWidth());
    assertThat(estimate(level.difference()).halfWidth())
        .as("interval of the pairs beside that of independent plays")
        .isLessThan(apart);
  }

  @Test
  void x3_moreAgentsServeNobodyWorse() throws InterruptedException {
    double before = 0;
    for (int agents = 1; agents <= 9; agents += 2) {
      Workload workload = Workloads.ofTiers(0.2, 30, 8).withStaff(Workloads.staff(agents, 3, 8));
      double level =
          estimate(
                  Estimate.of(
                      Replication.inTurn(3).play(workload, REPLICATIONS).stream()
                          .map(one -> Metric.SERVICE_LEVEL.of(one, null))
                          .filter(Objects::nonNull)
                          .toList()))
              .mean();
      assertThat(level).as(agents + " agents").isGreaterThan(before);
      before = level;
    }
  }

  // --- demand ---

  @Test
  void x4_whoComesAtLessDemandComesAtMore() {
    List<Coming> less = Coming.all(new Knob.Demand("", 0.7).turn(BUSY), Coin.of(1, 0));
    List<Coming> usual = Coming.all(BUSY, Coin.of(1, 0));
    List<Coming> more = Coming.all(new Knob.Demand("", 2.5).turn(BUSY), Coin.of(1, 0));
    assertThat(coins(usual)).containsAll(coins(less));
    assertThat(coins(more)).containsAll(coins(usual));
    assertThat((double) less.size() / usual.size()).isCloseTo(0.7, within(0.05));
    assertThat((double) more.size() / usual.size()).isCloseTo(2.5, within(0.15));
  }

  @Test
  void x4_demandOfOneTierLeavesTheOthersAlone() {
    Measures usual = Replication.of(BUSY, 1, 0);
    Measures more = Replication.of(new Knob.Demand("Elite", 3).turn(BUSY), 1, 0);
    assertThat(waits(more, "Basic").service().launched())
        .isEqualTo(waits(usual, "Basic").service().launched());
    assertThat(waits(more, "Elite").service().launched())
        .isGreaterThan(2 * waits(usual, "Elite").service().launched());
  }

  @Test
  void x4_recordedArrivalsComeWhenTheyCame() {
    List<Long> at = List.of(START_MS + 5_000, START_MS + 1_000, START_MS - 1, START_MS + HOUR_MS);
    Workload workload = recorded(at, 1);
    assertThat(Coming.all(workload, Coin.of(1, 0)))
        .extracting(Coming::atMs)
        .containsExactly(START_MS + 1_000, START_MS + 5_000);
    List<Long> doubled =
        Coming.all(new Knob.Demand("", 2).turn(workload), Coin.of(1, 0)).stream()
            .map(Coming::atMs)
            .toList();
    assertThat(doubled).hasSize(4).contains(START_MS + 1_000, START_MS + 5_000);
    assertThat(doubled)
        .allSatisfy(ms -> assertThat(ms).isBetween(START_MS, START_MS + 10 * MINUTE_MS));
  }

  @Test
  void x4_doubledChatsComeAtTimesOfTheirOwn() {
    List<Long> at = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      at.add(START_MS + 10 * MINUTE_MS + i * MINUTE_MS);
    }
    List<Coming> doubled =
        Coming.all(new Knob.Demand("", 2).turn(recorded(at, 1)), Coin.of(1, 0));
    assertThat(doubled.stream().map(Coming::atMs).distinct())
        .as("nobody comes arm in arm")
        .hasSizeGreaterThan(38);
  }

  // --- customers and agents ---

  @Test
  void x5_otherChatsOfItsAgentMakeAChatTakeLonger() {
    Workload alone = single(2, 2);
    Workload both = withSlowdown(alone, 0.5);
    // The second chat is taken while the first is held: half as long again.
    assertThat(closedAfterMs(alone)).containsExactly(10 * MINUTE_MS, 10 * MINUTE_MS);
    assertThat(closedAfterMs(both)).containsExactly(10 * MINUTE_MS, 15 * MINUTE_MS);
  }

  @Test
  void x6_agentsComeAndGoByTheirShifts() {
    Workload workload =
        single(2, 1)
            .withStaff(
                List.of(
                    Workloads.member(
                        "late", 1, Skills.NONE, START_MS + 5 * MINUTE_MS, START_MS + 8 * MINUTE_MS)));
    List<Entry> entries = entries(workload, 1, 0);
    List<Long> assigned =
        entries.stream()
            .filter(entry -> entry.event() instanceof Event.Assigned)
            .map(Entry::atMs)
            .toList();
    assertThat(assigned).as("one chat is taken before the shift ends").hasSize(1);
    assertThat(assigned.getFirst()).isEqualTo(START_MS + 5 * MINUTE_MS);
    Measures measures = Replication.of(workload, 1, 0);
    assertThat(measures.all().service().abandoned()).isEqualTo(1);
    assertThat(measures.occupancy()).as("on duty only while handling").isEqualTo(1.0);
  }

  @Test
  void x6_oneShiftAfterTheOtherIsOneLongShift() {
    Workload whole = Workloads.ofTiers(1, 2, 4);
    List<StaffMember> halves =
        whole.staff().stream()
            .map(
                member ->
                    new StaffMember(
                        member.id(),
                        member.profile(),
                        List.of(
                            new Shift(START_MS, START_MS + 2 * HOUR_MS),
                            new Shift(START_MS + 2 * HOUR_MS, START_MS + 4 * HOUR_MS))))
            .toList();
    assertThat(Replication.of(whole.withStaff(halves), 1, 0)).isEqualTo(Replication.of(whole, 1, 0));
  }

  @Test
  void x6_whoHasTwoShiftsIsAwayBetweenThem() {
    Workload three = single(3, 1);
    Workload workload =
        three.withStaff(
            List.of(
                new StaffMember(
                    "twice",
                    three.staff().getFirst().profile(),
                    List.of(
                        new Shift(START_MS, START_MS + 30_000),
                        new Shift(START_MS + 11 * MINUTE_MS, START_MS + 12 * MINUTE_MS)))));
    assertThat(
            entries(workload, 1, 0).stream()
                .filter(entry -> entry.event() instanceof Event.Assigned)
                .map(Entry::atMs))
        .as("the first chat takes until minute 10")
        .containsExactly(START_MS, START_MS + 11 * MINUTE_MS);
  }

  @Test
  void x6_offersAreDeclinedAndMissedAsOften() {
    Workload workload =
        withAnswering(
            Workloads.ofTiers(0.7, 6, 24),
            new Answering(Times.fixed(5_000), 0.2, 0.1, Times.fixed(2 * MINUTE_MS)));
    List<Entry> entries = entries(workload, 4, 0);
    double offers = count(entries, Event.Offered.class);
    assertThat(ended(entries, OfferOutcome.DECLINED) / offers).isCloseTo(0.2, within(0.02));
    assertThat(ended(entries, OfferOutcome.EXPIRED) / offers).isCloseTo(0.1, within(0.02));
    assertThat(count(entries, Event.Assigned.class)).as("they come back").isGreaterThan(1_000);
  }

  @Test
  void x6_whoAnswersAfterTheRingMisses() {
    Workload workload =
        withAnswering(
            single(2, 2),
            new Answering(
                Times.fixed(DeskRules.DEFAULT.offerMs()), 0, 0, Times.fixed(MINUTE_MS)));
    assertThat(Replication.of(workload, 1, 0).all().service().answered()).isZero();
  }

  @Test
  void x7_ticketsAreTakenByThoseToWhomTheyAreSuggested() throws InterruptedException {
    Workload overloaded = Workloads.ofTiers(2, 4, 8);
    Comparison comparison = compare(overloaded, Change.of(new Knob.Deflection(0.4)));
    assertThat(row(comparison, null, Metric.DEFLECTION).baseline())
        .isEqualTo(new Estimate(0, 0, REPLICATIONS));
    assertThat(estimate(row(comparison, "Basic", Metric.DEFLECTION).change()).low())
        .isGreaterThan(0.05);
    assertThat(estimate(row(comparison, "Basic", Metric.ABANDONMENT).difference()).high())
        .as("fewer give up")
        .isNegative();
    Measures quiet = Replication.of(new Knob.Deflection(1).turn(Workloads.ofTiers(0.3, 6, 8)), 1, 0);
    assertThat(quiet.all().service().ticketed()).as("nobody needs one").isZero();
  }

  @Test
  void x7_whosePlanHasNoTicketsTakesNone() {
    Standing chatOnly = new Standing("Basic", 1, 0, MINUTE_MS, true, List.of());
    Workload overloaded =
        Workloads.workload(
            List.of(Workloads.chats(chatOnly, 20, 2)),
            Workloads.staff(1, 1, 2),
            Times.fixed(10 * MINUTE_MS),
            2,
            0);
    Measures measures = Replication.of(new Knob.Deflection(1).turn(overloaded), 1, 0);
    assertThat(measures.all().service().ticketed()).isZero();
    assertThat(measures.all().service().abandoned()).isPositive();
  }

  // --- what is counted ---

  /// The first chat takes until minute 10; the second came eight minutes before, as long as its target.
  @Test
  void x9_toTheMillisecondOfTheTargetIsInTime() {
    Workload two = recorded(List.of(START_MS, START_MS + 2 * MINUTE_MS), 1);
    var patient = Replication.of(withPatience(two, 8 * MINUTE_MS + 1), 1, 0).all().service();
    assertThat(patient.answeredInTarget()).isEqualTo(2);
    var impatient = Replication.of(withPatience(two, 8 * MINUTE_MS), 1, 0).all().service();
    assertThat(impatient.abandoned()).isEqualTo(1);
    assertThat(impatient.abandonedInTarget()).isEqualTo(1);
  }

  @Test
  void x9_whoDrainsIsOnDutyUntilTheChatIsOver() {
    Workload one = single(1, 1);
    Workload workload =
        one.withStaff(
            List.of(
                Workloads.member("short", 1, Skills.NONE, START_MS, START_MS + MINUTE_MS),
                Workloads.member(
                    "idle", 1, Skills.NONE, START_MS + MINUTE_MS, START_MS + 11 * MINUTE_MS)));
    // Ten minutes of a chat, nine of them after the shift, and ten of nothing.
    assertThat(Replication.of(workload, 1, 0).occupancy()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void x8_whoCameInTheWarmUpIsNotCounted() {
    Workload workload = Workloads.ofTiers(1, 6, 8);
    int counted = Replication.of(workload, 1, 0).all().service().launched();
    long came = Coming.all(workload, chance(1, 0)).stream()
        .filter(coming -> coming.atMs() >= START_MS + HOUR_MS)
        .count();
    assertThat(counted).isEqualTo((int) came).isPositive();
  }

  @Test
  void x8_everybodyCountedIsAnsweredOrLeft() {
    for (double load : new double[] {0.5, 1.5}) {
      Measures measures =
          Replication.of(new Knob.Deflection(0.5).turn(Workloads.ofTiers(load, 6, 8)), 2, 1);
      var all = measures.all().service();
      assertThat(all.answered() + all.abandoned() + all.ticketed()).isEqualTo(all.launched());
      assertThat(measures.byTier().values().stream().mapToInt(t -> t.service().launched()).sum())
          .isEqualTo(all.launched());
    }
  }

  @Test
  void x9_measuresOfAKnownDay() {
    // One agent, one slot, 10 min a chat: the second waits 9 of them, the third gives up before.
    Workload workload = single(3, 1);
    Measures measures = Replication.of(workload, 1, 0);
    Waits waits = measures.all();
    assertThat(waits.service().launched()).isEqualTo(3);
    assertThat(waits.service().answered()).isEqualTo(2);
    assertThat(waits.service().answeredInTarget()).isEqualTo(1);
    assertThat(waits.service().abandoned()).isEqualTo(1);
    assertThat(waits.service().abandonedInTarget()).isZero();
    assertThat(waits.service().serviceLevel()).isEqualTo(1.0 / 3);
    assertThat(waits.waited()).isEqualTo(2);
    assertThat(waits.meanMs()).isEqualTo(4.5 * MINUTE_MS);
    assertThat(waits.p50Ms()).isEqualTo(0);
    assertThat(waits.p90Ms()).isEqualTo(9 * MINUTE_MS);
    assertThat(waits.maxMs()).isEqualTo(9 * MINUTE_MS);
    // The agent is on duty for the hour, and has chats from minute 0 to 20.
    assertThat(measures.occupancy()).isCloseTo(20.0 / 60, within(1e-9));
    assertThat(measures.slotsTaken()).isCloseTo(20.0 / 60, within(1e-9));
  }

  // --- extremes ---

  @Test
  void x13_extremesHaveClearResults() {
    Workload usual = Workloads.ofTiers(1, 2, 3);
    Measures nobodyWorks = Replication.of(usual.withStaff(List.of()), 1, 0);
    assertThat(nobodyWorks.all().service().answered()).isZero();
    assertThat(nobodyWorks.all().service().serviceLevel()).isEqualTo(0.0);
    assertThat(nobodyWorks.all().meanMs()).isNull();
    assertThat(nobodyWorks.occupancy()).isNull();

    Measures nobodyComes = Replication.of(new Knob.Demand("", 0).turn(usual), 1, 0);
    assertThat(nobodyComes.all().service().launched()).isZero();
    assertThat(nobodyComes.all().service().serviceLevel()).isNull();
    assertThat(nobodyComes.occupancy()).isEqualTo(0.0);

    Measures allAtOnce =
        Replication.of(new Knob.SetCapacity(List.of(), StaffMember.CAPACITY_MAX).turn(usual), 1, 0);
    assertThat(allAtOnce.all().service().serviceLevel()).isEqualTo(1.0);
    assertThat(allAtOnce.all().maxMs()).isZero();

    Measures noTime =
        Replication.of(
            Workloads.workload(usual.classes(), usual.staff(), Times.fixed(0), 3, 0), 1, 0);
    assertThat(noTime.all().service().serviceLevel()).isEqualTo(1.0);
    assertThat(noTime.all().maxMs()).isZero();

    Measures forEver =
        Replication.of(
            Workloads.workload(usual.classes(), usual.staff(), Times.fixed(Times.NEVER), 3, 0), 1, 0);
    assertThat(forEver.all().service().answered()).isEqualTo(6);
  }

  @Test
  void x8_whoNeverGivesUpIsWaitedForADayAtMost() {
    TreeMap<String, Times> endless = new TreeMap<>();
    endless.put("Basic", Times.fixed(Times.NEVER));
    Workload one = single(1, 1);
    Workload workload =
        new Workload(
            one.startMs(), one.spanMs(), 0, one.classes(), one.handleTimes(), endless, 0,
            Answering.AT_ONCE, 0, List.of(), one.rules());
    Measures measures = Replication.of(workload, 1, 0);
    assertThat(measures.all().service().abandoned()).isEqualTo(1);
    assertThat(measures.all().service().answered()).isZero();
  }

  // --- skills ---

  @Test
  void x1_theRealDeskRoutes_skillsAreKept() {
    Skills dns = Skills.of("dns");
    ChatClass needs =
        new ChatClass(BUSINESS, new Line("", dns), Skills.NONE, Workloads.chats(BUSINESS, 5, 4).arrivals());
    Workload workload =
        Workloads.workload(
            List.of(needs, Workloads.chats(BASIC, 5, 4)),
            List.of(
                Workloads.member("knows", 3, dns, START_MS, START_MS + 4 * HOUR_MS),
                Workloads.member("learns", 3, Skills.NONE, START_MS, START_MS + 4 * HOUR_MS)),
            Times.fixed(10 * MINUTE_MS),
            4,
            0);
    Measures before = Replication.of(workload, 1, 0);
    Measures taught =
        Replication.of(new Knob.Teach(List.of("learns"), dns).turn(workload), 1, 0);
    assertThat(level(taught, "Business")).isGreaterThan(level(before, "Business") + 0.05);
    entries(workload, 1, 0)
        .forEach(
            entry -> {
              if (entry.event() instanceof Event.Offered offered
                  && offered.agent().equals("learns")) {
                assertThat(offered.explanation().tier()).isEqualTo("Basic");
              }
            });
  }

  // --- play ---

  /// So many of one tier, a minute apart, handled in 10 min each and patient for 12.
  private static Workload single(int chats, int capacity) {
    List<Long> at = new ArrayList<>();
    for (int i = 0; i < chats; i++) {
      at.add(START_MS + i * MINUTE_MS);
    }
    return withPatience(recorded(at, capacity), 12 * MINUTE_MS);
  }

  private static Workload withPatience(Workload recorded, long ms) {
    TreeMap<String, Times> patience = new TreeMap<>();
    patience.put("Basic", Times.fixed(ms));
    return new Workload(
        recorded.startMs(), recorded.spanMs(), 0, recorded.classes(), recorded.handleTimes(),
        patience, 0, Answering.AT_ONCE, 0, recorded.staff(), recorded.rules());
  }

  private static Workload recorded(List<Long> at, int capacity) {
    ChatClass chats =
        new ChatClass(BASIC, Line.GENERAL, Skills.NONE, new Arrivals.Instants(at));
    return Workloads.workload(
        List.of(chats),
        Workloads.staff(1, capacity, 1),
        Times.fixed(10 * MINUTE_MS),
        1,
        0);
  }

  private static Workload withSlowdown(Workload w, double slowdown) {
    return new Workload(
        w.startMs(), w.spanMs(), w.warmUpMs(), w.classes(), w.handleTimes(), w.patience(), slowdown,
        w.answering(), w.deflection(), w.staff(), w.rules());
  }

  private static Workload withAnswering(Workload w, Answering answering) {
    return new Workload(
        w.startMs(), w.spanMs(), w.warmUpMs(), w.classes(), w.handleTimes(), w.patience(),
        w.slowdown(), answering, w.deflection(), w.staff(), w.rules());
  }

  private static Change addAgents(int count) {
    AgentProfile profile = new AgentProfile("New", false, 3, Skills.NONE, List.of());
    Shift all = new Shift(BUSY.startMs(), BUSY.endMs());
    return Change.of(new Knob.AddAgents(count, profile, List.of(all)));
  }

  private static Comparison compare(Workload workload, Change change) throws InterruptedException {
    Player player = Replication.inTurn(1);
    return Comparison.of(
        player.play(workload, REPLICATIONS), player.play(change.applyTo(workload), REPLICATIONS));
  }

  private static Comparison.Row row(
      Comparison comparison, @Nullable String tier, Metric metric) {
    return Objects.requireNonNull(comparison.row(tier, metric));
  }

  private static Estimate estimate(@Nullable Estimate estimate) {
    return Objects.requireNonNull(estimate);
  }

  private static Waits waits(Measures measures, String tier) {
    return Objects.requireNonNull(measures.of(tier));
  }

  private static double level(Measures measures, String tier) {
    return Objects.requireNonNull(waits(measures, tier).service().serviceLevel());
  }

  private static Coin chance(long seed, int replication) {
    return Coin.of(seed, replication).child(0);
  }

  private static List<Coin> coins(List<Coming> coming) {
    return coming.stream().map(Coming::coin).toList();
  }

  private static List<Entry> entries(Workload workload, long seed, int replication) {
    List<Entry> entries = new ArrayList<>();
    new SimulatedDesk(workload, seed, replication, entries::add).play();
    return entries;
  }

  /// How long each chat was handled, in the order of their ends.
  private static List<Long> closedAfterMs(Workload workload) {
    TreeMap<Long, Long> since = new TreeMap<>();
    List<Long> times = new ArrayList<>();
    SimulatedDesk desk =
        new SimulatedDesk(
            workload,
            1,
            0,
            entry -> {
              switch (entry.event()) {
                case Event.Assigned _ -> since.put(entry.conversation(), entry.atMs());
                case Event.Closed _ -> times.add(entry.atMs() - since.get(entry.conversation()));
                default -> {}
              }
            });
    desk.playUntil(START_MS + 2 * HOUR_MS);
    return times;
  }

  private static double count(List<Entry> entries, Class<? extends Event> type) {
    return entries.stream().filter(entry -> type.isInstance(entry.event())).count();
  }

  private static double ended(List<Entry> entries, OfferOutcome outcome) {
    return entries.stream()
        .filter(
            entry ->
                entry.event() instanceof Event.OfferEnded ended && ended.outcome() == outcome)
        .count();
  }
}
