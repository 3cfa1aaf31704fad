package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static switchboard.desk.Scenario.check;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// docs/spec/desk.md
class DeskTest {

  @Test
  void d1_anEntryOutOfSequenceIsAFault() {
    Scenario scenario = check("launch A Basic");
    Entry first = scenario.journal().getFirst();
    assertThatThrownBy(() -> scenario.desk().apply(first))
        .hasMessageContaining("entry 1")
        .hasMessageContaining("expected entry 3");
  }

  @Test
  void d2_aRepeatedRequestIsCarriedOutOnceAndAnsweredTheSame() {
    Scenario scenario =
        check(
            """
            request r1 launch A Basic
            same    request r1 launch A Basic
            request r2 say A A hello
            same    request r2 say A A hello
            request r3 say A A hello
            agent   Ana  capacity 1
            request r1 accept Ana A
            same    request r1 accept Ana A
            restart
            same    request r1 launch A Basic""");
    Actor customer = new Actor(Actor.Kind.CUSTOMER, "A", "A");
    Decision again =
        scenario.desk().decide(customer, "r2", new Command.Post(1, "hello", false), 0);
    assertThat(again).isEqualTo(new Decision.Accepted(List.of(), 1, 3));
  }

  @Test
  void d2_aRefusedRequestMayBeTriedAgain() {
    check(
        """
        launch  A    Basic
        agent   Ana  capacity 1
        refused conflict request r1 accept Ana Nobody
        request r1 accept Ana A
        held    Ana  A""");
  }

  @Test
  void d2_aCustomerAndAnAgentOfOneIdHaveTheirOwnRequests() {
    Scenario scenario =
        check(
            """
            agent   Ana  capacity 1
            launch  A    Basic
            request r1 accept Ana A""");
    Decision launched =
        scenario
            .desk()
            .decide(
                new Actor(Actor.Kind.CUSTOMER, "Ana", "Ana"),
                "r1",
                new Command.LaunchChat(
                    Play.profile("Ana"),
                    Intake.EMPTY,
                    Line.GENERAL,
                    Skills.NONE,
                    Play.standing("Basic")),
                0);
    assertThat(((Decision.Accepted) launched).conversation()).isEqualTo(2);
  }

  @Test
  void d2_theLast512RequestsOfAPersonAreRemembered() {
    Scenario scenario = check("launch A Basic");
    Actor customer = new Actor(Actor.Kind.CUSTOMER, "A", "A");
    for (int i = 1; i <= 513; i++) {
      scenario.desk().decide(customer, "r" + i, new Command.Post(1, "hello", false), 0);
    }
    assertThat(entriesOf(scenario, customer, "r2")).isEmpty();
    assertThat(entriesOf(scenario, customer, "r1")).hasSize(1);
  }

  private static List<Entry> entriesOf(Scenario scenario, Actor by, String request) {
    Decision decision =
        scenario.desk().decide(by, request, new Command.Post(1, "hello", false), 0);
    return ((Decision.Accepted) decision).entries();
  }

  @Test
  void d2_requestsAreForgottenWithTheLastConversationOfTheirCustomer() {
    Scenario scenario =
        check(
            """
            request r1 launch A Basic
            close   A    A
            after   15m
            stage   A    forgotten""");
    assertThat(scenario.desk().image().requests()).isEmpty();
  }

  @Test
  void d3_aRestartKeepsEverythingAndStartsTheGraceOfAll() {
    check(
        """
        agent     Ana  capacity 2
        launch    A    Basic
        launch    B    Elite
        accept    Ana  A
        restart
        held      Ana  A
        queue     B
        rings     B    -
        after     44s
        reconnect Ana
        rings     B    Ana
        held      Ana  A""");
  }

  @Test
  void d4_aDeadlineThatPassedDoesNotComeAgainWhenTheClockIsSetBack() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        decline Ana  A
        close   A    A
        after   60s
        rewind  30s
        launch  B    Basic
        rings   B    Ana""");
  }

  @Test
  void d5_anAgentHasSixteenConnectionsAtMostAndStaysWithTheLast() {
    StringBuilder steps = new StringBuilder("agent Ana capacity 1\n");
    for (int i = 2; i <= 16; i++) {
      steps.append("reconnect Ana ").append(i).append('\n');
    }
    check(
        steps
            + """
            refused limit_reached reconnect Ana 17
            same    reconnect Ana 16
            launch  A    Basic
            lose    Ana
            rings   A    Ana
            reconnect Ana 17
            state   Ana  available""");
  }

  @Test
  void d8_anAgentWhoIsNotHeardIsOfferedNothingAndWhatRingsGoesBackWithoutAMiss() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        rings   A    Ana
        quiet   Ana
        rings   A    -
        state   Ana  available
        launch  B    Elite
        rings   B    -
        same    quiet Ana
        heard   Ana
        rings   A    Ana
        rings   B    Ana
        same    heard Ana
        after   20s
        state   Ana  away""");
  }

  @Test
  void d8_oneConnectionThatIsHeardIsEnough() {
    check(
        """
        agent     Ana  capacity 1
        reconnect Ana  2
        quiet     Ana  1
        launch    A    Basic
        rings     A    Ana
        quiet     Ana  2
        rings     A    -
        heard     Ana  1
        rings     A    Ana
        lose      Ana  1
        rings     A    -
        reconnect Ana  3
        rings     A    Ana""");
  }

  @Test
  void d8_whatRingsInTwoTabsRingsOnWhenOneFallsSilent() {
    check(
        """
        agent     Ana  capacity 1
        reconnect Ana  2
        launch    A    Basic
        rings     A    Ana
        after     10s
        quiet     Ana  2
        rings     A    Ana
        after     10s
        rings     A    -
        state     Ana  available""");
  }

  @Test
  void d5_whoClosesOneTabOfTwoHasNoGraceToReturnIn() {
    check(
        """
        agent     Ana  capacity 1
        reconnect Ana  2
        launch    A    Basic
        accept    Ana  A
        lose      Ana  2
        after     60s
        held      Ana  A
        state     Ana  available""");
  }

  @Test
  void d8_whoKeepsSilentIsLostByTheLease() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        quiet   Ana
        held    Ana  A
        after   10s
        lose    Ana
        after   44s
        held    Ana  A
        after   1s
        held    Ana  -
        queue   A
        state   Ana  offline""");
  }

  @Test
  void d8_nobodyIsGivenAChatWhoIsNotHeard() {
    check(
        """
        supervisor Sam capacity 1
        agent   Ana  capacity 1
        agent   Ben  capacity 1
        launch  A    Basic
        launch  B    Basic
        launch  C    Basic
        accept  Ana  A
        quiet   Ben
        refused conflict transfer Ana A to Ben
        refused conflict assign Sam C to Ben
        refused forbidden quiet B
        heard   Ben
        rings   B    Ben""");
  }

  @Test
  void d8_aRestartKeepsWhoIsQuiet() {
    check(
        """
        agent     Ana  capacity 1
        reconnect Ana  2
        quiet     Ana  1
        quiet     Ana  2
        launch    A    Basic
        rings     A    -
        restart
        reconnect Ana
        rings     A    Ana""");
  }

  @Test
  void d5_onlyConnectedAgentsChooseAState() {
    check(
        """
        agent   Ana  capacity 1
        lose    Ana
        refused forbidden away Ana
        refused forbidden away Nobody""");
  }

  @Test
  void d6_aDisabledAgentIsOfflineAndTheChatsGoBack() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        launch  B    Basic
        accept  Ana  A
        rings   B    Ana
        disable Ana
        state   Ana  offline
        held    Ana  -
        rings   B    -
        queue   A B
        same    disable Ana
        same    disable Nobody""");
  }

  @Test
  void d6_aDisabledAgentDoesNotBecomeAvailableThoughASocketIsStillOpen() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        disable Ana
        refused forbidden back Ana
        state   Ana  offline
        rings   A    -
        same    disable Ana""");
  }

  @ParameterizedTest
  @EnumSource(
      value = Actor.Kind.class,
      names = {"CUSTOMER", "AGENT", "SUPERVISOR"})
  void d7_onlyTheDeskTicksResetsAndDisables(Actor.Kind kind) {
    Scenario scenario = check("agent Ana capacity 1");
    Actor somebody = new Actor(kind, "Ana", "Ana");
    DeskImage before = scenario.desk().image();
    for (Command command :
        List.of(
            new Command.Tick(),
            new Command.KeepSessions(List.of()),
            new Command.DisableAgent("Ana"))) {
      assertThat(scenario.desk().decide(somebody, null, command, 0))
          .isInstanceOf(Decision.Rejected.class);
    }
    assertThat(scenario.desk().image()).isEqualTo(before);
  }
}
