package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.simulation.Times.Survival.Step;

/// docs/spec/simulation.md, X2 and X5: distributions, asked by quantile.
class TimesTest {
  private static final int MANY = 200_000;

  @Test
  void x2_meansAndSpreadsAreAsSaid() {
    assertThat(mean(new Times.Exponential(60_000))).isCloseTo(60_000, within(300.0));
    Times lognormal = new Times.Lognormal(600_000, 0.9);
    assertThat(mean(lognormal)).isCloseTo(600_000, within(3_000.0));
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      squares += Math.pow(lognormal.at((i + 0.5) / MANY) - 600_000.0, 2);
    }
    assertThat(Math.sqrt(squares / MANY) / 600_000).isCloseTo(0.9, within(0.01));
    assertThat(new Times.Lognormal(600_000, 0).at(0.99)).isEqualTo(600_000);
    assertThat(new Times.Exponential(0).at(0.99)).isZero();
  }

  @Test
  void x2_samplesAreEachAsLikely() {
    Times sampled = new Times.Sampled(List.of(30L, 10L, 20L, 20L));
    assertThat(sampled.at(0)).isEqualTo(10);
    assertThat(sampled.at(0.3)).isEqualTo(20);
    assertThat(sampled.at(0.999)).isEqualTo(30);
    assertThat(mean(sampled)).isCloseTo(20, within(0.01));
  }

  @Test
  void x2_survivalGoesDownItsSteps() {
    Times patience = new Times.Survival(List.of(new Step(10, 0.8), new Step(20, 0.5)), Times.NEVER);
    assertThat(patience.at(0.1)).isEqualTo(10);
    assertThat(patience.at(0.3)).isEqualTo(20);
    assertThat(patience.at(0.6)).as("never seen to give up").isEqualTo(Times.NEVER);
    Times goingOn = new Times.Survival(List.of(new Step(10, 0.5)), 100);
    assertThat(goingOn.at(0.75)).isEqualTo(10 + Math.round(100 * Math.log(2)));
    Times allGone = new Times.Survival(List.of(new Step(10, 0)), Times.NEVER);
    assertThat(allGone.at(0.999)).isEqualTo(10);
    assertThat(new Times.Survival(List.of(), Times.NEVER).at(0)).isEqualTo(Times.NEVER);
  }

  @Test
  void x2_whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Times.Sampled(List.of()))
        .hasMessage("sampled times: none, expected at least one");
    assertThatThrownBy(
            () -> new Times.Survival(List.of(new Step(10, 0.5), new Step(5, 0.4)), 1))
        .isInstanceOf(Unplayable.class);
    assertThatThrownBy(() -> new Times.Exponential(-1)).isInstanceOf(Unplayable.class);
    assertThatThrownBy(() -> new Times.Exponential(Double.NaN)).isInstanceOf(Unplayable.class);
  }

  @Test
  void x2_quantilesOfTheNormalDistribution() {
    assertThat(Normal.quantile(0.5)).isZero();
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963985, within(1e-7));
    assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306, within(1e-7));
    assertThat(Normal.quantile(0.999)).isCloseTo(3.090232306, within(1e-7));
  }

  private static double mean(Times times) {
    double sum = 0;
    for (int i = 0; i < MANY; i++) {
      sum += times.at((i + 0.5) / MANY);
    }
    return sum / MANY;
  }
}
