package switchboard.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;

/// Seeded random scenarios in the language of `Scenario`, and their shrinking: of a scenario that fails, steps are dropped while it still fails.
@NullUnmarked
final class RandomScenario {
  /// How often a step comes among a hundred, and its words: an agent, a customer, one of a list, a number.
  private static final String KINDS =
      """
       2 supervisor {agent} capacity {1-3}
       7 agent {agent} capacity {1-3}{skills}{queues}
      22 launch {customer} {tier}{needs}{prefers}{queue}
      16 after {span}
      15 accept {agent}
       4 decline {agent}
       6 close {agent}
       6 wrapped {agent}
       2 close {customer} {same}
       2 ticket {customer} {same}
       1 ticket {agent} {customer}
       1 resolve {agent} {customer}
       1 take {agent} {customer}
       2 say {customer} {same} hello
       1 say {agent} {customer} hello
       1 away {agent}
       2 back {agent}
       1 offline {agent}
       2 lose {agent}
       2 reconnect {agent}
       1 reconnect {agent} 2
       2 quiet {agent} {1-2}
       3 heard {agent} {1-2}
       1 absent {customer}
       1 present {customer}
       1 disable {agent}
       3 transfer {agent} - to {agent}
       2 transfer {agent} - queue {a queue}
       1 requeue {agent} {customer} queue {a queue}
       2 assign {agent} {customer} to {agent}
       2 boost {agent} {customer}
       2 wants {agent} {customer}{needs}{prefers}{queue}
       2 weigh {agent} - {1-2}
       2 vip {agent} {customer}
       1 novip {agent} {customer}
       2 join {agent} {customer}
       2 leave {agent} -
       1 pause {agent} {a queue}
       3 resume {agent} {a queue}
       1 drain {agent}
       1 rewind {span}
       2 rate {customer} {same} {1-3}
       1 mark {customer} {same} read {1-3}
       1 restart""";

  private static final List<String> STEPS =
      KINDS
          .lines()
          .map(String::strip)
          .flatMap(
              kind -> {
                String[] parts = kind.split(" ", 2);
                return Collections.nCopies(Integer.parseInt(parts[0]), parts[1]).stream();
              })
          .toList();

  private static final List<String> TIERS =
      List.of("Elite", "Business", "Basic", "Basic", "Sandbox");
  private static final List<String> SKILLS =
      List.of("", "", " skills dns", " skills dns:3,php", " skills php:2");
  private static final List<String> NEEDS =
      List.of("", "", "", " needs dns", " needs dns:2,php");
  private static final List<String> PREFERS =
      List.of("", "", "", "", " prefers php", " prefers dns:2");
  private static final List<String> QUEUES = List.of("", "", "", " queues Billing");
  private static final List<String> QUEUE = List.of("", "", " queue Support", " queue Billing");
  private static final List<String> QUEUE_NAMES = List.of("Support", "Billing");
  private static final List<String> SPANS =
      List.of("1ms", "1s", "1s", "7s", "19s", "20s", "40s", "45s", "60s", "5m", "14m", "31m");

  private final RandomGenerator random;

  private RandomScenario(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static LongStream seeds(int count) {
    return LongStream.rangeClosed(1, count);
  }

  static List<String> steps(long seed, int count) {
    RandomScenario scenario = new RandomScenario(seed);
    List<String> steps = new ArrayList<>();
    steps.add("supervisor A1 capacity 2");
    steps.add("agent A2 capacity 3");
    for (int i = 0; i < count; i++) {
      steps.add(scenario.step());
    }
    return steps;
  }

  private String step() {
    String customer = "C" + (1 + random.nextInt(12));
    return oneOf(STEPS)
        .replaceFirst("\\{agent}", "A" + (1 + random.nextInt(4)))
        .replace("{agent}", "A" + (1 + random.nextInt(4)))
        .replace("{a queue}", oneOf(QUEUE_NAMES))
        .replace("{1-2}", "" + (1 + random.nextInt(2)))
        .replace("{customer}", customer)
        .replace("{same}", customer)
        .replace("{tier}", oneOf(TIERS))
        .replace("{skills}", oneOf(SKILLS))
        .replace("{needs}", oneOf(NEEDS))
        .replace("{prefers}", oneOf(PREFERS))
        .replace("{queues}", oneOf(QUEUES))
        .replace("{queue}", oneOf(QUEUE))
        .replace("{span}", oneOf(SPANS))
        .replace("{1-3}", "" + (1 + random.nextInt(3)));
  }

  private String oneOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /// Runs the check on the scenario of each seed from 1 on.
  static void checkEach(int seeds, int stepCount, Consumer<List<String>> check) {
    seeds(seeds).forEach(seed -> check(steps(seed, stepCount), check));
  }

  /// Runs the check; when it fails, fails with the smallest scenario found that fails too.
  static void check(List<String> steps, Consumer<List<String>> check) {
    if (failure(steps, check) == null) {
      return;
    }
    List<String> smallest = shrink(steps, check);
    throw new AssertionError(
        "fails after:\n" + String.join("\n", smallest) + "\n", failure(smallest, check));
  }

  /// Drops ever smaller runs of steps while what is left fails.
  static List<String> shrink(List<String> failing, Consumer<List<String>> check) {
    List<String> smallest = failing;
    for (int length = Math.max(1, failing.size() / 2); length > 0; length /= 2) {
      for (int from = 0; from < smallest.size(); ) {
        List<String> rest = new ArrayList<>(smallest.subList(0, from));
        rest.addAll(smallest.subList(Math.min(smallest.size(), from + length), smallest.size()));
        if (failure(rest, check) == null) {
          from += length;
        } else {
          smallest = rest;
        }
      }
    }
    return smallest;
  }

  private static Throwable failure(List<String> steps, Consumer<List<String>> check) {
    try {
      check.accept(steps);
      return null;
    } catch (AssertionError | RuntimeException failure) {
      return failure;
    }
  }
}
