package switchboard.desk;

import static switchboard.desk.Scenario.check;

import org.junit.jupiter.api.Test;

/// docs/spec/routing.md
class RoutingTest {

  @Test
  void r1_aLaterEliteGoesFirstInsideTheHeadStart() {
    check(
        """
        launch  Bo    Basic
        after   14m
        launch  Eli   Elite
        queue   Eli Bo
        agent   Ana   capacity 1
        rings   Eli   Ana
        rings   Bo    -""");
  }

  @Test
  void r1_aLaterEliteGoesSecondOutsideTheHeadStart() {
    check(
        """
        launch  Bo    Basic
        after   16m
        launch  Eli   Elite
        queue   Bo Eli
        agent   Ana   capacity 1
        rings   Bo    Ana""");
  }

  @Test
  void r1_sameTierIsFirstComeFirstServed() {
    check(
        """
        launch  A  Business
        after   1s
        launch  B  Business
        launch  C  Business
        queue   A B C""");
  }

  @Test
  void r1_sandboxGoesAfterBasicOnlyWhenTheyTie() {
    check(
        """
        launch  Sam  Sandbox
        launch  Bo   Basic
        after   1s
        launch  Bea  Basic
        queue   Bo Sam Bea""");
  }

  @Test
  void r6_anExpiredOfferKeepsItsPlaceAndExcludesTheAgentForAMinute() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        launch  B    Basic
        rings   A    Ana
        after   20s
        queue   A B
        rings   A    -
        rings   B    -
        after   59s
        rings   A    -
        after   1s
        rings   A    Ana""");
  }

  @Test
  void r6_declineSendsTheChatToTheNextAgent() {
    check(
        """
        agent   Ana  capacity 1
        agent   Dan  capacity 1
        launch  A    Basic
        rings   A    Ana
        decline Ana  A
        rings   A    Dan
        refused conflict accept Ana A
        accept  Dan  A
        held    Dan  A""");
  }

  @Test
  void r6_twoMissesInARowSetTheAgentAway() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        after   20s
        state   Ana  available
        after   60s
        rings   A    Ana
        after   20s
        state   Ana  away
        after   10m
        rings   A    -
        back    Ana
        rings   A    Ana""");
  }

  @Test
  void r7_aLostAgentsChatsReturnWithTheBoostAndTheirAge() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        after   10m
        launch  Eli  Elite
        lose    Ana
        after   44s
        held    Ana  A
        after   1s
        state   Ana  offline
        held    Ana  -
        queue   A Eli""");
  }

  @Test
  void r7_anAgentBackInsideTheGraceKeepsTheChats() {
    check(
        """
        agent     Ana  capacity 1
        launch    A    Basic
        accept    Ana  A
        lose      Ana
        after     44s
        reconnect Ana
        after     5m
        held      Ana  A
        state     Ana  available""");
  }

  @Test
  void r4_anAgentWithoutTheSkillIsPassedOver() {
    check(
        """
        agent   Ana  capacity 2
        launch  D    Elite  needs dns
        launch  B    Basic
        rings   D    -
        rings   B    Ana
        agent   Dan  capacity 1 skills dns
        rings   D    Dan""");
  }

  @Test
  void r5_theLastAgentIsPreferredWhileFreeAndNeverWaitedFor() {
    check(
        """
        agent   Ana  capacity 2
        agent   Dan  capacity 2
        launch  A    Basic
        accept  Ana  A
        close   Ana  A
        wrapped Ana  A
        launch  A    Basic
        rings   A    Ana
        accept  Ana  A
        away    Ana
        close   Ana  A
        wrapped Ana  A
        launch  A    Basic
        rings   A    Dan""");
  }

  @Test
  void r5_theLessLoadedAgentIsPreferred() {
    check(
        """
        agent   Ana  capacity 4
        agent   Dan  capacity 2
        launch  A    Basic
        rings   A    Ana
        launch  B    Basic
        rings   B    Dan
        launch  C    Basic
        rings   C    Ana""");
  }
}
