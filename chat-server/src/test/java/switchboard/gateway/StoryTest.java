package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Intake;
import switchboard.protocol.MarkKind;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.Outcome;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;
import switchboard.protocol.TicketState;

class StoryTest {
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aCustomerClicksAnAgentAnswersAndItGoesOnAsATicket() {
    TestClient ines = gateway.customer("ines", "Elite");
    TestClient dana = gateway.staff("agent", "dana");
    dana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));

    // launch: the customer is shown the conversation, the agent is offered it
    Intake intake = new Intake("Cache", "Open /shop", "Live", "today", "502", List.of());
    long number =
        ines.done(new ClientMessage.LaunchChat(TestClient.request(), intake)).conversation();
    ConversationView opened = ines.next(ServerMessage.ConversationOpened.class).conversation();
    assertThat(opened.id()).isEqualTo(number);
    assertThat(opened.intake()).isEqualTo(intake);
    var offer = dana.next(ServerMessage.Offered.class).offer();
    assertThat(offer.conversation()).isEqualTo(number);
    assertThat(offer.customer().tier()).isEqualTo("Elite");

    // accept: the agent is shown it, the customer sees who came
    dana.done(new ClientMessage.AcceptOffer(TestClient.request(), offer.id()));
    assertThat(dana.next(ServerMessage.OfferEnded.class).outcome())
        .isEqualTo(OfferOutcome.ACCEPTED);
    ConversationView taken = dana.next(ServerMessage.ConversationOpened.class).conversation();
    assertThat(taken.stage()).isEqualTo(Stage.ASSIGNED);
    assertThat(taken.intake()).isEqualTo(intake);
    assertThat(Chat.next(ines, Change.Assigned.class).agent().name()).isEqualTo("dana");

    // messages both ways, and marks
    ines.done(Chat.post(number, "It is down again"));
    var said = Chat.message(dana, "It is down again").event();
    assertThat(said.by().name()).isEqualTo("ines");
    dana.done(
        new ClientMessage.Mark(TestClient.request(), number, MarkKind.READ, said.sequence()));
    assertThat(Chat.next(ines, Change.Marked.class))
        .isEqualTo(new Change.Marked(MarkKind.READ, said.sequence()));
    dana.done(Chat.post(number, "Looking at it"));
    Chat.message(ines, "Looking at it");

    // a ticket, then the end of the chat
    dana.done(new ClientMessage.OpenTicket(TestClient.request(), number, "CDN trouble"));
    assertThat(dana.next(ServerMessage.TicketChanged.class).ticket().subject())
        .isEqualTo("CDN trouble");
    assertThat(Chat.next(ines, Change.TicketOpened.class).subject()).isEqualTo("CDN trouble");
    dana.done(new ClientMessage.CloseConversation(TestClient.request(), number));
    Chat.next(ines, Change.WrapUpBegan.class);
    dana.next(ServerMessage.AgentChanged.class, m -> m.agent().state() == AgentState.WRAP_UP);
    dana.done(new ClientMessage.EndWrapUp(TestClient.request(), number));
    assertThat(Chat.next(ines, Change.Closed.class).outcome()).isEqualTo(Outcome.TICKETED);
    dana.next(
        ServerMessage.AgentChanged.class,
        m -> m.agent().state() == AgentState.AVAILABLE && m.agent().load() == 0);

    // the ticket goes on, still in the agent's sight
    ines.done(Chat.post(number, "Thank you"));
    dana.next(
        ServerMessage.TicketChanged.class,
        m -> m.ticket().state() == TicketState.ASSIGNED && m.ticket().conversation() == number);
    Chat.message(dana, "Thank you");
    dana.done(new ClientMessage.ResolveTicket(TestClient.request(), number));
    Chat.next(ines, Change.TicketResolved.class);
  }

  @Test
  void everybodySeesTheSameGaplessOrderAndTheCustomerSeesNoNote() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    for (int i = 0; i < 20; i++) {
      chat.agent().done(Chat.note(chat.number(), "note " + i));
      chat.customer().done(Chat.post(chat.number(), "question " + i));
      chat.agent().done(Chat.post(chat.number(), "answer " + i));
    }
    int last = chat.shownToAgent().sequence() + 60;
    ConversationView forAgent = Chat.fold(chat.agent(), chat.shownToAgent(), last);
    ConversationView forCustomer = Chat.fold(chat.customer(), chat.shownToCustomer(), last);
    assertThat(forAgent.events())
        .filteredOn(event -> event.change() instanceof Change.Message)
        .hasSize(60);
    assertThat(forCustomer.events())
        .filteredOn(event -> event.change() instanceof Change.Message)
        .hasSize(40)
        .noneMatch(event -> ((Change.Message) event.change()).note());
    assertThat(forCustomer.events())
        .filteredOn(event -> event.change() instanceof Change.Hidden)
        .isNotEmpty()
        .allMatch(event -> event.by().id().isEmpty() && event.request() == null);
  }
}
