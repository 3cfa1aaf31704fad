package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Rounds rounds = new Rounds();

  @Test
  void takesWhatComesInOrder() {
    assertThat(takes("a", 1, 0)).isTrue();
    assertThat(takes("a", 1, 1)).isTrue();
    assertThat(takes("a", 1, 2)).isTrue();
  }

  @Test
  void takesNothingAfterSomethingWasLostUntilAnotherRoundBegins() {
    assertThat(takes("a", 1, 0)).isTrue();
    assertThat(takes("a", 1, 2)).isFalse();
    assertThat(takes("a", 1, 3)).isFalse();
    assertThat(takes("a", 2, 0)).isTrue();
    assertThat(takes("a", 2, 1)).isTrue();
  }

  @Test
  void takesNothingOfARoundWhoseBeginningWasLost() {
    assertThat(takes("a", 4, 1)).isFalse();
    assertThat(takes("a", 4, 0)).isTrue();
  }

  @Test
  void takesNothingOfARoundThatAnotherFollowed() {
    assertThat(takes("a", 2, 0)).isTrue();
    assertThat(takes("a", 1, 0)).isFalse();
    assertThat(takes("a", 1, 1)).isFalse();
    assertThat(takes("a", 2, 1)).isTrue();
  }

  @Test
  void takesNothingTwice() {
    assertThat(takes("a", 1, 0)).isTrue();
    assertThat(takes("a", 1, 0)).isFalse();
    assertThat(takes("a", 1, 1)).isTrue();
  }

  @Test
  void nodesDoNotConcernEachOther() {
    assertThat(takes("a", 9, 0)).isTrue();
    assertThat(takes("b", 1, 0)).isTrue();
    assertThat(takes("a", 9, 1)).isTrue();
    assertThat(takes("b", 1, 1)).isTrue();
  }

  @Test
  void whoWasForgottenBeginsAnotherRound() {
    assertThat(takes("a", 1, 0)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      takes("other-" + i, 1, 0);
    }
    assertThat(takes("a", 1, 1)).isFalse();
    assertThat(takes("a", 2, 0)).isTrue();
  }

  private boolean takes(String node, long round, int number) {
    return rounds.takes(new CommandCodec.Place(node, round, number));
  }
}
