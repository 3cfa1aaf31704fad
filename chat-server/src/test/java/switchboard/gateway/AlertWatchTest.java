package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.AlertRule.Measure;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// docs/spec/supervision.md, S20: what is watched, and who is told.
class AlertWatchTest {
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana");
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final AlertRule NOBODY =
      new AlertRule("Nobody is there", Measure.AGENTS, null, 0, 1, 0);

  private final Desk desk = new Desk(DeskRules.DEFAULT);
  private final List<Boolean> posted = new ArrayList<>();
  private final List<Long> postedMs = new ArrayList<>();
  private long nowMs = 1_800_000_000_000L;
  private boolean leads;

  private final Supervision supervision =
      new Supervision(
          List.of(),
          ZoneOffset.UTC,
          () -> nowMs,
          List.of(NOBODY),
          change -> leads && posted.add(change.raised()) && postedMs.add(change.atMs()));

  private void watchAfter(long seconds) {
    nowMs += seconds * 1_000;
    supervision.watch(desk.view());
  }

  private void decide(Actor by, Command command) {
    desk.decide(by, null, command, nowMs);
  }

  private void connect() {
    decide(ANA, new Command.OpenSession("s", 1, Skills.NONE, List.of()));
    decide(ANA, new Command.SetState(AgentState.AVAILABLE));
  }

  @Test
  void s20_whoLeadsSoonAfterAnAlertBeganTellsOfIt() {
    watchAfter(0);
    long beganMs = nowMs;
    assertThat(posted).isEmpty();
    leads = true;
    watchAfter(15);
    watchAfter(2);
    assertThat(posted).containsExactly(true);
    assertThat(postedMs).containsExactly(beganMs);
    connect();
    watchAfter(2);
    assertThat(posted).containsExactly(true, false);
  }

  @Test
  void s20_whatBeganUnderAnotherLeaderLongAgoIsNotToldAgain() {
    watchAfter(0);
    watchAfter(61);
    leads = true;
    watchAfter(2);
    assertThat(posted).isEmpty();
    connect();
    watchAfter(2);
    assertThat(posted).containsExactly(false);
  }

  @Test
  void s20_anAgentInWrapUpStillTakesChats() {
    leads = true;
    connect();
    decide(
        CORA,
        new Command.LaunchChat(
            new Customer("cora", "Cora", "", "o", "O", null, null, null, null, List.of()),
            Intake.EMPTY,
            Line.GENERAL,
            Skills.NONE,
            new Standing("Basic", 1, 0, 60_000, false, List.of())));
    decide(ANA, new Command.AcceptOffer(1));
    watchAfter(0);
    decide(ANA, new Command.CloseConversation(1));
    watchAfter(2);
    assertThat(posted).isEmpty();
    decide(ANA, new Command.SetState(AgentState.AWAY));
    watchAfter(2);
    assertThat(posted).containsExactly(true);
  }
}
