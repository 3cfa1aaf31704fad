package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.StateReason;
import switchboard.simulation.recorded.Replay;

/// docs/spec/simulation.md: a recorded period that is played again leads to the same decisions.
class ReplayTest {
  private static final int SEEDS = 400;
  private static final int STEPS = 150;

  @Test
  void x20_everyRandomScenarioIsDecidedAgainAsItWas() {
    RandomScenario.checkEach(
        SEEDS,
        STEPS,
        steps -> RoutingProperties.requireReproduced(Play.RULES, play(steps).journal()));
  }

  @Test
  void x20_aPeriodThatBeginsInTheMiddleIsDecidedAgainFromTheDeskAsItWas() {
    RandomScenario.seeds(SEEDS / 4)
        .forEach(
            seed -> {
              List<Entry> journal = play(RandomScenario.steps(seed, STEPS)).journal();
              int from = firstOfItsTime(journal, journal.size() / 2);
              Desk before = new Desk(Play.RULES);
              journal.subList(0, from).forEach(before::apply);
              List<Entry> rest = journal.subList(from, journal.size());
              Replay.Outcome outcome = replay(Play.RULES, before.image(), rest);
              assertThat(outcome.difference()).as("seed " + seed).isNull();
              assertThat(outcome.entries()).isEqualTo(rest.size());
            });
  }

  @Test
  void x21_theFirstDifferenceIsNamedWithTheCommandAndWhatWasDecidedInstead() {
    List<Entry> journal = new ArrayList<>(twoChatsForOneAgent());
    int offered = indexOf(journal, Event.Offered.class);
    Entry genuine = journal.get(offered);
    Event.Offered event = (Event.Offered) genuine.event();
    journal.set(
        offered,
        with(
            genuine,
            new Event.Offered(
                event.offer(), "Ben", "Ben", event.expiresAtMs(), event.explanation())));

    Replay.Outcome outcome = replay(Play.RULES, new Desk(Play.RULES).image(), journal);

    assertThat(outcome.entries()).isEqualTo(offered);
    assertThat(outcome.difference().recorded()).isEqualTo(journal.get(offered));
    assertThat(outcome.difference().decided()).isEqualTo(genuine);
    assertThat(outcome.difference().command().command())
        .isInstanceOf(Command.LaunchChat.class);
  }

  @Test
  void x21_whatTheDeskWouldHaveRefusedIsADifference() {
    List<Entry> journal = new ArrayList<>(twoChatsForOneAgent());
    Entry last = journal.getLast();
    journal.add(
        new Entry(
            last.sequence() + 1,
            last.atMs() + 1,
            new Actor(Actor.Kind.CUSTOMER, "Bo", "Bo"),
            null,
            1,
            99,
            new Event.Posted("not my chat", false)));

    Replay.Outcome outcome = replay(Play.RULES, new Desk(Play.RULES).image(), journal);

    assertThat(outcome.entries()).isEqualTo(journal.size() - 1);
    assertThat(outcome.difference().refused()).isNotNull();
  }

  @Test
  void x21_whatWouldHaveChangedNothingIsADifference() {
    List<Entry> journal = new ArrayList<>(twoChatsForOneAgent());
    Entry said = journal.getLast();
    journal.add(
        new Entry(
            said.sequence() + 1,
            said.atMs() + 1,
            new Actor(Actor.Kind.AGENT, "Ana", "Ana"),
            null,
            0,
            0,
            new Event.AgentStateChanged("Ana", AgentState.AVAILABLE, StateReason.CHOSEN)));

    Replay.Outcome outcome = replay(Play.RULES, new Desk(Play.RULES).image(), journal);

    assertThat(outcome.entries()).isEqualTo(journal.size() - 1);
    assertThat(outcome.difference().decided()).isNull();
    assertThat(outcome.difference().refused()).isNull();
  }

  @Test
  void x21_otherRulesDecideOtherwise() {
    List<Entry> journal = twoChatsForOneAgent();
    DeskRules shorter =
        new DeskRules(
            10_000, 60_000, 2, 45_000, 60_000, 15 * 60_000, 30 * 60_000, 15 * 60_000, 100_000, 3,
            50, 16, 512, Collections.emptySortedMap());
    assertThat(replay(shorter, new Desk(shorter).image(), journal).difference()).isNotNull();
  }

  private static List<Entry> twoChatsForOneAgent() {
    return play(
            List.of(
                "agent Ana capacity 1",
                "launch Cora Basic queue Support",
                "launch Bo Elite queue Support",
                "accept Ana Cora",
                "say Ana Cora hello"))
        .journal();
  }

  private static int indexOf(List<Entry> journal, Class<? extends Event> type) {
    for (int i = 0; i < journal.size(); i++) {
      if (type.isInstance(journal.get(i).event())) {
        return i;
      }
    }
    throw new AssertionError("no " + type.getSimpleName());
  }

  private static Entry with(Entry entry, Event event) {
    return new Entry(
        entry.sequence(),
        entry.atMs(),
        entry.by(),
        entry.request(),
        entry.conversation(),
        entry.position(),
        event);
  }

  /// A period begins with a time, never within what happened at one.
  private static int firstOfItsTime(List<Entry> journal, int near) {
    int first = near;
    while (first > 0 && journal.get(first - 1).atMs() == journal.get(near).atMs()) {
      first--;
    }
    return first;
  }

  private static Replay.Outcome replay(
      DeskRules rules, DeskImage start, List<Entry> journal) {
    Replay replay = new Replay(rules, start);
    journal.forEach(replay::read);
    return replay.end();
  }

  private static Play play(List<String> steps) {
    return RoutingProperties.run(steps, new RoutingProperties.Property() {});
  }
}
