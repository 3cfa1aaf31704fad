package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import switchboard.desk.supervision.Calibration.Came;
import switchboard.desk.supervision.Calibration.OfTier;
import switchboard.desk.supervision.Calibration.Told;

/// docs/spec/supervision.md, S13 and S14
class CalibrationTest {
  private static final WaitEstimate MODEL = new WaitEstimate(60_000, 120_000, 180_000);

  private final List<Came> came = new ArrayList<>();
  private final Calibration calibration = new Calibration(came::add);

  private void tell(long conversation, long atMs) {
    calibration.tell(conversation, new Told("Basic", atMs, MODEL, 70_000));
  }

  private OfTier basic() {
    return calibration.tiers().iterator().next();
  }

  @Test
  void s14_aWaitKeepsToTheBoundsThatItDoesNotExceed() {
    tell(1, 0);
    calibration.passed(120_000);
    calibration.answered(1, 120_000);
    tell(2, 0);
    calibration.passed(120_001);
    calibration.answered(2, 120_001);
    assertThat(came).extracting(Came::covered80).containsExactly(true, false);
    assertThat(came).extracting(Came::covered90).containsExactly(true, true);
    assertThat(basic().covered80()).isEqualTo(0.5);
    assertThat(basic().covered90()).isEqualTo(1);
  }

  @Test
  void s14_whoLeavesBeforeTheBoundCountsForNeitherAndAfterItAsAMiss() {
    tell(1, 0);
    calibration.left(1, 100_000);
    assertThat(came.getFirst().covered80()).isNull();
    assertThat(basic().covered80()).isNull();
    tell(2, 0);
    calibration.passed(150_000);
    calibration.left(2, 150_000);
    assertThat(came.getLast().covered80()).isFalse();
    assertThat(came.getLast().covered90()).isNull();
    assertThat(basic().covered80()).isZero();
    assertThat(basic().errorMs()).isNull();
  }

  @Test
  void s14_errorsAreOfTheWaitsOfThoseAnswered() {
    tell(1, 0);
    calibration.answered(1, 50_000);
    tell(2, 0);
    calibration.answered(2, 90_000);
    assertThat(basic().errorMs()).isEqualTo((10_000 + 30_000) / 2);
    assertThat(basic().naiveErrorMs()).isEqualTo((20_000 + 20_000) / 2);
    assertThat(basic().told()).isEqualTo(2);
  }

  @Test
  void s14_theSharesAreOfTheLastFiveHundredAndSinceTheBeginning() {
    for (int i = 1; i <= 1_000; i++) {
      tell(i, 0);
      boolean late = i <= 500;
      calibration.passed(late ? 200_000 : 0);
      calibration.answered(i, late ? 200_000 : 1_000);
    }
    assertThat(basic().covered80()).isEqualTo(1);
    assertThat(basic().covered80Ever()).isEqualTo(0.5);
  }

  @Test
  void s13_aBoundGrowsTheMomentItPassesAndShrinksWhenItIsKept() {
    tell(1, 0);
    calibration.passed(120_001);
    WaitEstimate grown = calibration.corrected("Basic", MODEL);
    assertThat(grown.p80Ms()).isEqualTo(Math.round(120_000 * Math.exp(0.06 * 0.8)));
    assertThat(grown.p90Ms()).isGreaterThanOrEqualTo(180_000);
    calibration.answered(1, 130_000);
    assertThat(calibration.corrected("Basic", MODEL).p80Ms()).isEqualTo(grown.p80Ms());
    tell(2, 200_000);
    calibration.answered(2, 210_000);
    assertThat(calibration.corrected("Basic", MODEL).p80Ms())
        .isEqualTo(Math.round(120_000 * Math.exp(0.06 * (0.8 - 0.2))));
    assertThat(calibration.corrected("Elite", MODEL)).isEqualTo(MODEL);
  }

  @Test
  void s13_aModelThatIsOffByFarIsCorrectedInEitherDirection() {
    for (double truth : new double[] {0.3, 1, 3}) {
      Calibration learning = new Calibration(_ -> {});
      Random random = new Random(5);
      for (int i = 1; i <= 6_000; i++) {
        long atMs = i * 1_000_000L;
        learning.passed(atMs);
        learning.tell(i, new Told("Basic", atMs, learning.corrected("Basic", MODEL), 0));
        long answeredMs = atMs + Math.round(-Math.log(1 - random.nextDouble()) * truth * 60_000);
        learning.passed(answeredMs);
        learning.answered(i, answeredMs);
      }
      OfTier learnt = learning.tiers().iterator().next();
      assertThat(learnt.covered80Ever()).isCloseTo(0.8, within(0.01));
      assertThat(learnt.covered90Ever()).isCloseTo(0.9, within(0.01));
      assertThat(learnt.covered80()).isCloseTo(0.8, within(0.04));
    }
  }

  @Test
  void s13_noHigherQuantileIsEverToldShorterThanALower() {
    WaitEstimate told = MODEL.times(3, 0.5, 0.1);
    assertThat(told.p80Ms()).isEqualTo(told.p50Ms());
    assertThat(told.p90Ms()).isEqualTo(told.p80Ms());
  }

  @Test
  void s12_whatWasWithdrawnWasNeverTold() {
    tell(1, 0);
    calibration.withdraw(1);
    calibration.passed(1_000_000);
    calibration.answered(1, 1_000_000);
    assertThat(came).isEmpty();
    assertThat(calibration.tiers()).isEmpty();
    assertThat(calibration.pending()).isZero();
  }
}
