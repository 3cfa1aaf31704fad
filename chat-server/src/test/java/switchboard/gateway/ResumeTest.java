package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Limits;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;

class ResumeTest {
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.rules(Duration.ofMillis(300), Duration.ofMillis(300)),
            TestGateway.limits().withRates(10_000, 10_000));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aClientThatComesBackGetsExactlyWhatItMissed() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().done(Chat.post(chat.number(), "one"));
    int known = Chat.message(chat.customer(), "one").event().sequence();
    chat.customer().close();
    chat.agent().done(Chat.post(chat.number(), "two"));
    chat.agent().done(Chat.note(chat.number(), "not for you"));
    chat.agent().done(Chat.post(chat.number(), "three"));

    ServerMessage.Welcome back = helloAt(chat.number(), known);
    ConversationView view = back.conversations().getFirst();
    assertThat(view.events())
        .extracting(ConversationEvent::sequence)
        .containsExactly(known + 1, known + 2, known + 3);
    assertThat(view.events())
        .extracting(ConversationEvent::change)
        .containsExactly(
            new Change.Message("two", false),
            new Change.Hidden(),
            new Change.Message("three", false));
    assertThat(view.sequence()).isEqualTo(known + 3);
  }

  @Test
  void aClientThatMissedNothingGetsNoEvents() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    int newest = chat.shownToAgent().sequence();
    assertThat(helloAt(chat.number(), newest).conversations().getFirst().events()).isEmpty();
  }

  @Test
  void aPositionOfAnotherEpochOrFromTheFutureCountsAsNone() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    int newest = chat.shownToAgent().sequence();
    TestClient elsewhere = TestClient.connect(gateway.way());
    ConversationView view =
        elsewhere
            .hello("ines/Elite", new Position(chat.number(), "another epoch", newest))
            .conversations()
            .getFirst();
    assertThat(view.events()).hasSize(newest);
    assertThat(helloAt(chat.number(), newest + 50).conversations().getFirst().events())
        .hasSize(newest);
  }

  @Test
  void aPositionTooOldGetsTheLastPageAndTheRestByHistory() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    for (int i = 0; i < 2 * Limits.HISTORY_PAGE_MAX; i++) {
      chat.agent().send(Chat.post(chat.number(), "line " + i));
    }
    chat.agent().done(Chat.post(chat.number(), "the end"));
    TestClient again = TestClient.connect(gateway.way());
    ConversationView view =
        again.hello("ines/Elite", position(chat.number(), 2)).conversations().getFirst();
    assertThat(view.events()).hasSize(Limits.HISTORY_PAGE_MAX);

    List<ConversationEvent> all = new ArrayList<>(view.events());
    while (all.getFirst().sequence() > 1) {
      var request =
          new ClientMessage.ReadHistory(
              TestClient.request(), chat.number(), all.getFirst().sequence());
      again.send(request);
      ServerMessage.History page = again.next(ServerMessage.History.class);
      assertThat(page.first()).isEqualTo(page.events().getFirst().sequence());
      all.addAll(0, page.events());
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).sequence()).isEqualTo(i + 1);
    }
    assertThat(all).hasSize(view.sequence());
  }

  @Test
  void whoHadVeryManyChatsIsShownTheOpenOnesAndTheNewest() {
    Chat open = Chat.between(gateway, "ines", "dana");
    long newest = 0;
    for (int i = 0; i < Limits.POSITIONS_MAX + 3; i++) {
      newest = Chat.launch(open.customer());
      open.customer().done(new ClientMessage.CloseConversation(TestClient.request(), newest));
    }
    TestClient again = TestClient.connect(gateway.way());
    List<Long> shown =
        again.hello("ines/Elite").conversations().stream().map(ConversationView::id).toList();
    assertThat(shown).hasSize(Limits.POSITIONS_MAX).startsWith(open.number()).endsWith(newest);
  }

  @Test
  void whileMessagesFlowEveryClientThatComesBackHasNoGapAndNoDouble() throws Exception {
    Chat chat = Chat.between(gateway, "ines", "dana");
    int messages = 300;
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < messages; i++) {
                    chat.agent().done(Chat.post(chat.number(), "line " + i));
                  }
                });
    ConversationView view = chat.shownToCustomer();
    int last = chat.shownToAgent().sequence() + messages;
    TestClient client = chat.customer();
    for (int times = 0; view.sequence() < last; times++) {
      view = Chat.fold(client, view, Math.min(last, view.sequence() + 7));
      client.close();
      client = TestClient.connect(gateway.way());
      ConversationView resumed =
          client
              .hello("ines/Elite", position(chat.number(), view.sequence()))
              .conversations()
              .getFirst();
      for (ConversationEvent event : resumed.events()) {
        view = view.after(event);
      }
      assertThat(view.sequence()).isEqualTo(resumed.sequence());
      assertThat(times).isLessThan(messages);
    }
    writer.join();
    assertThat(view.sequence()).isEqualTo(last);
  }

  @Test
  void anAgentWithinTheGraceFindsTheChatsAgain() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().close();
    TestClient again = TestClient.connect(gateway.way().with("Cookie", "agent=dana"));
    ServerMessage.Welcome welcome = again.hello(null);
    assertThat(welcome.conversations()).extracting(ConversationView::id).contains(chat.number());
    assertThat(welcome.agent().conversations()).containsExactly(chat.number());
  }

  @Test
  void anAgentPastTheGraceHasLostTheChatAndTheCustomerIsTold() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    chat.agent().close();
    chat.customer()
        .next(
            ServerMessage.EventHappened.class,
            m -> m.event().change() instanceof Change.Queued);
    TestClient again = TestClient.connect(gateway.way().with("Cookie", "agent=dana"));
    assertThat(again.hello(null).conversations()).isEmpty();
    assertThat(helloAt(chat.number(), 0).conversations().getFirst().stage())
        .isEqualTo(Stage.QUEUED);
  }

  @Test
  void whoWentWhileAnAgentWasThereDoesNotWaitForEverAfterThatAgentIsLost() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    TestClient sam = gateway.staff("supervisor", "sam");
    sam.send(new ClientMessage.Follow(TestClient.request(), chat.number()));
    sam.next(ServerMessage.ConversationOpened.class);
    chat.customer().close();
    chat.agent().close();
    Chat.next(sam, Change.Queued.class);
    Chat.next(sam, Change.Closed.class);
  }

  @Test
  void howeverMuchAPersonHasSaidTheWelcomeStaysShortAndTheRestIsToBeHad() {
    TestClient ines = gateway.customer("ines", "Elite");
    String longest = "x".repeat(Limits.TEXT_LENGTH_MAX);
    List<Long> chats = new ArrayList<>();
    for (int chat = 0; chat < 6; chat++) {
      long number = Chat.launch(ines);
      chats.add(number);
      for (int i = 0; i < 12; i++) {
        ines.done(Chat.post(number, longest));
      }
      ines.done(new ClientMessage.OpenTicket(TestClient.request(), number, ""));
    }
    ServerMessage.Welcome welcome =
        TestClient.connect(gateway.way()).hello("ines/Elite");
    assertThat(welcome.conversations()).extracting(ConversationView::id).isEqualTo(chats);
    assertThat(welcome.conversations())
        .allSatisfy(
            view ->
                assertThat(view.events().getLast().sequence()).isEqualTo(view.sequence()));
    assertThat(text(welcome)).isLessThan(500_000);
    ConversationView newest = welcome.conversations().getLast();
    assertThat(newest.events()).hasSize(newest.sequence());
    assertThat(welcome.conversations().getFirst().events()).hasSize(1);
  }

  private static int text(ServerMessage.Welcome welcome) {
    return welcome.conversations().stream()
        .flatMap(view -> view.events().stream())
        .mapToInt(
            event -> event.change() instanceof Change.Message message ? message.text().length() : 0)
        .sum();
  }

  @Test
  void aRequestThatIsRepeatedIsCarriedOutOnce() {
    Chat chat = Chat.between(gateway, "ines", "dana");
    var post = Chat.post(chat.number(), "only once");
    ServerMessage.Done first = chat.customer().done(post);
    chat.customer().close();
    TestClient again = gateway.customer("ines", "Elite");
    assertThat(again.done(post)).isEqualTo(first);
    assertThat(Chat.message(chat.agent(), "only once").event().request())
        .isEqualTo(post.request());
    again.done(Chat.post(chat.number(), "and on"));
    assertThat(Chat.message(chat.agent(), "and on").event().sequence())
        .isEqualTo(first.sequence() + 1);
  }

  private ServerMessage.Welcome helloAt(long conversation, int sequence) {
    return TestClient.connect(gateway.way())
        .hello("ines/Elite", position(conversation, sequence));
  }

  private Position position(long conversation, int sequence) {
    return new Position(conversation, gateway.desk.epoch(), sequence);
  }
}
