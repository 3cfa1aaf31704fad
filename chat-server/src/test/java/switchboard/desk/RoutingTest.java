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
  void r4_aNeedIsMetByItsLevelOrAHigherOne() {
    check(
        """
        agent   Ana  capacity 3 skills dns
        agent   Dan  capacity 3 skills dns:3
        launch  A    Basic needs dns:2
        rings   A    Dan
        launch  B    Basic needs dns:4
        rings   B    -
        agent   Eva  capacity 3 skills dns:5
        rings   B    Eva""");
  }

  @Test
  void r4_aChatGoesToAgentsOfItsQueueOrOfAll() {
    check(
        """
        agent   Ana  capacity 3 queues Billing
        launch  A    Basic queue Support
        rings   A    -
        launch  B    Basic queue Billing
        rings   B    Ana
        agent   Dan  capacity 3
        rings   A    Dan
        queue   A B""");
  }

  @Test
  void r4_anOfferIsWithdrawnFromWhoLeavesItsQueue() {
    check(
        """
        agent   Ana  capacity 1 queues Billing
        launch  A    Basic queue Billing
        rings   A    Ana
        agent   Ana  capacity 1 queues Support
        rings   A    -
        queue   A""");
  }

  @Test
  void r4_aChatWaitsForWhatItPrefersUntilHalfOfItsTarget() {
    check(
        """
        agent   Ana  capacity 1 skills php
        agent   Dan  capacity 1
        launch  X    Elite
        decline Dan  X
        accept  Ana  X
        launch  A    Elite prefers php
        launch  B    Elite
        rings   A    -
        after   29s
        rings   A    -
        after   1s
        queue   A B""");
  }

  @Test
  void r4_whatNobodyOnDutyHasIsNotWaitedFor() {
    check(
        """
        agent   Dan  capacity 1
        launch  A    Elite prefers php
        rings   A    Dan""");
  }

  @Test
  void r4_whoHasWhatIsPreferredIsOfferedItThoughOthersAreIdleLonger() {
    check(
        """
        agent   Dan  capacity 1
        agent   Ana  capacity 1 skills php,dns
        launch  A    Elite prefers php
        accept  Ana  A
        launch  B    Elite prefers php
        rings   B    -
        after   30s
        rings   B    Dan""");
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

  @Test
  void r1_equalsGoInTheOrderInWhichTheyCame() {
    check(
        """
        launch  A  Elite
        launch  B  Elite
        queue   A B""");
  }

  @Test
  void r4_anOfferIsWithdrawnWhenItsAgentLosesTheSkill() {
    check(
        """
        agent   Ana  capacity 1  skills dns
        launch  D    Basic  needs dns
        launch  B    Basic
        rings   D    Ana
        agent   Ana  capacity 1
        rings   D    -
        rings   B    Ana""");
  }

  @Test
  void r5_fewerSpareSkillsGoBeforeLongerIdle() {
    check(
        """
        agent   Ana  capacity 1  skills dns,php
        agent   Dan  capacity 1
        launch  A    Basic
        rings   A    Dan""");
  }

  @Test
  void r5_theLongestIdleIsPreferredAmongEquals() {
    check(
        """
        agent   Ana  capacity 1
        agent   Dan  capacity 1
        launch  A    Basic
        rings   A    Ana
        accept  Ana  A
        close   Ana  A
        wrapped Ana  A
        launch  B    Basic
        rings   B    Dan""");
  }

  @Test
  void r6_theExclusionEndsForALoneAgentWhoDeclined() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        decline Ana  A
        rings   A    -
        after   59999ms
        rings   A    -
        after   1ms
        rings   A    Ana""");
  }

  @Test
  void r6_anExclusionStopsLaterChatsOfItsLineButNotEarlierOnes() {
    check(
        """
        agent   Ana  capacity 1  skills dns
        launch  B    Business
        decline Ana  B
        launch  A    Basic
        rings   A    -
        launch  D    Basic  needs dns
        rings   D    Ana
        decline Ana  D
        launch  E    Elite
        rings   E    Ana""");
  }

  @Test
  void r6_anExpiredOfferIsNotAccepted() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        after   19999ms
        rings   A    Ana
        after   1ms
        refused conflict accept Ana A""");
  }

  @Test
  void r6_anAcceptedOfferBeginsTheCountOfMissesAgain() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        after   20s
        after   60s
        accept  Ana  A
        launch  B    Basic
        after   20s
        state   Ana  available""");
  }

  @Test
  void r6_anOfferIsWithdrawnWhenItsAgentIsAwayOrDisconnectsWithoutExclusion() {
    check(
        """
        agent     Ana  capacity 1
        launch    A    Basic
        away      Ana
        rings     A    -
        back      Ana
        rings     A    Ana
        lose      Ana
        rings     A    -
        reconnect Ana
        rings     A    Ana""");
  }

  @Test
  void r6_anOfferIsWithdrawnWhenItsCustomerLeaves() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        launch  B    Basic
        launch  C    Basic
        close   A    A
        stage   A    abandoned
        rings   B    Ana
        ticket  B    B
        stage   B    ticketed
        rings   C    Ana""");
  }

  @Test
  void r7_anAgentGoneOfflineGivesTheChatsBackAndEndsWrapUp() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        launch  B    Basic
        accept  Ana  A
        accept  Ana  B
        close   B    B
        stage   B    wrap_up
        offline Ana
        held    Ana  -
        queue   A
        stage   B    resolved""");
  }

  @Test
  void r7_aChatThatReturnsKeepsItsPlaceAmongEquals() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Elite
        launch  B    Elite
        accept  Ana  A
        offline Ana
        queue   A B""");
  }

  @Test
  void r7_anAbsentAgentWhoNeverCameBackIsOfflineAndMustComeBackByChoice() {
    check(
        """
        agent     Ana  capacity 1
        lose      Ana
        after     45s
        state     Ana  offline
        reconnect Ana
        state     Ana  offline
        launch    A    Basic
        rings     A    -
        back      Ana
        rings     A    Ana""");
  }

  @Test
  void r8_wrapUpAndRingingOffersTakeSlots() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        launch  B    Basic
        launch  C    Basic
        rings   C    -
        accept  Ana  A
        close   Ana  A
        rings   C    -
        wrapped Ana  A
        rings   C    Ana""");
  }

  @Test
  void r8_aLoweredCapacityTakesNothingAway() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        launch  B    Basic
        accept  Ana  A
        accept  Ana  B
        agent   Ana  capacity 1
        held    Ana  A B
        launch  C    Basic
        close   Ana  A
        wrapped Ana  A
        rings   C    -""");
  }
}
