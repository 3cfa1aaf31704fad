package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noNodeLeadsMoreThanOneMoreThanAnother(int seed) {
    Standing standing = random(seed);
    SortedMap<Integer, String> plan = standing.plan();
    assertThat(plan.keySet()).isEqualTo(standing.leaders().keySet());
    assertThat(Collections.max(loads(standing, plan)) - Collections.min(loads(standing, plan)))
        .isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPlanMovesFewer(int seed) {
    Standing standing = random(seed);
    int nodes = standing.nodes().size();
    int desks = standing.leaders().size();
    // what is beyond ceil on any node must move; of those at ceil as many as there are too many
    int most = 0;
    int atLeast = 0;
    for (String node : standing.nodes().keySet()) {
      int load = (int) standing.leaders().values().stream().filter(Optional.of(node)::equals).count();
      int share = desks / nodes;
      boolean mayHaveOneMore = load > share && most < desks % nodes;
      most += mayHaveOneMore ? 1 : 0;
      atLeast += Math.max(0, load - share - (mayHaveOneMore ? 1 : 0));
    }
    long moved =
        standing.plan().entrySet().stream()
            .filter(
                lead -> {
                  Optional<String> leader = standing.leaders().get(lead.getKey());
                  return leader.filter(standing.nodes()::containsKey).isPresent()
                      && !leader.equals(Optional.of(lead.getValue()));
                })
            .count();
    assertThat(moved).isEqualTo(atLeast);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsAsPlannedStays(int seed) {
    Standing standing = random(seed);
    SortedMap<Integer, String> plan = standing.plan();
    assertThat(led(standing, plan).plan()).isEqualTo(plan);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aNodeThatGoesMovesNothingButItsOwn(int seed) {
    Standing before = random(seed);
    Standing even = led(before, before.plan());
    if (even.nodes().size() > 1) {
      String gone = even.nodes().firstKey();
      SortedMap<Integer, String> after = even.without(gone).plan();
      even.leaders()
          .forEach(
              (desk, leader) -> {
                if (!leader.equals(Optional.of(gone))) {
                  assertThat(after.get(desk)).isEqualTo(leader.orElseThrow());
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aNodeThatComesTakesItsShareAndNothingElseMoves(int seed) {
    Standing before = random(seed);
    SortedMap<String, SortedSet<Integer>> more = new TreeMap<>(before.nodes());
    more.put("newcomer", new TreeSet<>(before.leaders().keySet()));
    Standing joined = new Standing(led(before, before.plan()).leaders(), more);
    joined
        .plan()
        .forEach(
            (desk, node) -> {
              if (!node.equals("newcomer")) {
                assertThat(joined.leaders().get(desk)).contains(node);
              }
            });
  }

  @Test
  void aDeskGoesOnlyToANodeThatServesIt() {
    SortedMap<Integer, Optional<String>> leaders = new TreeMap<>();
    leaders.put(1, Optional.of("old"));
    leaders.put(2, Optional.of("new"));
    leaders.put(3, Optional.of("new"));
    leaders.put(4, Optional.empty());
    SortedMap<String, SortedSet<Integer>> nodes = new TreeMap<>();
    nodes.put("new", new TreeSet<>(List.of(1, 2, 3)));
    nodes.put("old", new TreeSet<>(List.of(1)));
    assertThat(new Standing(leaders, nodes).plan()).isEqualTo(Map.of(1, "old", 2, "new", 3, "new"));
  }

  @Test
  void whereNobodyCanBeReachedNothingIsPlanned() {
    SortedMap<Integer, Optional<String>> leaders = new TreeMap<>();
    leaders.put(1, Optional.of("a"));
    assertThat(new Standing(leaders, Collections.emptySortedMap()).plan()).isEmpty();
  }

  // --- words ---

  private static Standing led(Standing standing, SortedMap<Integer, String> plan) {
    SortedMap<Integer, Optional<String>> leaders = new TreeMap<>();
    plan.forEach((desk, node) -> leaders.put(desk, Optional.of(node)));
    return new Standing(leaders, standing.nodes());
  }

  private static List<Integer> loads(Standing standing, SortedMap<Integer, String> plan) {
    return standing.nodes().keySet().stream()
        .map(node -> Collections.frequency(plan.values(), node))
        .toList();
  }

  /// Some desks are led by nodes that live, some by ones that went, some by nobody.
  private static Standing random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodeCount = random.nextInt(1, 8);
    SortedMap<Integer, Optional<String>> leaders = new TreeMap<>();
    for (int desk = 1; desk <= random.nextInt(1, 30); desk++) {
      int leader = random.nextInt(nodeCount + 2);
      leaders.put(desk, leader == 0 ? Optional.empty() : Optional.of("node" + leader));
    }
    SortedMap<String, SortedSet<Integer>> nodes = new TreeMap<>();
    for (int node = 1; node <= nodeCount; node++) {
      nodes.put("node" + node, new TreeSet<>(leaders.keySet()));
    }
    return new Standing(leaders, nodes);
  }
}
