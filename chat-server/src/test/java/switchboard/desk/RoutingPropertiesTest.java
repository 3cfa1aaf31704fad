package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.desk.RoutingProperties.Property;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.queue.WaitingQueue;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;

/// The properties of docs/spec/routing.md, each over the same seeded random scenarios.
class RoutingPropertiesTest {
  private static final int SEEDS = 40;
  private static final int STEPS = 150;

  static Set<String> properties() {
    return RoutingProperties.ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("properties")
  void holdsInEveryScenario(String property) {
    RandomScenario.checkEach(
        SEEDS,
        STEPS,
        steps -> RoutingProperties.run(steps, RoutingProperties.ALL.get(property).get()));
  }

  @Test
  void theScenariosMakeEveryKindOfEventHappen() {
    Set<String> happened =
        RandomScenario.seeds(5 * SEEDS)
            .boxed()
            .flatMap(seed -> play(RandomScenario.steps(seed, STEPS)).journal().stream())
            .map(entry -> entry.event().getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertThat(happened)
        .contains(
            "PreferencesDropped", "WantsChanged", "Boosted", "VipMarked", "TransferOffered",
            "TransferredToQueue", "Weighed", "Joined", "Left", "QueuePaused", "QueueResumed",
            "SessionQuiet", "SessionHeard", "CustomerAbsent", "TicketResolved", "Rated", "Forgotten");
  }

  private static Play play(List<String> steps) {
    return RoutingProperties.run(steps, new Property() {});
  }

  @Test
  void property7_everyLaunchedChatEndsInExactlyOneWay() {
    RandomScenario.seeds(SEEDS)
        .forEach(
            seed -> {
              List<String> steps = new ArrayList<>(RandomScenario.steps(seed, STEPS));
              LongStream.rangeClosed(1, 12).forEach(i -> steps.add("absent C" + i));
              LongStream.rangeClosed(1, 4).forEach(i -> steps.add("offline A" + i));
              LongStream.rangeClosed(1, 12).forEach(i -> steps.add("absent C" + i));
              steps.add("after 31m");
              RandomScenario.check(steps, RoutingPropertiesTest::endsOnce);
            });
  }

  private static void endsOnce(List<String> steps) {
    Play scenario = play(steps);
    Map<Long, List<String>> ends = new TreeMap<>();
    for (Entry entry : scenario.journal()) {
      List<String> end = ends.computeIfAbsent(entry.conversation(), _ -> new ArrayList<>());
      switch (entry.event()) {
        case Event.Assigned _ when !end.contains("answered") -> end.add("answered");
        case Event.Closed e when !end.contains("answered") -> end.add(e.outcome().name());
        case Event.Offered _, Event.Queued _, Event.WrapUpBegan _ ->
            assertThat(end).doesNotContain("ABANDONED", "TICKETED");
        default -> {}
      }
    }
    ends.remove(0L);
    boolean allWentHome = steps.getLast().equals("after 31m");
    ends.forEach(
        (number, end) -> {
          assertThat(end).as("ends of #" + number).hasSizeLessThanOrEqualTo(1);
          if (allWentHome && steps.contains("absent C1")) {
            Conversation held = scenario.desk().view().conversation(number);
            assertThat(end.isEmpty() && held == null).as("#" + number + " is lost").isFalse();
          }
        });
  }

  @Test
  void property16_sameEventsSameDecisions() {
    RandomScenario.seeds(SEEDS)
        .forEach(
            seed -> {
              List<String> steps = RandomScenario.steps(seed, STEPS);
              Play once = play(steps);
              Play again = play(steps);
              assertThat(again.journal()).isEqualTo(once.journal());
              assertThat(again.desk().image()).isEqualTo(once.desk().image());
            });
  }

  // --- the same arrivals in two worlds ---

  /// Chats come, and at fixed instants agents with one slot come who accept and stay: when slots come free does not depend on who waits.
  private record World(List<String> steps) {
    static World of(long seed) {
      Random random = new Random(seed);
      List<String> steps = new ArrayList<>();
      List<String> agents = new ArrayList<>();
      int chats = 0;
      while (steps.size() < 120) {
        if (random.nextInt(5) < 3) {
          String tier = List.of("Elite", "Business", "Basic").get(random.nextInt(3));
          steps.add("launch C" + ++chats + " " + tier);
        } else {
          agents.add("F" + agents.size());
          steps.add("agent " + agents.getLast() + " capacity 1");
        }
        agents.forEach(agent -> steps.add("accept " + agent));
        steps.add("after " + random.nextInt(300) + "s");
      }
      return new World(steps);
    }

    List<Integer> launches() {
      List<Integer> launches = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i).startsWith("launch")) {
          launches.add(i);
        }
      }
      return launches;
    }

    World with(int at, @Nullable String step) {
      List<String> next = new ArrayList<>(steps);
      if (step == null) {
        next.remove(at);
      } else {
        next.set(at, step);
      }
      return new World(next);
    }

    /// When each customer was answered; those who were not, at the end of time.
    Map<String, Long> answers() {
      Play scenario = play(steps);
      Map<Long, String> names = new TreeMap<>();
      Map<String, Long> answers = new LinkedHashMap<>();
      for (Entry entry : scenario.journal()) {
        if (entry.event() instanceof Event.Launched launched) {
          names.put(entry.conversation(), launched.customer().id());
          answers.put(launched.customer().id(), Long.MAX_VALUE);
        }
        if (entry.event() instanceof Event.Assigned) {
          answers.put(names.get(entry.conversation()), entry.atMs());
        }
      }
      return answers;
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void property12_aHigherTierNeverDelaysItsChatNorALowerOneOthers(long seed) {
    World world = World.of(seed);
    Map<String, Long> before = world.answers();
    for (int at : world.launches()) {
      String[] words = world.steps().get(at).split(" ");
      String customer = words[1];
      long higher = world.with(at, "launch " + customer + " Elite").answers().get(customer);
      assertThat(higher).as(customer).isLessThanOrEqualTo(before.get(customer));
      Map<String, Long> lower = world.with(at, "launch " + customer + " Basic").answers();
      before.forEach(
          (other, answered) -> {
            if (!other.equals(customer)) {
              assertThat(lower.get(other)).as(other).isLessThanOrEqualTo(answered);
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void property13_removingAChatDelaysNoOther(long seed) {
    World world = World.of(seed);
    Map<String, Long> before = world.answers();
    for (int at : world.launches()) {
      world
          .with(at, null)
          .answers()
          .forEach(
              (other, answered) ->
                  assertThat(answered).as(other).isLessThanOrEqualTo(before.get(other)));
    }
  }

  static LongStream worlds() {
    return RandomScenario.seeds(6);
  }

  // --- the queue itself ---

  @ParameterizedTest
  @MethodSource("worlds")
  void property15_theOrderIsTheSameUnderEveryInsertionPermutation(long seed) {
    Random random = new Random(seed);
    List<QueueEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      Line line = new Line("", i % 3 == 0 ? Skills.of("dns") : Skills.NONE);
      Skills prefers = i % 5 == 0 ? Skills.of("php") : Skills.NONE;
      OrderKey key = new OrderKey(random.nextInt(5), random.nextInt(3), i);
      entries.add(new QueueEntry(i, "C" + i, "Basic", line, prefers, key, 0));
    }
    List<Long> first = null;
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(entries, random);
      WaitingQueue queue = new WaitingQueue();
      entries.forEach(queue::add);
      List<Long> order = new ArrayList<>();
      queue.inOrder().forEach(entry -> order.add(entry.conversation()));
      first = first == null ? order : first;
      assertThat(order).hasSize(200).isEqualTo(first);
    }
  }

  // --- the search itself ---

  @Test
  void aFailingScenarioShrinksToWhatMakesItFail() {
    List<String> steps = RandomScenario.steps(1, STEPS);
    assertThatThrownBy(
            () ->
                RandomScenario.check(
                    steps,
                    some ->
                        RoutingProperties.run(
                            some,
                            RoutingProperties.eachOffer(
                                (_, chat, _, _) -> assertThat(chat.tier).isEqualTo("Elite")))))
        .isInstanceOf(AssertionError.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines().filter(line -> !line.isBlank()))
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("agent"))
                    .anyMatch(line -> line.startsWith("launch")));
  }
}
