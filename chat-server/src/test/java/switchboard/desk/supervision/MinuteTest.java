package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Skills;

/// docs/spec/supervision.md, S41: agents by state at the end of a minute.
class MinuteTest {
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana");
  private static final long NOW_MS = 1_800_000_000_000L;

  private final Desk desk = new Desk(DeskRules.DEFAULT);

  private void ana(Command command) {
    desk.decide(ANA, null, command, NOW_MS);
  }

  private List<Integer> availableDrainingAway() {
    Minute minute = Minute.of(desk.view(), new Folds(ZoneOffset.UTC), NOW_MS);
    return List.of(minute.available(), minute.draining(), minute.away());
  }

  @Test
  void s41_whoIsNotHeardIsAwayWhateverTheyChose() {
    ana(new Command.OpenSession("s", 1, Skills.NONE, List.of()));
    assertThat(availableDrainingAway()).containsExactly(0, 0, 0);
    ana(new Command.SetState(AgentState.AVAILABLE));
    assertThat(availableDrainingAway()).containsExactly(1, 0, 0);
    ana(new Command.HearSession("s", false));
    assertThat(availableDrainingAway()).containsExactly(0, 0, 1);
    ana(new Command.HearSession("s", true));
    ana(new Command.CloseSession("s"));
    assertThat(availableDrainingAway()).containsExactly(0, 0, 1);
  }
}
