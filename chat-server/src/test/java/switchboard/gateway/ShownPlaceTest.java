package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import switchboard.protocol.PlaceView;

/// docs/spec/supervision.md, S16
class ShownPlaceTest {
  private static PlaceView estimated(int p50, int p90, String reason) {
    return new PlaceView(4, p50, p90, reason, false);
  }

  private static ShownPlace first(int p50, int p90) {
    return ShownPlace.after(null, estimated(p50, p90, "r"));
  }

  @Test
  void s16_theBoundFallsAsTheEstimateDoes() {
    ShownPlace shown = ShownPlace.after(first(180, 360), estimated(120, 300, "r"));
    assertThat(shown.place()).isEqualTo(estimated(120, 300, "r"));
  }

  @Test
  void s16_aBoundThatRisesALittleIsShownAsItWas() {
    ShownPlace shown = ShownPlace.after(first(180, 360), estimated(200, 539, "r"));
    assertThat(shown.place()).isEqualTo(estimated(180, 360, "r"));
    assertThat(ShownPlace.after(first(10, 40), estimated(60, 99, "r")).place())
        .isEqualTo(estimated(10, 40, "r"));
  }

  @Test
  void s16_aBoundThatRisesByMuchIsShownWithTheOfferOfATicket() {
    ShownPlace shown = ShownPlace.after(first(180, 360), estimated(240, 540, "r"));
    assertThat(shown.place()).isEqualTo(new PlaceView(4, 240, 540, "r", true));
    assertThat(ShownPlace.after(first(10, 40), estimated(60, 100, "r")).place())
        .isEqualTo(new PlaceView(4, 60, 100, "r", true));
  }

  @Test
  void s16_aBoundRisesWithANewReasonAndOffersATicketThen() {
    ShownPlace shown = ShownPlace.after(first(180, 360), estimated(190, 370, "other"));
    assertThat(shown.place()).isEqualTo(new PlaceView(4, 190, 370, "other", true));
  }

  @Test
  void s16_theTicketIsOfferedUntilTheBoundHasFallenToWhereItWas() {
    ShownPlace risen = ShownPlace.after(first(180, 360), estimated(240, 540, "r"));
    ShownPlace falling = ShownPlace.after(risen, estimated(200, 400, "r"));
    assertThat(falling.place().ticketSuggested()).isTrue();
    ShownPlace fallen = ShownPlace.after(falling, estimated(160, 360, "r"));
    assertThat(fallen.place().ticketSuggested()).isFalse();
  }

  @Test
  void s16_afterNobodyWasThereTheBoundBeginsAnew() {
    ShownPlace nobody = ShownPlace.after(first(180, 360), estimated(-1, -1, "r"));
    assertThat(nobody.place().waitP90Seconds()).isEqualTo(-1);
    assertThat(ShownPlace.after(nobody, estimated(300, 600, "r")).place())
        .isEqualTo(estimated(300, 600, "r"));
  }

  @Test
  void s16_whateverIsEstimatedNothingRisesWithoutTheOfferOfATicket() {
    Random random = new Random(16);
    for (int run = 0; run < 200; run++) {
      ShownPlace shown = first(100, 300);
      for (int i = 0; i < 100; i++) {
        int p50 = random.nextInt(400);
        ShownPlace next =
            ShownPlace.after(
                shown, estimated(p50, p50 + random.nextInt(400), "r" + random.nextInt(2)));
        PlaceView now = next.place();
        if (now.waitP90Seconds() > shown.place().waitP90Seconds()) {
          assertThat(now.ticketSuggested()).isTrue();
        } else {
          assertThat(now.waitP50Seconds()).isLessThanOrEqualTo(shown.place().waitP50Seconds());
        }
        assertThat(now.waitP50Seconds()).isLessThanOrEqualTo(now.waitP90Seconds());
        shown = next;
      }
    }
  }
}
