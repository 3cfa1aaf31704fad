package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.desk.Scenario.check;

import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;

/// docs/spec/conversation.md
class ConversationTest {

  @Test
  void c1_aChatIsOfferedAcceptedWrappedUpClosedAndForgotten() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        stage   A    offered
        accept  Ana  A
        stage   A    assigned
        say     A    A  hello
        say     Ana  A  hi
        close   Ana  A
        stage   A    wrap_up
        held    Ana  A
        after   60s
        stage   A    resolved
        held    Ana  -
        after   15m
        stage   A    forgotten""");
  }

  @Test
  void c4_nobodyElseSeesOrTouchesAChat() {
    check(
        """
        agent   Ana  capacity 1
        agent   Dan  capacity 1
        launch  A    Basic
        accept  Ana  A
        refused not_found say  B   A  hello
        refused not_found say  Dan A  hello
        refused not_found mark B A read 1
        refused not_found close B A
        refused not_found ticket B A
        refused not_found say A Nobody hello
        refused forbidden note A A secret""");
  }

  @Test
  void c5_aWaitingCustomerLeavesATicketInstead() {
    check(
        """
        launch  A    Basic
        say     A    A  it is down
        ticket  A    A
        queue   -
        stage   A    ticketed
        tickets A    open
        agent   Ana  capacity 1
        rings   A    -
        take    Ana  A
        tickets A    assigned
        say     Ana  A  we are on it
        tickets A    answered
        say     A    A  thanks
        tickets A    assigned
        resolve Ana  A
        tickets A    resolved
        after   15m
        stage   A    forgotten""");
  }

  @Test
  void c5_anAgentConvertsAndTheTicketOutlivesTheChat() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        ticket  Ana  A
        tickets A    assigned
        close   Ana  A
        after   60s
        stage   A    ticketed
        after   60m
        tickets A    assigned
        refused conflict ticket A A""");
  }

  @Test
  void c5_whereThePlanGrantsNoTicketsOnlyStaffOpenOne() {
    check(
        """
        launch  A    Sandbox
        refused forbidden ticket A A
        queue   A
        agent   Ana  capacity 1
        accept  Ana  A
        refused forbidden ticket A A
        ticket  Ana  A
        tickets A    assigned""");
  }

  @Test
  void c5_aCustomerMakesFiftyTicketsAtMostNotCountingThoseResolved() {
    check(
        """
        agent   Ana  capacity 1
        away    Ana
        """
            + """
              launch  A    Basic
              ticket  A    A
              """
                .repeat(50)
            + """
              launch  A    Basic
              refused limit_reached ticket A A
              queue   A""");
  }

  @Test
  void c8_whatACustomerTellsAnewChangesWhatAWaitingChatWants() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        rings   A    Ana
        tell    A    dns  needs dns
        rings   A    -
        same    tell A dns needs dns
        refused not_found tell B A""");
  }

  @Test
  void c8_theCustomerRevisesUntilTheChatIsClosedAndIsNoOpenTicket() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        tell    A    slow
        close   Ana  A
        tell    A    slower
        wrapped Ana  A
        refused conflict tell A slowest
        launch  B    Basic
        ticket  B    B
        tell    B    slow
        resolve Ana  B
        refused conflict tell B slower""");
  }

  @Test
  void c9_itsCustomerRatesAChatThatIsOverAndTheLastTimeCounts() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        rated   A    -
        close   Ana  A
        rate    A    A  2
        rated   A    2
        after   60s
        rate    A    A  5  quick and kind
        rated   A    5  quick and kind
        stage   A    resolved
        after   15m
        refused not_found rate A A 4""");
  }

  @Test
  void c9_onlyItsCustomerRatesAndOnlyWhatAnAgentHadAndIsOver() {
    check(
        """
        launch  A    Basic
        refused conflict rate A A 4
        agent   Ana  capacity 2
        refused conflict rate A A 4
        accept  Ana  A
        refused conflict rate A A 4
        close   A    A
        refused not_found rate B   A 4
        refused not_found rate Ana A 4
        refused invalid   rate A A 0
        refused invalid   rate A A 6
        rated   A    -
        away    Ana
        launch  B    Basic
        close   B    B
        stage   B    abandoned
        refused conflict rate B B 1""");
  }

  @Test
  void c9_ratingAgainAsBeforeChangesNothing() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        close   A    A
        rate    A    A  3  fair
        same    rate A A 3 fair
        rate    A    A  3  better
        rated   A    3  better""");
  }

  @Test
  void c9_theChatOfAnOpenTicketIsRatedToo() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        ticket  Ana  A
        close   Ana  A
        after   60m
        rate    A    A  4
        rated   A    4
        tickets A    assigned""");
  }

  @Test
  void c6_anAbsentCustomersPlaceIsKeptForHalfAnHour() {
    check(
        """
        launch  A    Basic
        launch  B    Basic
        absent  A
        absent  B
        after   29m
        queue   A B
        present A
        after   1m
        queue   A
        stage   B    abandoned""");
  }

  @Test
  void c7_marksOnlyMoveForward() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        say     A    A  hello
        mark    Ana  A  read 5
        same    mark Ana A delivered 5
        same    mark Ana A read 4
        refused invalid mark Ana A read 99""");
  }

  @Test
  void c1_endingWhatIsOverChangesNothing() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        close   A    A
        same    close A A
        same    close Ana A
        wrapped Ana  A
        same    wrapped Ana A
        same    close A A""");
  }

  @Test
  void c2_aCustomerHasThreeChatsAtMostNotCountingThoseOver() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        launch  A    Basic
        launch  A    Basic
        refused limit_reached launch A Basic
        close   Ana
        launch  A    Basic
        refused limit_reached launch A Basic""");
  }

  @Test
  void c2_nobodyIsQueuedBeyondTheLimit() {
    check(
        Play.RULES.withWaitingMax(2),
        """
        launch  A    Basic
        launch  B    Basic
        refused closed launch C Basic
        agent   Ana  capacity 1
        accept  Ana  A
        launch  C    Basic""");
  }

  @Test
  void c2_aTicketIsTakenThoughTheQueueIsFull() {
    check(
        Play.RULES.withWaitingMax(1),
        """
        launch  A    Basic
        refused closed launch B Basic
        launch  B    Basic as ticket
        stage   B    ticketed
        refused limit_reached launch C Sandbox
        refused forbidden launch C Sandbox as ticket""");
  }

  @Test
  void c3_nobodyPostsInAChatThatIsOverUnlessItIsATicket() {
    check(
        """
        agent   Ana  capacity 2
        launch  A    Basic
        launch  B    Basic
        accept  Ana  A
        accept  Ana  B
        close   Ana  A
        refused conflict say A A hello
        refused conflict say Ana A hello
        note    Ana  A  remember this
        ticket  Ana  B
        close   Ana  B
        say     B    B  hello""");
  }

  @Test
  void c4_supervisorsReadAllButTakePartOnlyInTickets() {
    check(
        """
        agent      Ana  capacity 1
        launch     A    Basic
        accept     Ana  A
        supervisor Sue  capacity 1
        away       Sue
        refused forbidden say Sue A hello
        refused forbidden mark Sue A read 1
        note       Sue  A  look at the log
        ticket     Sue  A
        say        Sue  A  hello
        close      Sue  A
        wrapped    Sue  A
        stage      A    ticketed""");
  }

  @Test
  void c4_anAgentAtWhomItRingsReadsAndNotesButDoesNotTakePart() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        note    Ana  A  I know this one
        refused forbidden say Ana A hello
        refused forbidden close Ana A
        decline Ana  A
        refused not_found note Ana A too late""");
  }

  @Test
  void c4_whoHeldItLastStillSeesItAfterTheEnd() {
    check(
        """
        agent   Ana  capacity 1
        agent   Dan  capacity 1
        launch  A    Basic
        accept  Ana  A
        close   A    A
        wrapped Ana  A
        refused not_found note Dan A mine
        note    Ana  A  done
        ticket  Ana  A
        note    Dan  A  now I see it""");
  }

  @Test
  void c4_aCustomerWithTheIdOfAnAgentIsNotThatAgent() {
    Scenario scenario =
        check(
            """
            agent   Ana  capacity 1
            launch  A    Basic
            accept  Ana  A
            close   Ana  A""");
    Actor ana = new Actor(Actor.Kind.CUSTOMER, "Ana", "Ana");
    assertThat(scenario.desk().decide(ana, null, new Command.EndWrapUp(1), 0))
        .isInstanceOf(Decision.Rejected.class);
    assertThat(scenario.desk().decide(ana, null, new Command.CloseSession("Ana-1"), 0))
        .isInstanceOf(Decision.Rejected.class);
  }

  @Test
  void c5_onlyItsCustomerLeavesTheQueueForATicket() {
    check(
        """
        supervisor Sue  capacity 1
        launch     A    Basic
        away       Sue
        refused forbidden ticket Sue A
        queue      A
        ticket     A    A
        refused conflict ticket A A""");
  }

  @Test
  void c5_anOpenTicketOutlivesAChatThatIsAbandonedInTheQueue() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        accept  Ana  A
        ticket  Ana  A
        offline Ana
        queue   A
        close   A    A
        stage   A    ticketed
        after   60m
        tickets A    assigned""");
  }

  @Test
  void c5_aCustomerReopensAResolvedTicketAnAgentDoesNot() {
    check(
        """
        agent   Ana  capacity 1
        launch  A    Basic
        ticket  A    A
        take    Ana  A
        resolve Ana  A
        say     Ana  A  one more thing
        tickets A    resolved
        refused conflict take Ana A
        say     A    A  still broken
        tickets A    assigned
        after   60m
        tickets A    assigned
        resolve Ana  A
        same    resolve Ana A
        after   15m
        stage   A    forgotten""");
  }

  @Test
  void c5_aTicketIsTakenAndGivenToAgentsWhoAreKnown() {
    check(
        """
        agent   Ana  capacity 1
        agent   Dan  capacity 1
        launch  A    Basic
        refused not_found take Dan A
        accept  Ana  A
        ticket  A    A
        give    Dan  A  Dan
        tickets A    assigned
        same    take Dan A
        refused invalid give Ana A Eve
        refused not_found take A A
        refused not_found resolve A A""");
  }

  @Test
  void c6_aCustomerWhoComesBackIsKeptAndMayGoAgain() {
    check(
        """
        launch  A    Basic
        absent  A
        same    absent A
        present A
        same    present A
        after   31m
        queue   A
        absent  A
        after   30m
        stage   A    abandoned""");
  }
}
