package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final Argon2 CHEAP = new Argon2(64, 1, 1);
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Made by the reference implementation: `echo -n "correct horse battery" | argon2
  /// somesaltsomesalt -id -t 2 -k 19456 -p 1 -l 32 -e`.
  private static final String REFERENCE =
      "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$/HetJC6LZ4lnwgLB+wJSS2a9bFu2Kq4HxwNWzoJq2qU";

  @Test
  void hashOfTheReferenceImplementationIsUnderstood() throws Exception {
    try (Passwords passwords = new Passwords(RANDOM)) {
      assertThat(passwords.check("correct horse battery", REFERENCE))
          .isEqualTo(new Passwords.Check(true, false));
      assertThat(passwords.check("correct horse batterx", REFERENCE).right()).isFalse();
    }
  }

  @Test
  void newHashesHaveTheRecommendedParametersAndSaltsOfTheirOwn() throws Exception {
    try (Passwords passwords = new Passwords(RANDOM)) {
      String hash = passwords.hash("correct horse battery");
      assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
      assertThat(hash).isNotEqualTo(passwords.hash("correct horse battery"));
      assertThat(passwords.check("correct horse battery", hash).right()).isTrue();
    }
  }

  @Test
  void hashWithOtherParametersIsOutdated() throws Exception {
    try (Passwords old = cheap(1, 4);
        Passwords current = new Passwords(new Argon2(128, 1, 1), 1, 4, RANDOM)) {
      assertThat(current.check("correct horse", old.hash("correct horse")))
          .isEqualTo(new Passwords.Check(true, true));
    }
  }

  @Test
  void sameLettersAreTheSamePasswordHoweverComposed() throws Exception {
    try (Passwords passwords = cheap(1, 4)) {
      assertThat(passwords.check("cafe\u0301 noir", passwords.hash("caf\u00e9 noir")).right())
          .isTrue();
    }
  }

  @Test
  void nobodysPasswordIsTheDecoys() throws Exception {
    try (Passwords passwords = cheap(1, 4)) {
      assertThat(passwords.check("", passwords.decoy()))
          .isEqualTo(new Passwords.Check(false, false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct horse",
        "$2a$10$abcdefghijklmnopqrstuu",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21l$c29tZXNhbHRzb21lc29tZXNhbHRzb21l",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHRzb21l$c29tZXNhbHRzb21lc29tZXNhbHRzb21l",
        "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzb21l$c29tZXNhbHRzb21lc29tZXNhbHRzb21l",
        "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHRzb21l$c29tZXNhbHRzb21lc29tZXNhbHRzb21l",
      })
  void hashThatIsNoneOfOursIsAFaultThatDoesNotRepeatIt(String hash) {
    try (Passwords passwords = cheap(1, 4)) {
      assertThatThrownBy(() -> passwords.check("correct horse", hash))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("c29tZXNhbHR");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "nine char"})
  void shortPasswordsAreRefused(String password) {
    assertThat(Passwords.refusal(password))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("10 to 128 characters"));
    assertThat(Passwords.refusal("ten chars!")).isEmpty();
    assertThat(Passwords.refusal("x".repeat(129))).isPresent();
  }

  @Test
  void floodIsTurnedAwayAndTakesTheThreadsOfNobody() throws Exception {
    try (Passwords passwords = new Passwords(new Argon2(19 * 1_024, 2, 1), 1, 3, RANDOM);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      String hash = passwords.hash("correct horse");
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        attempts.add(
            callers.submit(() -> {
              start.await();
              try {
                return passwords.check("correct horse", hash).right();
              } catch (Passwords.Busy e) {
                return false;
              }
            }));
      }
      start.countDown();
      int checked = 0;
      for (Future<Boolean> attempt : attempts) {
        checked += attempt.get() ? 1 : 0;
      }
      assertThat(checked).isBetween(1, 20); // one at work, three waiting, and who came after these
    }
  }

  private static Passwords cheap(int threads, int waitingMax) {
    return new Passwords(CHEAP, threads, waitingMax, RANDOM);
  }
}
