package switchboard.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Three nodes of a desk under faults, as in `./switchboard bench simulate-nodes`, for fewer seeds.
class NodesSimulationTest {
  private static final int SEEDS = 1_000;

  @Test
  void theNodesAreOneDeskWhateverBreaks() {
    LongStream.rangeClosed(1, SEEDS).forEach(NodesSimulationTest::holds);
  }

  @Test
  void aNodeThatIsStoppedWhileItTakesTheLeadEndsSoon() {
    holds(16);
  }

  @Test
  void whatALeaderRefusedIsNotCarriedOutBehindWhatCameAfterIt() {
    holds(77);
  }

  @Test
  void aSeedAlwaysLeadsToTheSame() {
    NodesSimulation.Outcome first = NodesSimulation.run(5);
    assertThat(first.entries()).isPositive();
    assertThat(NodesSimulation.run(5)).isEqualTo(first);
  }

  private static void holds(long seed) {
    NodesSimulation.Outcome outcome = NodesSimulation.run(seed);
    if (outcome.finding() != null) {
      NodesSimulation.Outcome smallest = NodesSimulation.shrink(seed);
      throw new AssertionError(
          "seed %d: %s%nafter%n%s%n%n%s"
              .formatted(
                  seed,
                  outcome.finding(),
                  String.join("\n", smallest.steps()),
                  smallest.trace()));
    }
  }
}
