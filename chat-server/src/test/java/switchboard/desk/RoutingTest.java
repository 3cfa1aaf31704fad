package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.desk.Scenario.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import switchboard.desk.conversation.Conversation.Why;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Skills;

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
  void r3_whoIsFreeIsOfferedTheFirstChatThatTheyMayTake() {
    check(
        """
        agent   Ana  capacity 1 skills php
        away    Ana
        launch  D    Elite  needs dns
        launch  P    Basic  needs php
        launch  Q    Basic  needs php
        back    Ana
        rings   D    -
        rings   P    Ana
        rings   Q    -
        accept  Ana  P
        close   Ana  P
        wrapped Ana  P
        rings   D    -
        rings   Q    Ana""");
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

  @Test
  void r11_aQueueMayRingLongerGiveUnaskedAndEndAtOnce() {
    DeskRules rules =
        DeskRules.DEFAULT.withQueues(
            new TreeMap<>(
                Map.of(
                    "Slow", new QueueRules(40_000, false, 60_000, QueueRules.NO_MAX),
                    "Fast", new QueueRules(20_000, true, 0, QueueRules.NO_MAX))));
    check(
        rules,
        """
        agent Ana capacity 2
        launch Cora Basic queue Fast
        held Ana Cora
        close Ana Cora
        stage Cora resolved
        launch Dora Basic queue Slow
        after 39s
        rings Dora Ana
        after 1s
        rings Dora -
        """);
  }

  @Test
  void r11_anAgentGetsNoMoreOfAQueueThanItAllows() {
    check(
        """
        agent Ana capacity 3
        launch Cora Basic queue Billing
        launch Dora Basic queue Billing
        launch Emma Basic queue Support
        rings Cora Ana
        rings Emma Ana
        rings Dora -
        accept Ana Cora
        rings Dora -
        close Ana Cora
        wrapped Ana Cora
        rings Dora Ana
        """);
  }

  @Test
  void r12_staffSayWhatAChatWantsAndAnOfferThatNoLongerSuitsIsWithdrawn() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        rings Cora Ana
        wants Sam Cora needs dns queue Support
        rings Cora -
        agent Ben capacity 1 skills dns
        rings Cora Ben
        """);
  }

  @Test
  void r12_whatACustomerTellsWhileWaitingSaysWhatTheChatWantsUntilStaffDo() {
    check(
        """
        agent Ana capacity 1
        agent Ben capacity 1 skills dns
        offline Ben
        launch Cora Basic
        rings Cora Ana
        tell Cora domains needs dns
        rings Cora -
        supervisor Sam capacity 1
        away Sam
        wants Sam Cora queue Support
        rings Cora Ana
        tell Cora anew needs dns
        rings Cora Ana
        """);
  }

  @Test
  void r12_onlyWhoTakesPartOrSupervisesSaysIt() {
    check(
        """
        agent Ana capacity 1
        agent Ben capacity 1
        launch Cora Basic
        accept Ana
        refused not_found wants Ben Cora queue Support
        refused invalid wants Ana Cora queue Nowhere
        wants Ana Cora needs dns queue Support
        same wants Ana Cora needs dns queue Support
        """);
  }

  @Test
  void r13_aBoostCountsAsTheLargestHeadStartAndNoMore() {
    check(
        """
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        after 1s
        launch Dora Elite
        queue Dora Cora
        boost Sam Cora
        queue Cora Dora
        same boost Sam Cora
        same boost Sam Dora
        after 1s
        launch Emma Elite
        queue Cora Dora Emma
        """);
  }

  @Test
  void r13_aVipGoesAheadWithEachChatUntilTheyAreNone() {
    check(
        """
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        after 1s
        launch Dora Elite
        vip Sam Dora
        queue Dora Cora
        vip Sam Cora
        queue Cora Dora
        restart
        close Cora Cora
        after 1s
        launch Emma Business
        after 1s
        launch Cora Basic
        queue Dora Cora Emma
        novip Sam Cora
        queue Dora Cora Emma
        close Cora Cora
        launch Cora Basic
        queue Dora Emma Cora
        """);
  }

  @Test
  void r13_onlySupervisorsBoostAndOnlyWhatWaits() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        refused forbidden boost Ana Cora
        accept Ana
        refused conflict boost Sam Cora
        """);
  }

  @Test
  void r13_aVipGoesAheadWithWhicheverChatWaitsThoughMarkedInAnother() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        accept Ana
        other Cora2 Cora Basic
        after 1s
        launch Dora Business
        queue Dora Cora2
        vip Sam Cora
        queue Cora2 Dora
        restart
        queue Cora2 Dora
        novip Sam Cora2
        queue Cora2 Dora
        same novip Sam Cora
        """);
  }

  @Test
  void r14_aTransferRingsAtTheOtherAndStaysUntilTheyAccept() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        agent Ben capacity 1
        transfer Ana Cora to Ben
        held Ana Cora
        rings Cora Ben
        say Ana Cora one moment please
        accept Ben
        held Ana -
        held Ben Cora
        """);
  }

  @Test
  void r14_aTransferThatIsNotAcceptedLeavesTheChatWhereItIs() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        agent Ben capacity 1
        transfer Ana Cora to Ben
        decline Ben
        held Ana Cora
        transfer Ana Cora to Ben
        after 20s
        rings Cora -
        held Ana Cora
        launch Dora Basic
        rings Dora Ben
        """);
  }

  @Test
  void r14_aTransferIsRefusedToWhoCannotTakeIt() {
    check(
        """
        agent Ana capacity 2
        launch Cora Basic
        accept Ana
        agent Ben capacity 1
        refused conflict transfer Ana Cora to Ana
        refused not_found transfer Ben Cora to Ben
        launch Dora Basic
        rings Dora Ben
        refused conflict transfer Ana Cora to Ben
        accept Ben
        refused conflict transfer Ana Cora to Ben
        away Ben
        close Ben Dora
        wrapped Ben Dora
        refused conflict transfer Ana Cora to Ben
        refused invalid requeue Ana Cora queue Support
        """);
  }

  @Test
  void r14_aTransferToAQueueKeepsTheAgeAndDoesNotComeBackForAMinute() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        after 5m
        launch Dora Elite queue Billing
        transfer Ana Cora queue Billing
        queue Cora Dora
        rings Cora -
        rings Dora -
        away Ana
        agent Ben capacity 1 queues Billing
        rings Cora Ben
        """);
  }

  @Test
  void r14_whoPassedAChatOnIsOfferedItAgainAfterAMinuteWhenNobodyElseIsThere() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        transfer Ana Cora queue Support
        after 59s
        rings Cora -
        after 1s
        rings Cora Ana
        """);
  }

  @Test
  void r14_aChatThatEndsWhileItIsPassedOnRingsNoLonger() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        agent Ben capacity 1
        transfer Ana Cora to Ben
        close Cora Cora
        stage Cora wrap_up
        rings Cora -
        launch Dora Basic
        rings Dora Ben
        """);
  }

  @Test
  void r14_aLostAgentsTransferIsWithdrawnAndTheChatReturns() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        agent Ben capacity 1
        transfer Ana Cora to Ben
        offline Ana
        rings Cora Ben
        stage Cora offered
        """);
  }

  @Test
  void r15_aSupervisorTakesOverThoughTheirSlotsAreTaken() {
    check(
        """
        agent Ana capacity 2
        launch Cora Basic
        launch Dora Basic
        accept Ana
        supervisor Sam capacity 1
        away Sam
        takeover Sam Cora
        takeover Sam Dora
        held Sam Cora Dora
        held Ana -
        same takeover Sam Cora
        """);
  }

  @Test
  void r15_aSupervisorGivesAChatToWhoIsThereAndHasASlot() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        launch Dora Basic
        agent Ben capacity 1
        rings Cora Ana
        rings Dora Ben
        refused conflict assign Sam Cora to Ben
        refused forbidden assign Ana Cora to Ana
        decline Ben
        away Ben
        assign Sam Cora to Ben
        rings Dora Ana
        held Ben Cora
        offline Ben
        refused conflict assign Sam Dora to Ben
        """);
  }

  @Test
  void r15_nobodyTakesOverOrJoinsMoreThanAConsoleShows() {
    StringBuilder steps = new StringBuilder("supervisor Sam capacity 1\naway Sam\n");
    for (int i = 1; i <= 32; i++) {
      steps.append("launch C%1$d Basic\ntakeover Sam C%1$d\n".formatted(i));
    }
    steps.append("launch Cora Basic\nrefused limit_reached takeover Sam Cora\n");
    steps.append("agent Ana capacity 40\naccept Ana Cora\n");
    for (int i = 41; i <= 72; i++) {
      steps.append("launch C%1$d Basic\naccept Ana C%1$d\njoin Sam C%1$d\n".formatted(i));
    }
    steps.append("refused limit_reached join Sam Cora\n");
    check(steps.toString());
  }

  @Test
  void r15_aSupervisorSendsAChatBackWithTheBoost() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic
        accept Ana
        after 1s
        launch Dora Elite
        supervisor Sam capacity 1
        away Sam
        requeue Sam Cora queue Support
        queue Cora Dora
        rings Dora Ana
        """);
  }

  @Test
  void r15_whoJoinsTakesPartBesideTheAgentUntilTheyLeaveOrItIsOver() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        refused conflict join Sam Cora
        accept Ana
        refused forbidden say Sam Cora hello
        join Sam Cora
        same join Sam Cora
        say Sam Cora hello
        leave Sam Cora
        refused forbidden say Sam Cora again
        join Sam Cora
        close Ana Cora
        refused forbidden say Sam Cora again
        refused forbidden join Ana Cora
        """);
  }

  @Test
  void r15_readingAlongIsInTheJournal() {
    Scenario scenario =
        Scenario.check(
            """
            agent Ana capacity 1
            supervisor Sam capacity 1
            away Sam
            launch Cora Basic
            accept Ana
            monitor Sam Cora
            join Sam Cora
            same monitor Sam Cora
            refused forbidden monitor Ana Cora
            """);
    assertThat(scenario.journal())
        .filteredOn(entry -> entry.event() instanceof Event.Monitored)
        .singleElement()
        .satisfies(entry -> assertThat(entry.by().id()).isEqualTo("Sam"));
  }

  @Test
  void r16_aHardChatTakesTwoSlots() {
    check(
        """
        agent Ana capacity 2
        launch Cora Basic
        accept Ana
        weigh Ana Cora 2
        launch Dora Basic
        rings Dora -
        weigh Ana Cora 1
        rings Dora Ana
        weigh Ana Cora 2
        accept Ana Dora
        launch Emma Basic
        close Ana Cora
        wrapped Ana Cora
        rings Emma Ana
        refused forbidden weigh Ana Emma 2
        refused invalid weigh Ana Dora 3
        """);
  }

  @Test
  void r16_aDrainingAgentEndsWhatIsHeldAndGoesOffline() {
    check(
        """
        agent Ana capacity 2
        launch Cora Basic
        accept Ana
        launch Dora Basic
        rings Dora Ana
        drain Ana
        rings Dora -
        state Ana draining
        close Ana Cora
        state Ana draining
        wrapped Ana Cora
        state Ana offline
        back Ana
        rings Dora Ana
        decline Ana
        drain Ana
        state Ana offline
        """);
  }

  @Test
  void r16_aPausedQueueOffersNothingUntilItIsResumed() {
    check(
        """
        supervisor Sam capacity 2
        pause Sam Billing
        same pause Sam Billing
        launch Cora Elite queue Billing
        launch Dora Basic queue Support
        rings Cora -
        rings Dora Sam
        restart
        reconnect Sam
        rings Cora -
        resume Sam Billing
        rings Cora Sam
        refused invalid pause Sam Nowhere
        """);
  }

  @Test
  void r17_outsideItsHoursAChatIsRefusedOrLeftAsATicket() {
    Desk desk = new Desk(DeskRules.DEFAULT);
    Actor cora = new Actor(Actor.Kind.CUSTOMER, "Cora", "Cora");
    assertThat(desk.decide(cora, "r1", launch("Basic", "Back at nine.", false), 1))
        .isEqualTo(
            new Decision.Rejected(
                new Rejection(Rejection.Code.CLOSED, "Back at nine.")));
    assertThat(desk.decide(cora, "r2", launch("Sandbox", "Back at nine.", false), 1))
        .isEqualTo(
            new Decision.Rejected(
                new Rejection(Rejection.Code.FORBIDDEN, "Back at nine.")));
    assertThat(desk.decide(cora, "r3", launch("Basic", "Back at nine.", true), 1))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(desk.view().conversation(1).hasOpenTicket()).isTrue();
    assertThat(desk.view().waitingCount()).isZero();
  }

  private static Command launch(String tier, String closed, boolean ticket) {
    return new Command.LaunchChat(
        Play.profile("Cora"),
        Intake.EMPTY,
        Line.GENERAL,
        Skills.NONE,
        Play.standing(tier),
        closed,
        ticket);
  }

  @Test
  void r15_aChatThatRingsAtAnAgentMayBeGivenToThem() {
    check(
        """
        agent Ana capacity 1
        supervisor Sam capacity 1
        away Sam
        launch Cora Basic
        rings Cora Ana
        assign Sam Cora to Ana
        held Ana Cora
        """);
  }

  @Test
  void r15_aSupervisorWhoIsDisabledGivesBackWhatTheyTookOverAndTakesPartNoMore() {
    check(
        """
        agent Ana capacity 2
        supervisor Sam capacity 1
        offline Sam
        launch Cora Basic
        accept Ana
        launch Dora Basic
        accept Ana
        takeover Sam Cora
        join Sam Dora
        held Sam Cora
        disable Sam
        held Sam -
        rings Cora Ana
        guests Dora -
        """);
  }

  @Test
  void r16_aPausedQueueThatTheCatalogueNoLongerHasIsNotPaused() {
    Scenario scenario =
        check(
            """
            supervisor Sam capacity 1
            pause Sam Billing
            launch Cora Basic queue Billing
            rings Cora -
            """);
    Desk later =
        Desk.restore(
            DeskRules.DEFAULT.withQueues(
                new TreeMap<>(
                    Map.of("Support", new QueueRules(20_000, false, 60_000, QueueRules.NO_MAX)))),
            scenario.desk().image());
    assertThat(later.view().isPaused("Billing")).isFalse();
    later.decide(Actor.DESK, null, new Command.Tick(), later.view().atMs() + 1);
    assertThat(later.view().conversation(1).offer()).isNotNull();
  }

  @Test
  void r6_declineAndANewStateBeginTheCountOfMissesAgain() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        after   20s
        after   60s
        decline Ana  A
        after   60s
        rings   A    Ana
        after   20s
        state   Ana  available
        away    Ana
        back    Ana
        after   60s
        rings   A    Ana
        after   20s
        state   Ana  available""");
  }

  @Test
  void r6_anOfferIsNotAcceptedAtTheVeryEndOfItsTimeThoughNothingHasEndedIt() {
    Scenario scenario = check("agent Ana capacity 1\nlaunch A Basic\nrings A Ana");
    DeskView desk = scenario.desk().view();
    Decision late =
        scenario
            .desk()
            .decide(
                new Actor(Actor.Kind.AGENT, "Ana", "Ana"),
                null,
                new Command.AcceptOffer(desk.conversation(1).offer().number()),
                desk.conversation(1).offer().expiresAtMs());
    assertThat(late).isInstanceOf(Decision.Rejected.class);
  }

  @Test
  void r14_aChatPassedOnToAQueueStillNeedsWhatItNeeded() {
    check(
        """
        agent Ana capacity 1 skills dns
        launch Cora Basic needs dns
        accept Ana
        agent Ben capacity 1
        transfer Ana Cora queue Support
        rings Cora -
        agent Dan capacity 1 skills dns
        rings Cora Dan
        """);
  }

  @Test
  void r14_aMissedTransferCountsAsAMissAndExcludesNobody() {
    Scenario scenario =
        check(
            """
            agent Ana capacity 1
            launch Cora Basic
            accept Ana
            agent Ben capacity 1
            transfer Ana Cora to Ben
            after 20s
            state Ben available
            transfer Ana Cora to Ben
            after 20s
            state Ben away
            """);
    assertThat(scenario.journal())
        .extracting(Entry::event)
        .filteredOn(Event.OfferEnded.class::isInstance)
        .hasSize(2)
        .allMatch(event -> ((Event.OfferEnded) event).excludedUntilMs() == 0);
  }

  @Test
  void r15_eightTakePartBesideTheAgentAtMost() {
    StringBuilder steps = new StringBuilder("agent Ana capacity 1\nlaunch Cora Basic\naccept Ana\n");
    for (int i = 1; i <= 9; i++) {
      steps.append("supervisor S%1$d capacity 1\naway S%1$d\n".formatted(i));
    }
    for (int i = 1; i <= 8; i++) {
      steps.append("join S%d Cora\n".formatted(i));
    }
    check(steps + "refused limit_reached join S9 Cora\nleave S1 Cora\njoin S9 Cora");
  }

  @Test
  void r16_aHardChatTakesItsTwoSlotsInWrapUpToo() {
    check(
        """
        agent Ana capacity 2
        launch Cora Basic
        accept Ana
        weigh Ana Cora 2
        launch Dora Basic
        rings Dora -
        close Ana Cora
        rings Dora -
        wrapped Ana Cora
        rings Dora Ana
        """);
  }

  @Test
  void r9_whoWasPassedOverAndWhyIsSaidTruly() {
    Scenario scenario =
        check(
            """
            agent Ana capacity 2 skills dns
            launch Cora Basic
            accept Ana
            transfer Ana Cora queue Support
            launch Ben Basic queue Billing needs php
            launch Dora Basic queue Billing needs dns
            rings Dora Ana
            """);
    Why.Routed why = (Why.Routed) scenario.desk().view().conversation(3).offer().why();
    assertThat(Sentences.ofOffer("Ana", why.explanation()))
        .isEqualTo(
            "Basic, waited 0:00, offered to Ana: the only chat they can take; load 0 of 2, the only agent free for it; "
                + "#1 passed over: they declined, missed or passed on one of its line just now; #2 passed over: needs php.");
  }

  @Test
  void r9_ofThosePassedOverTheFirstFiveAreTold() {
    Scenario scenario =
        check(
            """
            launch A Basic needs a
            launch B Basic needs b
            launch C Basic needs c
            launch D Basic needs d
            launch E Basic needs e
            launch F Basic needs f
            launch Ben Basic needs dns
            agent Ana capacity 1 skills dns
            rings Ben Ana
            """);
    Why.Routed why = (Why.Routed) scenario.desk().view().conversation(7).offer().why();
    assertThat(why.explanation().passed())
        .extracting(Explanation.Passed::conversation)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  /// What ends with a node ends in this order, and a replay compares it with the journal.
  @Test
  void agentsAreGoneThroughById() {
    Scenario scenario = check("agent Zoe capacity 1\nagent Abe capacity 1\nagent Mia capacity 1");
    assertThat(scenario.desk().view().agents())
        .extracting(Agent::id)
        .containsExactly("Abe", "Mia", "Zoe");
  }

  @Test
  void r12_theQueueToWhichStaffPassedAChatIsNotChangedByWhatItsCustomerTells() {
    check(
        """
        agent Ana capacity 1
        launch Cora Basic queue Support
        accept Ana
        transfer Ana Cora queue Billing
        tell Cora invoice queue Support
        agent Ben capacity 1 queues Support
        rings Cora -
        agent Dan capacity 1 queues Billing
        rings Cora Dan
        """);
  }

  @Test
  void r15_whoSupervisesNoLongerTakesPartNoLonger() {
    Scenario scenario =
        check(
            """
            agent Ana capacity 1
            launch Cora Basic
            accept Ana
            supervisor Sam capacity 1
            join Sam Cora
            guests Cora Sam
            """);
    Desk desk = scenario.desk();
    desk.decide(
        new Actor(Actor.Kind.AGENT, "Sam", "Sam"),
        null,
        new Command.OpenSession("Sam-2", 1, Skills.NONE, List.of()),
        desk.view().atMs());
    assertThat(desk.view().conversation(1).guests()).isEmpty();
    assertThat(desk.view().joinedBy("Sam")).isEmpty();
  }
}
