package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final Instant NOW = Payload.NOW;
  private final LoginThrottle throttle = new LoginThrottle();

  @Test
  void waitDoublesWithEachFailureUpToAQuarterOfAnHour() {
    Instant now = NOW;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      assertThat(throttle.attempt("dana", "10.0.0." + i, now)).isZero();
      Duration wait = throttle.attempt("dana", "10.0.1." + i, now);
      waits.add(wait.toSeconds());
      now = now.plus(wait);
    }
    assertThat(waits)
        .containsExactly(
            0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L, 900L, 900L,
            900L);
  }

  @Test
  void addressIsSlowedWhateverLoginsItTries() {
    int free = 0;
    while (throttle.attempt("login-" + free, "10.0.0.1", NOW).isZero()) {
      free++;
    }
    assertThat(free).isEqualTo(LoginThrottle.FREE_PER_ADDRESS);
    assertThat(throttle.attempt("dana", "10.0.0.2", NOW)).isZero();
  }

  @Test
  void neighboursInOneIpv6NetworkCountAsOne() {
    for (int i = 0; i < LoginThrottle.FREE_PER_ADDRESS; i++) {
      assertThat(throttle.attempt("login-" + i, "2001:db8:1:2::" + i, NOW)).isZero();
    }
    assertThat(throttle.attempt("x", "2001:db8:1:2:ffff::1", NOW)).isPositive();
    assertThat(throttle.attempt("x", "2001:db8:1:3::1", NOW)).isZero();
  }

  @Test
  void attemptsAtOnceAreNotWorthMoreThanOneAfterAnother() {
    long passed =
        IntStream.range(0, 1_000)
            .parallel()
            .filter(i -> throttle.attempt("dana", "10.1." + i / 250 + "." + i % 250, NOW).isZero())
            .count();
    assertThat(passed).isEqualTo(LoginThrottle.FREE_PER_LOGIN);
  }

  @Test
  void successForgetsTheFailuresOfTheLogin() {
    for (int i = 0; i < 4; i++) {
      assertThat(throttle.attempt("dana", "10.0.0.1", NOW)).isZero();
    }
    throttle.succeeded("dana", "10.0.0.1");
    for (int i = 0; i < LoginThrottle.FREE_PER_LOGIN; i++) {
      assertThat(throttle.attempt("dana", "10.0.0.1", NOW)).isZero();
    }
    assertThat(throttle.attempt("dana", "10.0.0.1", NOW)).isPositive();
  }

  @Test
  void officeThatSignsInManyPeopleIsNotSlowed() {
    for (int i = 0; i < 200; i++) {
      assertThat(throttle.attempt("agent-" + i, "10.0.0.1", NOW)).isZero();
      throttle.succeeded("agent-" + i, "10.0.0.1");
    }
  }

  @Test
  void failuresAreForgottenAfterAQuietHour() {
    for (int i = 0; i < LoginThrottle.FREE_PER_LOGIN; i++) {
      throttle.attempt("dana", "10.0.0.1", NOW);
    }
    Instant later = NOW.plus(LoginThrottle.MEMORY).plusSeconds(1);
    for (int i = 0; i < LoginThrottle.FREE_PER_LOGIN; i++) {
      assertThat(throttle.attempt("dana", "10.0.0.1", later)).isZero();
    }
  }
}
