package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private long wallMs = 1_000_000;
  private long nanos = -5;

  @Test
  void followsTheWallClockAlsoForwards() {
    SteadyClock clock = new SteadyClock(() -> wallMs, () -> nanos, 0);
    assertThat(clock.nowMs()).isEqualTo(1_000_000);
    pass(250);
    assertThat(clock.nowMs()).isEqualTo(1_000_250);
    wallMs += 3_600_000;
    assertThat(clock.nowMs()).isEqualTo(4_600_250);
  }

  @Test
  void goesOnAtHalfSpeedWhileTheWallClockIsBehind() {
    SteadyClock clock = new SteadyClock(() -> wallMs, () -> nanos, 0);
    assertThat(clock.nowMs()).isEqualTo(1_000_000);
    wallMs -= 10_000;
    assertThat(clock.nowMs()).isEqualTo(1_000_000);
    pass(1_000);
    assertThat(clock.nowMs()).isEqualTo(1_000_500);
    pass(18_000);
    assertThat(clock.nowMs()).isEqualTo(1_009_500);
    pass(2_000);
    assertThat(clock.nowMs()).isEqualTo(1_011_000);
  }

  @Test
  void beginsNotBeforeTheNewestEntry() {
    SteadyClock clock = new SteadyClock(() -> wallMs, () -> nanos, 1_004_000);
    assertThat(clock.nowMs()).isEqualTo(1_004_000);
    pass(1_000);
    assertThat(clock.nowMs()).isEqualTo(1_004_500);
    pass(9_000);
    assertThat(clock.nowMs()).isEqualTo(1_010_000);
  }

  private void pass(long ms) {
    wallMs += ms;
    nanos += ms * 1_000_000;
  }
}
