package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static switchboard.simulation.Workloads.MINUTE_MS;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.vocabulary.Event;

/// docs/spec/simulation.md, X12: what the simulated desk does agrees with what is known exactly.
class ErlangATest {
  private static final int AGENTS = 10;
  private static final int DAYS = 60;
  private static final Percentage GATE = Percentage.withPercentage(3);

  @Test
  void x12_theFormulaItself() {
    // Without patience running out Erlang-A is Erlang-C: n = 2, offered 1 gives a third.
    assertThat(ErlangA.of(2, 1, 1, 1e-9).waits()).isCloseTo(1.0 / 3, within(1e-6));
    // When patience is as long as service it is M/M/∞: Poisson, as many as are offered.
    double busy = 1 - Math.exp(-2) * (1 + 2);
    assertThat(ErlangA.of(2, 2, 1, 1).waits()).isCloseTo(busy, within(1e-12));
  }

  /** The less often something happens, the longer it takes to see how often. */
  @ParameterizedTest
  @CsvSource({"0.8, 10", "1.0, 4", "1.2, 4"})
  void x12_firstComeFirstServedIsErlangA(double load, int plays) {
    ErlangA exact = ErlangA.of(AGENTS, load * AGENTS / 10, 1.0 / 10, 1.0 / 15);
    Workload workload = Workloads.markovian(load, AGENTS, DAYS * 24);
    Seen seen = new Seen();
    for (int play = 0; play < plays; play++) {
      seen.watch(workload, play);
    }
    assertThat(seen.came).isGreaterThan(200_000);
    assertThat(seen.waits()).as("waits").isCloseTo(exact.waits(), GATE);
    assertThat(seen.abandons()).as("abandons").isCloseTo(exact.abandons(), GATE);
    assertThat(seen.meanWait()).as("mean wait, min").isCloseTo(exact.meanWait(), GATE);
  }

  /// Waits of all, those who left included.
  private static final class Seen {
    private int came;
    private double waited;
    private double abandoned;
    private double waitMs;

    void watch(Workload workload, int play) {
      Tally tally = new Tally(workload);
      Map<Long, Long> since = new HashMap<>();
      SimulatedDesk desk =
          new SimulatedDesk(
              workload,
              12,
              play,
              entry -> {
                tally.apply(entry);
                switch (entry.event()) {
                  case Event.Launched _ when entry.atMs() >= workload.startMs() + workload.warmUpMs() ->
                      since.put(entry.conversation(), entry.atMs());
                  case Event.Assigned _, Event.Closed _ -> {
                    Long launched = since.remove(entry.conversation());
                    waitMs += launched == null ? 0 : entry.atMs() - launched;
                  }
                  default -> {}
                }
              });
      desk.play();
      Measures measures = tally.measures(desk.nowMs());
      came += measures.all().service().launched();
      waited += measures.all().waited();
      abandoned += measures.all().service().abandoned();
    }

    double waits() {
      return waited / came;
    }

    double abandons() {
      return abandoned / came;
    }

    double meanWait() {
      return waitMs / MINUTE_MS / came;
    }
  }
}
