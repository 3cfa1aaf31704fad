package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.AlertRule.Measure;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.BoardView.ServiceView;
import switchboard.protocol.BoardView.TierDepth;
import switchboard.protocol.QueueView;

/// docs/spec/supervision.md, S20: the number that a rule watches, of the desk, a tier or a queue.
class BoardNumbersTest {
  private static final BoardNumbers NUMBERS =
      new BoardNumbers(
          List.of(
              new TierDepth("Elite", 2, 60, 3, 40_000, 1, 2),
              new TierDepth("Basic", 1, 480, 5, 90_000, 4, 8)),
          List.of(
              new QueueView("Billing", 2, 70_000, 1, false),
              new QueueView("Support", 6, 90_000, 4, false)),
          List.of(
              agent(AgentState.AVAILABLE, null, null),
              agent(AgentState.WRAP_UP, null, null),
              agent(AgentState.AVAILABLE, 5_000L, null),
              agent(AgentState.AVAILABLE, null, true),
              agent(AgentState.DRAINING, null, null),
              agent(AgentState.AWAY, null, null),
              agent(AgentState.OFFLINE, null, null)),
          new ServiceView(9, 9, 7, 0, 0, 0.786, null, null, null));

  private static AgentView agent(
      AgentState state, @Nullable Long graceUntilMs, @Nullable Boolean unheard) {
    return new AgentView(
        "a", "A", state, 0, 3, 0, 0, List.of(), graceUntilMs, unheard, null);
  }

  private static @Nullable Long number(Measure measure, @Nullable String of) {
    boolean low = measure.isBadWhenLow();
    return NUMBERS.of(new AlertRule("x", measure, of, low ? 0 : 1, low ? 1 : 0, 0));
  }

  @Test
  void s20_theLongestWaitIsOfWhoWaitsLongest() {
    assertThat(number(Measure.LONGEST_WAIT, null)).isEqualTo(90_000);
    assertThat(number(Measure.LONGEST_WAIT, "Elite")).isEqualTo(40_000);
    assertThat(number(Measure.LONGEST_WAIT, "Billing")).isEqualTo(70_000);
  }

  @Test
  void s20_waitingIsAllWhoWait() {
    assertThat(number(Measure.WAITING, null)).isEqualTo(8);
    assertThat(number(Measure.WAITING, "Basic")).isEqualTo(5);
    assertThat(number(Measure.WAITING, "Support")).isEqualTo(6);
  }

  @Test
  void s20_breachesAreChatsThatAreLateAndThoseThatWillBe() {
    assertThat(number(Measure.BREACHES, null)).isEqualTo(15);
    assertThat(number(Measure.BREACHES, "Elite")).isEqualTo(3);
  }

  @Test
  void s20_agentsAreThoseWhoTakeChatsNowOrAfterWrapUp() {
    assertThat(number(Measure.AGENTS, null)).isEqualTo(2);
    assertThat(number(Measure.AGENTS, "Support")).isEqualTo(4);
  }

  @Test
  void s20_theServiceLevelIsInWholePercent() {
    assertThat(number(Measure.SERVICE_LEVEL, null)).isEqualTo(79);
  }
}
