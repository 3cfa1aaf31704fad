package switchboard.desk;

import static switchboard.desk.Scenario.check;

import org.junit.jupiter.api.Test;

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
}
