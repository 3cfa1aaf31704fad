package switchboard.gateway;

import switchboard.protocol.AgentState;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Intake;
import switchboard.protocol.ServerMessage;

/// A chat that an agent has taken, with what both ends were shown of it when it began.
record Chat(
    TestClient customer,
    TestClient agent,
    long number,
    ConversationView shownToCustomer,
    ConversationView shownToAgent) {

  static Chat between(TestGateway gateway, String customerName, String agentName) {
    TestClient agent = gateway.staff("agent", agentName);
    agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    TestClient customer = gateway.customer(customerName, "Elite");
    long number = launch(customer);
    agent.done(
        new ClientMessage.AcceptOffer(
            TestClient.request(), agent.next(ServerMessage.Offered.class).offer().id()));
    return new Chat(
        customer,
        agent,
        number,
        customer.next(ServerMessage.ConversationOpened.class).conversation(),
        agent.next(ServerMessage.ConversationOpened.class).conversation());
  }

  static long launch(TestClient customer) {
    return customer
        .done(new ClientMessage.LaunchChat(TestClient.request(), Intake.EMPTY))
        .conversation();
  }

  static ClientMessage.PostMessage post(long conversation, String text) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, false);
  }

  static ClientMessage.PostMessage note(long conversation, String text) {
    return new ClientMessage.PostMessage(TestClient.request(), conversation, text, true);
  }

  /// The next event of a kind that a client was sent and the test has not taken.
  static <T extends Change> T next(TestClient client, Class<T> change) {
    return change.cast(event(client, change).event().change());
  }

  static ServerMessage.EventHappened event(TestClient client, Class<? extends Change> change) {
    return client.next(
        ServerMessage.EventHappened.class, m -> change.isInstance(m.event().change()));
  }

  static ServerMessage.EventHappened message(TestClient client, String text) {
    return client.next(
        ServerMessage.EventHappened.class,
        m -> m.event().change() instanceof Change.Message said && said.text().equals(text));
  }

  /// A view with the events that a client was sent, each the next, up to a sequence: a gap fails.
  static ConversationView fold(TestClient client, ConversationView view, int upTo) {
    ConversationView folded = view;
    while (folded.sequence() < upTo) {
      int next = folded.sequence() + 1;
      folded =
          folded.after(
              client
                  .next(
                      ServerMessage.EventHappened.class,
                      m -> m.conversation() == view.id() && m.event().sequence() == next)
                  .event());
    }
    return folded;
  }
}
