package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.gateway.GreetingLines.Answer;
import switchboard.gateway.GreetingLines.Claim;

class GreetingLinesTest {
  private static final GreetingLimits LIMITS =
      new GreetingLimits(2, 40, 5, 20, 4, Duration.ofSeconds(8), Duration.ofSeconds(30));
  private static final long MS = 1_000_000;

  private final GreetingLines<String> lines = lines(LIMITS);
  private long nowNanos;

  private static GreetingLines<String> lines(GreetingLimits limits) {
    return new GreetingLines<>(limits, new Random(1), 0);
  }

  private Answer arrive(String who, Claim claim) {
    return lines.arrive(who, claim, nowNanos);
  }

  private void arrive(int count, String name, Claim claim) {
    for (int i = 0; i < count; i++) {
      arrive(name + i, claim);
    }
  }

  private List<String> greetAll() {
    List<String> greeted = new ArrayList<>();
    while (lines.inside() > 0) {
      nowNanos += MS;
      String next = lines.ended(nowNanos);
      if (next != null) {
        greeted.add(next);
      }
    }
    return greeted;
  }

  private void fill() {
    arrive(LIMITS.atOnce(), "inside", Claim.NOTHING);
  }

  @Test
  void whoComesToAQuietDeskIsGreetedAtOnce() {
    assertThat(arrive("ines", Claim.NOTHING)).isEqualTo(new Answer.Enter());
    assertThat(arrive("omar", Claim.RESUMES)).isEqualTo(new Answer.Enter());
    assertThat(arrive("kim", Claim.RESUMES)).isEqualTo(new Answer.Wait());
  }

  @Test
  void whoReturnsGoesBeforeWhoIsNewButOneOfFourIsNew() {
    fill();
    arrive(3, "new", Claim.NOTHING);
    arrive(8, "back", Claim.RESUMES);
    assertThat(greetAll())
        .containsExactly(
            "back0", "back1", "back2", "new0", "back3", "back4", "back5", "new1", "back6",
            "back7", "new2");
  }

  @Test
  void whoHasOnlyACookieStandsAmongThoseWhoReturnWhileTheyAreFew() {
    fill();
    arrive(1, "new", Claim.NOTHING);
    arrive(7, "cookie", Claim.STAFF);
    assertThat(greetAll())
        .containsExactly(
            "cookie0", "cookie1", "cookie2", "new0", "cookie3", "cookie4", "cookie5", "cookie6");
    fill();
    arrive(7, "cookie", Claim.STAFF);
    for (int i = 0; i < 5; i++) {
      lines.leave("cookie" + i);
    }
    arrive(1, "again", Claim.STAFF);
    assertThat(greetAll()).containsExactly("again0", "cookie5", "cookie6");
  }

  @Test
  void whoLeavesTheLineIsNotGreeted() {
    fill();
    arrive(3, "back", Claim.RESUMES);
    lines.leave("back1");
    assertThat(lines.waiting()).isEqualTo(2);
    assertThat(greetAll()).containsExactly("back0", "back2");
  }

  @Test
  void whoFindsNoPlaceIsToldToComeBackEachLaterThanTheOneBefore() {
    fill();
    arrive(LIMITS.newcomers(), "new", Claim.NOTHING);
    assertThat(arrive("ines", Claim.RESUMES)).isEqualTo(new Answer.Wait());
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      times.add(((Answer.ComeBack) arrive("late" + i, Claim.NOTHING)).afterMs());
    }
    // two milliseconds a greeting until the pace is known, of which every fourth is theirs
    assertThat(times.getFirst()).isBetween(1_000L, 1_250L);
    assertThat(times.get(500)).isBetween(5_000L, 6_251L);
    assertThat(times.get(1_000)).isBetween(9_000L, 11_251L);
    assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(30_000L));
  }

  @Test
  void soManyThatNoTimeIsLeftAreStrewnOverTheLastQuarterMinute() {
    fill();
    arrive(LIMITS.newcomers(), "new", Claim.NOTHING);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      times.add(((Answer.ComeBack) arrive("late" + i, Claim.NOTHING)).afterMs());
    }
    List<Long> last = times.subList(10_000, 20_000);
    assertThat(last).allSatisfy(time -> assertThat(time).isBetween(15_000L, 37_500L));
    Map<Long, Integer> bySecond = new HashMap<>();
    last.forEach(time -> bySecond.merge(time / 1_000, 1, Integer::sum));
    assertThat(bySecond.values()).allSatisfy(count -> assertThat(count).isLessThan(1_000));
  }

  @Test
  void atASlowDeskNobodyIsKeptWhoWouldGiveUpWaiting() {
    fill();
    arrive(20, "back", Claim.RESUMES);
    for (int i = 0; i < 300; i++) {
      nowNanos += 2_000 * MS;
      lines.ended(nowNanos);
      arrive("more" + i, Claim.RESUMES);
    }
    arrive(20, "rush", Claim.RESUMES);
    // a quarter of a second a greeting by now, and eight seconds are the limit
    assertThat(lines.waiting()).isBetween(30, 35);
    assertThat(arrive("late", Claim.RESUMES)).isInstanceOf(Answer.ComeBack.class);
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  /// Whatever happens, in whatever order.
  @ParameterizedTest
  @MethodSource("seeds")
  void nobodyIsForgottenNobodyStarvesAndNothingGrowsBeyondItsBound(int seed) {
    Random random = new Random(seed);
    Claim[] claims = Claim.values();
    Map<String, Claim> waiting = new HashMap<>();
    int inside = 0;
    int sinceNewcomer = 0;
    for (int step = 0; step < 3_000; step++) {
      nowNanos += random.nextLong(3 * MS);
      int dice = random.nextInt(10);
      if (dice < 5) {
        String who = "p" + step;
        Claim claim = claims[random.nextInt(claims.length)];
        switch (arrive(who, claim)) {
          case Answer.Enter _ -> {
            assertThat(waiting).isEmpty();
            inside++;
          }
          case Answer.Wait _ -> waiting.put(who, claim);
          case Answer.ComeBack later -> assertThat(later.afterMs()).isBetween(1_000L, 37_500L);
        }
      } else if (dice < 9) {
        if (inside > 0) {
          boolean newcomerWaits = waiting.containsValue(Claim.NOTHING);
          String next = lines.ended(nowNanos);
          if (next == null) {
            assertThat(waiting).isEmpty();
            inside--;
          } else {
            Claim claim = waiting.remove(next);
            assertThat(claim).isNotNull();
            sinceNewcomer =
                claim == Claim.NOTHING || !newcomerWaits ? 0 : sinceNewcomer + 1;
            // surplus staff stand among the newcomers, at most as many as there is room
            assertThat(sinceNewcomer)
                .isLessThan(LIMITS.newcomerEvery() * (LIMITS.newcomers() + 1));
          }
        }
      } else if (!waiting.isEmpty()) {
        String who = waiting.keySet().iterator().next();
        lines.leave(who);
        waiting.remove(who);
      }
      assertThat(lines.inside()).isEqualTo(inside).isLessThanOrEqualTo(LIMITS.atOnce());
      assertThat(lines.waiting())
          .isEqualTo(waiting.size())
          .isLessThanOrEqualTo(LIMITS.returning() + LIMITS.newcomers());
    }
    assertThat(greetAll()).containsExactlyInAnyOrderElementsOf(waiting.keySet());
  }
}
