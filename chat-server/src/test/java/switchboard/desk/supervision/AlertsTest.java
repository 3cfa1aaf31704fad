package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.AlertRule.Measure;

class AlertsTest {
  private static final AlertRule WAIT =
      new AlertRule("Elite waits", Measure.LONGEST_WAIT, "Elite", 60, 20, 10);
  private static final AlertRule LEVEL =
      new AlertRule("Service level", Measure.SERVICE_LEVEL, null, 80, 90, 0);

  private final Alerts alerts = new Alerts(List.of(WAIT));

  private List<Boolean> step(long number, long nowMs) {
    return alerts.step(_ -> number, nowMs).stream().map(Alerts.Change::raised).toList();
  }

  @Test
  void s20_itBeginsOnlyAfterItWasBadWithoutABreak() {
    assertThat(step(60, 100)).isEmpty();
    assertThat(step(59, 105)).isEmpty();
    assertThat(step(61, 106)).isEmpty();
    assertThat(step(70, 115)).isEmpty();
    assertThat(step(70, 116)).containsExactly(true);
    assertThat(alerts.raised()).containsExactly(new Alerts.Raised(WAIT, 116, 70));
  }

  @Test
  void s20_betweenTheTwoThresholdsNothingChanges() {
    step(60, 100);
    assertThat(step(60, 110)).containsExactly(true);
    assertThat(step(21, 111)).isEmpty();
    assertThat(step(99, 112)).isEmpty();
    assertThat(step(20, 113)).containsExactly(false);
    assertThat(step(59, 200)).isEmpty();
  }

  @Test
  void s20_aNumberThatIsBadWhenLowIsWatchedTheOtherWayRound() {
    Alerts level = new Alerts(List.of(LEVEL));
    assertThat(level.step(_ -> 81L, 1)).isEmpty();
    assertThat(level.step(_ -> 80L, 2)).containsExactly(new Alerts.Change(LEVEL, true, 80, 2));
    assertThat(level.step(_ -> 89L, 3)).isEmpty();
    assertThat(level.step(_ -> 90L, 4)).containsExactly(new Alerts.Change(LEVEL, false, 90, 4));
  }

  @Test
  void s20_noNumberChangesNothing() {
    step(60, 100);
    assertThat(alerts.step(_ -> null, 105)).isEmpty();
    assertThat(step(60, 112)).isEmpty();
    assertThat(step(60, 122)).containsExactly(true);
    assertThat(alerts.step(_ -> null, 130)).isEmpty();
    assertThat(alerts.raised()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void s20_whatBeganEndsBeforeItBeginsAgain(long seed) {
    Random random = new Random(seed);
    List<Boolean> changes = new ArrayList<>();
    for (long nowMs = 1; nowMs < 5_000; nowMs += 1 + random.nextInt(4)) {
      changes.addAll(step(random.nextInt(100) < 97 ? 60 : random.nextInt(80), nowMs));
    }
    assertThat(changes).hasSizeGreaterThan(10);
    for (int i = 0; i < changes.size(); i++) {
      assertThat(changes.get(i)).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void anEndOnTheBadSideIsRefused() {
    assertThatThrownBy(() -> new AlertRule("x", Measure.WAITING, null, 5, 5, 0))
        .hasMessageContaining("expected an end on the good side");
    assertThatThrownBy(() -> new AlertRule("x", Measure.AGENTS, null, 2, 1, 0))
        .hasMessageContaining("expected an end on the good side");
  }
}
