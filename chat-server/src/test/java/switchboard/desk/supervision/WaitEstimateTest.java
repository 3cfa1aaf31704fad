package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.supervision.WaitEstimate.Overtakers;

/// docs/spec/supervision.md, S7
class WaitEstimateTest {
  private static final double SECOND = 1_000;
  private static final int RUNS = 10_000;

  /// The same model played out: exponential service and patience, Poisson arrivals that come in ahead during their lead. The tolerance is what sampling
  /// (1 %) and the gamma shape leave; with overtakers, what the fluid does.
  @ParameterizedTest(name = "{0} ahead, {1} slots, patience {2} s, an overtaker each {3} s for {4} s")
  @CsvSource({
    "0, 1, 900, 0, 0, 4",
    "0, 36, 900, 0, 0, 4",
    "5, 3, 900, 0, 0, 4",
    "30, 36, 900, 0, 0, 4",
    "100, 36, 900, 0, 0, 4",
    "1000, 36, 900, 0, 0, 4",
    "20, 12, 900, 120, 900, 6",
    "30, 36, 900, 40, 900, 6",
    "100, 36, 900, 40, 600, 6",
  })
  void s7_theEstimateAgreesWithTheModelPlayedOut(
      int ahead,
      int slots,
      double patienceS,
      double overtakerEachS,
      long leadS,
      double tolerancePercent) {
    double served = slots / (600 * SECOND);
    double givenUp = 1 / (patienceS * SECOND);
    double overtaking = overtakerEachS == 0 ? 0 : 1 / (overtakerEachS * SECOND);
    long leadMs = leadS * 1_000;
    WaitEstimate estimate =
        WaitEstimate.of(
            ahead,
            served,
            givenUp,
            overtaking == 0 ? List.of() : List.of(new Overtakers(overtaking, leadMs)));
    double[] waits = new double[RUNS];
    Random random = new Random(ahead * 31L + slots);
    for (int i = 0; i < RUNS; i++) {
      waits[i] = playOut(random, ahead, served, givenUp, overtaking, leadMs);
    }
    Arrays.sort(waits);
    assertThat((double) estimate.p50Ms())
        .isCloseTo(waits[RUNS / 2], withinPercentage(tolerancePercent));
    assertThat((double) estimate.p80Ms())
        .isCloseTo(waits[RUNS * 8 / 10], withinPercentage(tolerancePercent));
    assertThat((double) estimate.p90Ms())
        .isCloseTo(waits[RUNS * 9 / 10], withinPercentage(tolerancePercent));
  }

  /// How long a chat waits that does not give up: those ahead are served or give up, overtakers come in ahead.
  private static double playOut(
      Random random,
      int ahead,
      double served,
      double givenUp,
      double overtaking,
      long leadMs) {
    double now = 0;
    int before = ahead;
    PriorityQueue<Double> overtakers = new PriorityQueue<>();
    if (overtaking > 0) {
      for (double at = next(random, overtaking); at < leadMs; at += next(random, overtaking)) {
        overtakers.add(at);
      }
    }
    while (true) {
      double step = next(random, served + before * givenUp);
      Double arrival = overtakers.peek();
      if (arrival != null && now + step > arrival) {
        now = overtakers.remove();
        before++;
      } else {
        now += step;
        if (before == 0) {
          return now;
        }
        before--;
      }
    }
  }

  private static double next(Random random, double rate) {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  /// A larger spread moves the middle of a gamma distribution down: hence the hundredth.
  @Test
  void s7_moreAheadSlowerServiceMoreOvertakersNeverShortenTheEstimate() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      int ahead = random.nextInt(500);
      double served = (1 + random.nextInt(60)) / (600 * SECOND);
      double givenUp = random.nextDouble() / (900 * SECOND);
      double overtaking = random.nextDouble() / (30 * SECOND);
      long leadMs = random.nextInt(900_000);
      List<Overtakers> overtakers = List.of(new Overtakers(overtaking, leadMs));
      WaitEstimate estimate = WaitEstimate.of(ahead, served, givenUp, overtakers);
      assertThat(estimate.p50Ms()).isPositive().isLessThanOrEqualTo(estimate.p80Ms());
      assertThat(estimate.p80Ms()).isLessThanOrEqualTo(estimate.p90Ms());
      assertNoShorter(WaitEstimate.of(ahead + 1, served, givenUp, overtakers), estimate);
      assertNoShorter(WaitEstimate.of(ahead, served * 0.9, givenUp, overtakers), estimate);
      assertNoShorter(
          WaitEstimate.of(
              ahead, served, givenUp, List.of(new Overtakers(overtaking * 1.2, leadMs))),
          estimate);
      assertNoShorter(
          WaitEstimate.of(
              ahead, served, givenUp, List.of(new Overtakers(overtaking, leadMs + 60_000))),
          estimate);
    }
  }

  private static void assertNoShorter(WaitEstimate longer, WaitEstimate estimate) {
    assertThat(longer.p50Ms()).isGreaterThanOrEqualTo(estimate.p50Ms() - estimate.p50Ms() / 100);
    assertThat(longer.p80Ms()).isGreaterThanOrEqualTo(estimate.p80Ms() - estimate.p80Ms() / 100);
    assertThat(longer.p90Ms()).isGreaterThanOrEqualTo(estimate.p90Ms() - estimate.p90Ms() / 100);
  }

  @Test
  void s7_nobodyIsEverToldMoreThanADay() {
    assertThat(WaitEstimate.of(1_000_000, 1e-9, 0, List.of()).p90Ms())
        .isEqualTo(24 * 3_600_000L);
  }

  @Test
  @Timeout(5)
  void s7_anEstimateEndsThoughMoreOvertakeThanAreServed() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double served = 1e-7 + random.nextDouble() / 1_000;
      List<Overtakers> overtakers =
          List.of(
              new Overtakers(served * random.nextDouble(3), 1 + random.nextInt(900_000)),
              new Overtakers(served, 1 + random.nextInt(900_000)));
      WaitEstimate estimate =
          WaitEstimate.of(random.nextInt(40), served, random.nextDouble() / 900_000, overtakers);
      assertThat(estimate.p90Ms()).isBetween(1L, 24 * 3_600_000L);
    }
  }
}
