package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a connection counts as heard: D8. Times in seconds; a client pings every 10, quiet is after 15.
class PulseTest {
  private static final long SECOND = 1_000_000_000;
  private final Pulse pulse = new Pulse(15 * SECOND, 0);

  /// What changes by signs at these seconds, looked at each second: `-` quiet, `+` heard again, with the second.
  private List<String> changes(long until, Long... signs) {
    List<Long> heard = List.of(signs);
    List<String> changes = new ArrayList<>();
    for (long second = 0; second <= until; second++) {
      if (heard.contains(second) && pulse.heard(second * SECOND)) {
        changes.add("+" + second);
      }
      if (pulse.look(second * SECOND)) {
        changes.add("-" + second);
      }
    }
    return changes;
  }

  @Test
  void d8_whoPingsAsAgreedIsHeard() {
    assertThat(changes(60, 10L, 20L, 30L, 40L, 50L, 60L)).isEmpty();
  }

  @Test
  void d8_oneMissedPingIsQuietAndTheNextSignIsHeard() {
    assertThat(changes(40, 10L, 28L, 38L)).containsExactly("-25", "+28");
  }

  @Test
  void d8_whoIsQuietAgainSoonMustGiveSignsForAWhile() {
    assertThat(changes(100, 10L, 28L, 46L, 56L, 66L, 76L, 86L, 96L))
        .as("signs since 46, which go on for 15 s at 66")
        .containsExactly("-25", "+28", "-43", "+66");
  }

  @Test
  void d8_aConnectionOnTheBrinkComesAndGoesNoMore() {
    Long[] everySixteenSeconds = new Long[30];
    for (int i = 0; i < everySixteenSeconds.length; i++) {
      everySixteenSeconds[i] = 16L * (i + 1);
    }
    assertThat(changes(480, everySixteenSeconds)).containsExactly("-15", "+16", "-31");
  }

  @Test
  void d8_whoWasWellForAWhileIsForgivenAgain() {
    assertThat(
            changes(140, 16L, 26L, 36L, 46L, 56L, 66L, 76L, 86L, 104L, 114L, 124L, 134L))
        .containsExactly("-15", "+16", "-101", "+104");
  }

  @Test
  void itSaysWhenToLookNext() {
    pulse.heard(7 * SECOND);
    assertThat(pulse.dueNanos()).isEqualTo(22 * SECOND);
    assertThat(pulse.look(22 * SECOND - 1)).isFalse();
    assertThat(pulse.look(22 * SECOND)).isTrue();
    assertThat(pulse.isQuiet()).isTrue();
  }
}
