package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// docs/spec/supervision.md, S31: when the live board is told.
class LiveBoardTest {
  private final Desk desk = new Desk(DeskRules.DEFAULT);
  private long nowMs = 1_800_000_000_000L;
  private final Supervision supervision =
      new Supervision(List.of(), ZoneOffset.UTC, () -> nowMs);

  private void launch() {
    apply(
        new Event.Launched(
            new Customer("cora", "Cora", "", "o", "O", null, null, null, null, List.of()),
            Intake.EMPTY,
            Line.GENERAL,
            Skills.NONE,
            new Standing("Basic", 1, 0, 60_000, false, List.of())));
  }

  private void apply(Event event) {
    supervision.apply(new Entry(1, nowMs, Actor.DESK, null, 1, 1, event));
  }

  @Test
  void s31_onAQuietDeskWhatIsLongAgoLeavesTheLastHalfHourByItself() {
    launch();
    assertThat(supervision.board(desk.view()).last30Minutes().launched()).isEqualTo(1);
    nowMs += 9_000;
    assertThat(supervision.changedBoard(desk.view())).isEmpty();
    nowMs += 31 * 60_000;
    assertThat(supervision.changedBoard(desk.view()))
        .hasValueSatisfying(board -> assertThat(board.last30Minutes().launched()).isZero());
    assertThat(supervision.changedBoard(desk.view())).isEmpty();
  }
}
