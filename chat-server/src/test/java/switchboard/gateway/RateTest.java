package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aBurstIsTakenAtOnceThenOneEachInterval() {
    Rate rate = new Rate(10, 3, 0);
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(0)).isZero();
    assertThat(rate.take(0)).isEqualTo(SECOND / 10);
    assertThat(rate.take(SECOND / 20)).isEqualTo(SECOND / 20);
    assertThat(rate.take(SECOND / 10)).isZero();
    assertThat(rate.take(SECOND / 10)).isPositive();
  }

  @Test
  void whoWaitedLongHasNoMoreThanTheBurst() {
    Rate rate = new Rate(10, 3, 0);
    long later = 1_000 * SECOND;
    assertThat(rate.take(later)).isZero();
    assertThat(rate.take(later)).isZero();
    assertThat(rate.take(later)).isZero();
    assertThat(rate.take(later)).isPositive();
  }

  @Test
  void whatWasRefusedCostsNothing() {
    Rate rate = new Rate(10, 1, 0);
    rate.take(0);
    for (int i = 0; i < 100; i++) {
      rate.take(0);
    }
    assertThat(rate.take(SECOND / 10)).isZero();
  }
}
