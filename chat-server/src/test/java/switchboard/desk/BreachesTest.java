package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.supervision.Breaches;
import switchboard.desk.supervision.QueuePlaces.Place;
import switchboard.desk.supervision.WaitEstimate;

/// docs/spec/supervision.md, S21: which of those who wait are late, or will be.
class BreachesTest {
  private static final Conversation CHAT = waiting("Business");

  private static Conversation waiting(String tier) {
    return Scenario.check("launch Bea " + tier).desk().view().waiting().iterator().next();
  }

  private static Breaches after(Conversation chat, long waitedSeconds, @Nullable Long p50Seconds) {
    Breaches breaches = new Breaches(chat.launchedAtMs() + waitedSeconds * 1000);
    WaitEstimate estimate =
        p50Seconds == null
            ? null
            : new WaitEstimate(p50Seconds * 1000, p50Seconds * 2000, p50Seconds * 3000);
    breaches.count(new Place(chat, 0, estimate, "", false));
    return breaches;
  }

  /// Business is answered within 180 s.
  @ParameterizedTest
  @CsvSource({
    "  0, 180, 0, 0",
    "  0, 181, 0, 1",
    "100,  80, 0, 0",
    "100,  81, 0, 1",
    "180,   0, 0, 0",
    "180,   1, 0, 1",
    "181,   0, 1, 0",
    "900,  60, 1, 0",
  })
  void s21_aChatIsLateAfterItsTargetAndWillBeWhenHalfOfSuchChatsAreAnsweredAfterIt(
      long waited, long p50, int late, int soon) {
    Breaches breaches = after(CHAT, waited, p50);
    assertThat(breaches.late("Business")).isEqualTo(late);
    assertThat(breaches.soon("Business")).isEqualTo(soon);
    assertThat(breaches.late("Elite") + breaches.soon("Elite")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "181, 1, 0"})
  void s21_aChatForWhichNoAgentIsThereWillBeLate(long waited, int late, int soon) {
    Breaches breaches = after(CHAT, waited, null);
    assertThat(breaches.late("Business")).isEqualTo(late);
    assertThat(breaches.soon("Business")).isEqualTo(soon);
  }

  @ParameterizedTest
  @CsvSource({"0, 600, 0", "181, 600, 1"})
  void s21_aChatThatRingsWillNotBeLate(long waited, long p50, int late) {
    Conversation rings =
        Scenario.check("agent Ana capacity 1\nlaunch Bea Business\nrings Bea Ana")
            .desk()
            .view()
            .waiting()
            .iterator()
            .next();
    Breaches breaches = after(rings, waited, p50);
    assertThat(breaches.late("Business")).isEqualTo(late);
    assertThat(breaches.soon("Business")).isZero();
  }

  /// An open ticket's chat, say, whose target is 8 min: what is further than 15 min ahead is not foreseen.
  @ParameterizedTest
  @CsvSource({"-421, 0", "-420, 1"})
  void s21_aQuarterOfAnHourIsForeseen(long waited, int soon) {
    Conversation chat = waiting("Basic");
    assertThat(after(chat, waited, null).soon("Basic")).isEqualTo(soon);
  }
}
