package switchboard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(new Random(1));

  @Test
  void doublesUpToHalfAMinuteWithJitter() {
    long ceiling = 500;
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(backOff.lost(0)).isBetween(ceiling / 4, ceiling);
      ceiling = Math.min(30_000, 2 * ceiling);
    }
  }

  @Test
  void beginsAnewWhenAConnectionHeld() {
    for (int attempt = 0; attempt < 10; attempt++) {
      backOff.lost(0);
    }
    backOff.welcomed(1_000);
    assertThat(backOff.lost(5_999)).isGreaterThan(7_000);
    backOff.welcomed(10_000);
    assertThat(backOff.lost(15_000)).isLessThanOrEqualTo(500);
  }

  @Test
  void waitsAsLongAsTheServerSaysAndForgetsIt() {
    backOff.putOff(20_000);
    assertThat(backOff.lost(0)).isEqualTo(20_000);
    assertThat(backOff.lost(0)).isLessThanOrEqualTo(1_000);
  }
}
