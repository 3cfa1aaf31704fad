package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// docs/spec/simulation.md, X10.
class EstimateTest {

  /** Of the table in Abramowitz and Stegun, 26.10. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706", "2, 4.303", "5, 2.571", "10, 2.228", "11, 2.201", "20, 2.086", "29, 2.045",
    "60, 2.000", "120, 1.980", "100000, 1.960"
  })
  void x10_studentsT(int freedom, double quantile) {
    assertThat(StudentT.quantile975(freedom)).isCloseTo(quantile, within(0.0006));
  }

  @Test
  void x10_meanAndInterval() {
    Estimate estimate = Objects.requireNonNull(Estimate.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0)));
    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.halfWidth()).isCloseTo(2.7764 * Math.sqrt(2.5 / 5), within(1e-3));
    assertThat(estimate.isSignificant()).isTrue();
    assertThat(Estimate.of(List.of())).isNull();
    Estimate one = Objects.requireNonNull(Estimate.of(List.of(1.0)));
    assertThat(one.halfWidth()).isInfinite();
    assertThat(one.isSignificant()).isFalse();
    assertThat(Objects.requireNonNull(Estimate.of(Collections.nCopies(3, 0.0))).isSignificant())
        .isFalse();
  }

  @Test
  void x10_theIntervalHoldsTheTruthIn95Of100() {
    int held = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      Coin coin = Coin.of(10, trial);
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        values.add(coin.toss(i));
      }
      Estimate estimate = Objects.requireNonNull(Estimate.of(values));
      held += estimate.low() <= 0.5 && estimate.high() >= 0.5 ? 1 : 0;
    }
    assertThat(held / 2_000.0).isCloseTo(0.95, within(0.015));
  }
}
