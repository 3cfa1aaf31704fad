package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ColleagueView;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.Person;
import switchboard.protocol.QueueReason;
import switchboard.protocol.QueueView;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.WantsView;

/// A chat passed on, joined, taken over and sent back, as everybody is told of it.
class HandoverTest {
  private static final String SUMMARY = "DNS is set; the certificate is not.";

  private TestGateway gateway;
  private Chat chat;
  private TestClient ben;
  private TestClient sam;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start();
    chat = Chat.between(gateway, "noor", "ana");
    ben = gateway.staff("agent", "ben");
    ben.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    sam = gateway.staff("supervisor", "sam");
  }

  @AfterEach
  void stop() {
    sam.close();
    ben.close();
    chat.agent().close();
    chat.customer().close();
    gateway.close();
  }

  private ClientMessage.TransferChat toBen() {
    return new ClientMessage.TransferChat(
        TestClient.request(), chat.number(), "ben", null, SUMMARY);
  }

  @Test
  void theTeamShowsByNameWhoCouldTakeTheChat() {
    try (TestClient bea = gateway.staff("agent", "Bea")) {
      bea.done(new ClientMessage.SetState(TestClient.request(), AgentState.AWAY));
      checkTeam();
    }
  }

  private void checkTeam() {
    String request = TestClient.request();
    chat.agent().send(new ClientMessage.ReadTeam(request));
    ServerMessage.Team team = chat.agent().next(ServerMessage.Team.class);
    assertThat(team.request()).isEqualTo(request);
    assertThat(team.agents()).extracting(ColleagueView::id).containsExactly("ana", "Bea", "ben");
    assertThat(team.agents().getFirst().load()).isEqualTo(1);
    assertThat(team.queues()).containsExactly(new QueueView("", 0, 0, 2, false));
  }

  @Test
  void anOfferSaysToItsAgentWhyItRings() {
    try (TestClient mara = gateway.customer("mara", "Elite")) {
      Chat.launch(mara);
      assertThat(ben.next(ServerMessage.Offered.class).offer().reason())
          .isEqualTo(
              "Elite, waited 0:00, offered to ben: the only chat they can take; load 0 of 3, lowest load.");
    }
  }

  @Test
  void anAcceptedTransferMovesTheChatAndItsCustomerSeesNoneOfItBefore() {
    chat.agent().done(toBen());
    ServerMessage.Offered offered = ben.next(ServerMessage.Offered.class);
    assertThat(offered.offer().summary()).isEqualTo(SUMMARY);
    assertThat(offered.offer().reason()).isEqualTo("Passed on by ana.");
    Change.TransferOffered told = Chat.next(chat.agent(), Change.TransferOffered.class);
    assertThat(told.summary()).isEqualTo(SUMMARY);

    ben.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    assertThat(ben.next(ServerMessage.ConversationOpened.class).conversation().agent().id())
        .isEqualTo("ben");
    chat.agent().next(ServerMessage.ConversationLeft.class);
    chat.customer()
        .next(
            ServerMessage.EventHappened.class,
            m ->
                m.event().change() instanceof Change.Assigned assigned
                    && assigned.agent().id().equals("ben"));
    assertThat(
            chat.agent()
                .refused(Chat.post(chat.number(), "still me"))
                .problem()
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    ben.done(Chat.post(chat.number(), "Hello, I go on"));
    Chat.message(chat.customer(), "Hello, I go on");
    assertThat(chat.customer().untaken().toString()).doesNotContain(SUMMARY);
  }

  @Test
  void aDeclinedTransferLeavesTheChatWithItsAgent() {
    chat.agent().done(toBen());
    ServerMessage.Offered offered = ben.next(ServerMessage.Offered.class);
    ben.done(new ClientMessage.DeclineOffer(TestClient.request(), offered.offer().id(), "busy"));
    assertThat(Chat.next(chat.agent(), Change.OfferEnded.class).outcome())
        .isEqualTo(OfferOutcome.DECLINED);
    chat.agent().done(Chat.post(chat.number(), "I am still here"));
    assertThat(
            ben.refused(new ClientMessage.Follow(TestClient.request(), chat.number()))
                .problem()
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void anAgentMustSumUpAndNameOneTarget() {
    assertThat(
            chat.agent()
                .refused(
                    new ClientMessage.TransferChat(
                        TestClient.request(), chat.number(), "ben", null, " "))
                .problem()
                .code())
        .isEqualTo(ErrorCode.INVALID_FIELD);
    chat.agent()
        .sendText(
            "{\"type\":\"transfer_chat\",\"request\":\"abcdefgh\",\"conversation\":1,\"agent\":\"ben\","
                + "\"queue\":\"\",\"summary\":\"x\"}");
    assertThat(chat.agent().next(ServerMessage.Refused.class).problem().field())
        .isEqualTo("agent");
  }

  @Test
  void aChatSentToTheQueueIsOfferedToAnotherWithTheSummary() {
    chat.agent()
        .done(
            new ClientMessage.TransferChat(
                TestClient.request(), chat.number(), null, "", SUMMARY));
    chat.agent().next(ServerMessage.ConversationLeft.class);
    assertThat(Chat.next(chat.customer(), Change.Queued.class).reason())
        .isEqualTo(QueueReason.TRANSFERRED);
    ServerMessage.Offered offered = ben.next(ServerMessage.Offered.class);
    assertThat(offered.offer().summary()).isEqualTo(SUMMARY);
  }

  @Test
  void aSupervisorJoinsSpeaksAndLeavesAndComesBackToItAfterAReload() {
    sam.done(new ClientMessage.JoinChat(TestClient.request(), chat.number(), true));
    assertThat(sam.next(ServerMessage.ConversationOpened.class).conversation().guests())
        .extracting(Person::id)
        .containsExactly("sam");
    Chat.next(chat.customer(), Change.Joined.class);
    sam.done(Chat.post(chat.number(), "Sam here, too"));
    Chat.message(chat.customer(), "Sam here, too");
    sam.close();
    sam = TestClient.connect(gateway.way().with("Cookie", "supervisor=sam"));
    assertThat(sam.hello(null).conversations())
        .extracting(ConversationView::id)
        .containsExactly(chat.number());
    sam.done(new ClientMessage.JoinChat(TestClient.request(), chat.number(), false));
    sam.next(ServerMessage.ConversationLeft.class);
    Chat.next(chat.customer(), Change.Left.class);
  }

  @Test
  void aSupervisorTakesOverAndTheAgentIsShownItNoLonger() {
    sam.done(new ClientMessage.AssignChat(TestClient.request(), chat.number(), null));
    assertThat(sam.next(ServerMessage.ConversationOpened.class).conversation().agent().id())
        .isEqualTo("sam");
    chat.agent().next(ServerMessage.ConversationLeft.class);
    sam.done(Chat.post(chat.number(), "I take over"));
    Chat.message(chat.customer(), "I take over");
  }

  @Test
  void whatStaffChangeIsShownToStaffAlone() {
    chat.agent()
        .done(
            new ClientMessage.ChangeWants(
                TestClient.request(),
                chat.number(),
                new WantsView("", List.of("dns:3"), List.of())));
    assertThat(Chat.next(chat.agent(), Change.WantsChanged.class).wants().needs())
        .containsExactly("dns:3");
    chat.agent().done(new ClientMessage.WeighChat(TestClient.request(), chat.number(), 2));
    assertThat(
            chat.agent()
                .next(ServerMessage.AgentChanged.class, m -> m.agent().load() == 2)
                .agent()
                .capacity())
        .isEqualTo(3);
    chat.agent().done(Chat.post(chat.number(), "done"));
    Chat.message(chat.customer(), "done");
    assertThat(chat.customer().untaken())
        .filteredOn(
            m ->
                m instanceof ServerMessage.EventHappened happened
                    && (happened.event().change() instanceof Change.WantsChanged
                        || happened.event().change() instanceof Change.Weighed))
        .isEmpty();
  }

  @Test
  void readingAlongIsNotedAndShownToNobodyInTheChat() {
    sam.send(new ClientMessage.Follow(TestClient.request(), chat.number()));
    sam.next(ServerMessage.ConversationOpened.class);
    Chat.next(chat.agent(), Change.Hidden.class);
    assertThat(chat.agent().untaken().toString()).doesNotContain("sam");
  }

  @Test
  void onlySupervisorsPauseTheQueueAndTheBoardShowsIt() {
    assertThat(
            ben.refused(new ClientMessage.PauseQueue(TestClient.request(), "", true))
                .problem()
                .code())
        .isEqualTo(ErrorCode.FORBIDDEN);
    sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
    sam.done(new ClientMessage.PauseQueue(TestClient.request(), "", true));
    sam.next(
        ServerMessage.Board.class,
        m -> m.board().queues().equals(List.of(new QueueView("", 0, 0, 2, true))));
    try (TestClient mara = gateway.customer("mara", "Elite")) {
      long number = Chat.launch(mara);
      sam.next(
          ServerMessage.Board.class,
          m ->
              m.board().waiting().stream()
                  .anyMatch(
                      w ->
                          w.conversation() == number
                              && w.explanation().equals("Its queue is paused.")));
      sam.done(new ClientMessage.PauseQueue(TestClient.request(), "", false));
      ben.next(ServerMessage.Offered.class);
    }
  }

  @Test
  void whoReadAlongWhileItWasTheirsIsShownItNoLongerAfterwards() {
    chat.agent().send(new ClientMessage.Follow(TestClient.request(), chat.number()));
    chat.agent().next(ServerMessage.ConversationOpened.class);
    chat.agent().done(toBen());
    long offer = ben.next(ServerMessage.Offered.class).offer().id();
    ben.send(new ClientMessage.Follow(TestClient.request(), chat.number()));
    ben.next(ServerMessage.ConversationOpened.class);
    ben.done(new ClientMessage.DeclineOffer(TestClient.request(), offer, ""));
    ben.next(ServerMessage.ConversationLeft.class);
    chat.customer().done(Chat.post(chat.number(), "for ana alone"));
    Chat.message(chat.agent(), "for ana alone");
    ben.settle();
    assertThat(ben.untaken().toString()).doesNotContain("for ana alone");

    sam.done(new ClientMessage.AssignChat(TestClient.request(), chat.number(), null));
    chat.agent().next(ServerMessage.ConversationLeft.class);
    chat.customer().done(Chat.post(chat.number(), "for sam alone"));
    Chat.message(sam, "for sam alone");
    chat.agent().settle();
    assertThat(chat.agent().untaken().toString()).doesNotContain("for sam alone");
  }
}
