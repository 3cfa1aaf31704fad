package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.protocol.AgentState;
import switchboard.protocol.BoardView;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.PlaceView;
import switchboard.protocol.ServerMessage;

/// What people see of each other and of the queue while it happens.
class LiveTest {
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.rules(Duration.ofMillis(200), Duration.ofMinutes(1)),
            TestGateway.limits());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void r2_aChatThatComesLaterThanItsHeadStartWaitsItsTurn() {
    TestClient jun = gateway.customer("jun", "Basic");
    TestClient ines = gateway.customer("ines", "Swift");
    long basic = Chat.launch(jun);
    long launchedAtMs =
        jun.next(ServerMessage.ConversationOpened.class).conversation().launchedAtMs();
    long headStartMs = TestGateway.SWIFT.headStart().toMillis();
    await().until(() -> System.currentTimeMillis() > launchedAtMs + headStartMs);
    Chat.launch(ines);
    TestClient dana = gateway.staff("agent", "dana");
    dana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    assertThat(dana.next(ServerMessage.Offered.class).offer().conversation()).isEqualTo(basic);
  }

  @Test
  void r1_aChatThatComesWithinItsHeadStartGoesFirst() {
    TestClient jun = gateway.customer("jun", "Basic");
    TestClient ines = gateway.customer("ines", "Elite");
    Chat.launch(jun);
    long elite = Chat.launch(ines);
    TestClient dana = gateway.staff("agent", "dana");
    dana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    assertThat(dana.next(ServerMessage.Offered.class).offer().conversation()).isEqualTo(elite);
  }

  @Test
  void s6_s9_everybodyWhoWaitsSeesTheirPlaceAndWhenItChanges() {
    TestClient jun = gateway.customer("jun", "Basic");
    long waiting = Chat.launch(jun);
    PlaceView first = jun.next(ServerMessage.QueuePlace.class).place();
    assertThat(first.ahead()).isZero();
    assertThat(first.waitP50Seconds()).isEqualTo(-1);
    assertThat(first.ticketSuggested()).isTrue();
    Chat.launch(gateway.customer("ines", "Elite"));
    ServerMessage.QueuePlace moved =
        jun.next(ServerMessage.QueuePlace.class, m -> m.place().ahead() == 1);
    assertThat(moved.conversation()).isEqualTo(waiting);
  }

  @Test
  void whoComesBackWhileWaitingIsToldThePlaceAgain() {
    TestClient jun = gateway.customer("jun", "Basic");
    long waiting = Chat.launch(jun);
    jun.next(ServerMessage.QueuePlace.class);
    jun.close();
    TestClient again = gateway.customer("jun", "Basic");
    assertThat(again.next(ServerMessage.QueuePlace.class).conversation()).isEqualTo(waiting);
  }

  @Test
  void typingReachesTheOtherSideOnly() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.customer().send(new ClientMessage.Typing(chat.number(), true));
    ServerMessage.TypingSeen seen = chat.agent().next(ServerMessage.TypingSeen.class);
    assertThat(seen.by().name()).isEqualTo("ines");
    assertThat(seen.active()).isTrue();
    chat.customer().settle();
    assertThat(chat.customer().untaken())
        .noneMatch(ServerMessage.TypingSeen.class::isInstance);
  }

  @Test
  void typingInSomebodyElsesConversationReachesNobody() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    TestClient thief = gateway.customer("thief", "Basic");
    thief.send(new ClientMessage.Typing(chat.number(), true));
    thief.settle();
    chat.customer().done(Chat.post(chat.number(), "after"));
    Chat.message(chat.agent(), "after");
    assertThat(chat.agent().untaken()).noneMatch(ServerMessage.TypingSeen.class::isInstance);
  }

  @Test
  void eachSideSeesWhetherTheOtherIsThere() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().next(ServerMessage.Presence.class, m -> m.customer() && m.agent());
    chat.customer().close();
    chat.agent().next(ServerMessage.Presence.class, m -> !m.customer());
    TestClient again = gateway.customer("ines", "Elite");
    chat.agent().next(ServerMessage.Presence.class, ServerMessage.Presence::customer);
    again.next(ServerMessage.Presence.class, ServerMessage.Presence::agent);
    chat.agent().close();
    again.next(ServerMessage.Presence.class, m -> !m.agent());
  }

  @Test
  void twoTabsOfOneCustomerSeeTheSame() {
    TestClient other = gateway.customer("ines", "Elite");
    Chat chat = Chat.between(gateway, "ines", "dana");
    other.next(ServerMessage.ConversationOpened.class);
    chat.customer().done(Chat.post(chat.number(), "from one tab"));
    Chat.message(other, "from one tab");
  }

  @Test
  void aSupervisorReadsAlongUnseen() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().done(Chat.post(chat.number(), "before"));
    TestClient sam = gateway.staff("supervisor", "sam");
    var follow = new ClientMessage.Follow(TestClient.request(), chat.number());
    sam.send(follow);
    ServerMessage.ConversationOpened opened =
        sam.next(
            ServerMessage.ConversationOpened.class,
            m -> follow.request().equals(m.request()));
    chat.customer().done(Chat.post(chat.number(), "after"));
    ConversationView view =
        Chat.fold(sam, opened.conversation(), opened.conversation().sequence() + 1);
    assertThat(view.events())
        .extracting(ConversationEvent::change)
        .contains(new Change.Message("after", false));
    sam.send(new ClientMessage.Typing(chat.number(), true));
    chat.agent().next(ServerMessage.TypingSeen.class);
    chat.customer().settle();
    assertThat(chat.customer().untaken())
        .noneMatch(ServerMessage.TypingSeen.class::isInstance);

    sam.done(new ClientMessage.Unfollow(TestClient.request(), chat.number()));
    chat.customer().done(Chat.post(chat.number(), "unheard"));
    Chat.message(chat.agent(), "unheard");
    sam.settle();
    assertThat(sam.untaken()).noneMatch(ServerMessage.EventHappened.class::isInstance);
  }

  @Test
  void whoStopsReadingAlongBeforeItBeganIsShownNothing() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    TestClient sam = gateway.staff("supervisor", "sam");
    sam.send(new ClientMessage.Follow(TestClient.request(), chat.number()));
    sam.done(new ClientMessage.Unfollow(TestClient.request(), chat.number()));
    chat.customer().done(Chat.post(chat.number(), "unheard"));
    Chat.message(chat.agent(), "unheard");
    sam.settle();
    assertThat(sam.untaken()).noneMatch(ServerMessage.EventHappened.class::isInstance);
  }

  @Test
  void theBoardShowsWhoWaitsAndWhoWorks() {
    TestClient sam = gateway.staff("supervisor", "sam");
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    assertThat(sam.next(ServerMessage.Board.class).board().waitingCount()).isZero();
    Chat.launch(gateway.customer("jun", "Basic"));
    BoardView board =
        sam.next(ServerMessage.Board.class, m -> m.board().waitingCount() == 1).board();
    assertThat(board.tiers())
        .extracting(BoardView.TierDepth::tier)
        .containsExactly("Elite", "Business", "Basic");
    assertThat(board.tiers().getLast().depth()).isEqualTo(1);
    assertThat(board.waiting().getFirst().explanation()).isEqualTo("Nobody is available.");
    TestClient dana = gateway.staff("agent", "dana");
    dana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    BoardView ringing =
        sam.next(ServerMessage.Board.class, m -> !m.board().decisions().isEmpty()).board();
    assertThat(ringing.decisions().getFirst().explanation()).contains("offered to dana");
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), false));
  }

  @Test
  void aChatThatIsTakenAwayGoesFromTheAgentsScreen() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().done(new ClientMessage.SetState(TestClient.request(), AgentState.OFFLINE));
    assertThat(chat.agent().next(ServerMessage.ConversationLeft.class).conversation())
        .isEqualTo(chat.number());
    Chat.next(chat.customer(), Change.Queued.class);
    chat.customer().done(Chat.post(chat.number(), "anybody?"));
    chat.agent().settle();
    assertThat(chat.agent().refused(Chat.post(chat.number(), "me!")).problem().code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(chat.agent().untaken())
        .noneMatch(
            m ->
                m instanceof ServerMessage.EventHappened e
                    && e.event().change() instanceof Change.Message);
  }

  @Test
  void whoWasDisabledIsOutAndTheChatsGoBackToTheQueue() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    gateway.sockets.disable("dana");
    gateway.sockets.signOut("sign-in of dana");
    assertThat(chat.agent().closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    Chat.next(chat.customer(), Change.Queued.class);
  }

  @Test
  void whoseSignInEndedBetweenProofAndWelcomeIsNotLetIn() {
    gateway.sockets.signOut("sign-in of dana");
    TestClient dana = TestClient.connect(gateway.way().with("Cookie", "agent=dana"));
    dana.send(new ClientMessage.Hello(null, List.of()));
    assertThat(dana.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
  }

  @Test
  void whenTheServerStopsEverybodyIsToldToComeBack() {
    TestClient ines = gateway.customer("ines", "Elite");
    gateway.gateway.close();
    assertThat(ines.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
  }
}
