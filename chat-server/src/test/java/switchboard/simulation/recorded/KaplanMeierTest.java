package switchboard.simulation.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.simulation.Times;
import switchboard.simulation.Times.Survival;

/// docs/spec/simulation.md, X24.
class KaplanMeierTest {

  /// Times to remission of the 6-MP group of Freireich and others (1963), the textbook example of the estimator: 21 patients, 9 relapses.
  @Test
  void x24_theTextbookExampleComesOutAsInTheTextbook() {
    KaplanMeier times = new KaplanMeier();
    List.of(6, 6, 6, 7, 10, 13, 16, 22, 23).forEach(weeks -> times.add(weeks, true));
    List.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
        .forEach(weeks -> times.add(weeks, false));

    Survival survival = (Survival) times.survival();

    List<Double> expected = List.of(0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448);
    assertThat(survival.steps()).extracting(Survival.Step::atMs)
        .containsExactly(6L, 7L, 10L, 13L, 16L, 22L, 23L);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(survival.steps().get(i).alive()).isCloseTo(expected.get(i), within(0.0005));
    }
    assertThat(survival.meanAfterMs()).as("359 weeks, 9 ends").isEqualTo(Math.round(359 / 9.0));
  }

  @Test
  void x24_withoutAnEndNobodyGivesUp() {
    KaplanMeier times = new KaplanMeier();
    times.add(60_000, false);
    assertThat(times.survival().at(0.99)).isEqualTo(Times.NEVER);
  }

  @Test
  void x24_timesThatWereAllSeenToEndAreTheirOwnDistribution() {
    KaplanMeier times = new KaplanMeier();
    List.of(40, 10, 30, 20).forEach(ms -> times.add(ms, true));
    assertThat(List.of(0.0, 0.3, 0.6, 0.9))
        .extracting(toss -> times.survival().at(toss))
        .containsExactly(10L, 20L, 30L, 40L);
  }
}
