package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.identity.Account;
import switchboard.identity.Profile;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;
import switchboard.protocol.WantsView;

/// A desk with two queues and rules, as its people meet it.
class QueuesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path folder;

  private static TestServer server;
  private static TestClient ana;
  private static TestClient ben;

  @BeforeAll
  static void start() throws Exception {
    String shipped = Files.readString(Path.of("src/main/resources/catalogue.yaml"));
    Files.writeString(
        folder.resolve("catalogue.yaml"),
        shipped
            .replace(
                "\nhours:\n",
                """

                hours:
                  never:
                    zone: UTC
                    open:
                      monday: 00:00-00:01
                    holidays: [%s]
                """
                    .formatted(LocalDate.now(ZoneOffset.UTC)))
            .replace("\nqueues: {}\n", """

                queues:
                  Support:
                  Billing:
                    wrapUp: none
                  Night:
                    hours: never
                """)
            .replace(
                "\nrouting: []\n",
                """

                routing:
                  - about: [refund, invoice]
                    queue: Billing
                  - about: [ghosts]
                    queue: Night
                  - about: [dns]
                    needs: [dns:3]
                    prefers: [php]
                """));
    Path settings =
        Files.writeString(folder.resolve("settings.yaml"), "catalogue: catalogue.yaml\n");
    server = TestServer.start(DATABASE.database(), folder, settings, Map.of());
    serves("ana", List.of("dns:3"), List.of("Support"));
    serves("ben", List.of("dns"), List.of("Billing"));
    ana = available("ana");
    ben = available("ben");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aChatGoesToTheQueueThatItsTopicNames() {
    TestClient ines = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "Where is my refund?");
    ServerMessage.Offered offered = ben.next(ServerMessage.Offered.class);
    assertThat(offered.offer().conversation()).isEqualTo(number);
    ben.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    assertThat(
            ben.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number)
                .conversation()
                .wants())
        .isEqualTo(new WantsView("Billing", List.of(), List.of()));
    close(ines, number);
  }

  @Test
  void aChatThatNoRuleSendsElsewhereGoesToTheFirstQueueAndToWhoIsGoodEnough() {
    TestClient ines = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "The DNS of my shop is broken");
    ServerMessage.Offered offered =
        ana.next(ServerMessage.Offered.class, m -> m.offer().conversation() == number);
    ana.done(new ClientMessage.AcceptOffer(TestClient.request(), offered.offer().id()));
    assertThat(
            ana.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number)
                .conversation()
                .wants())
        .isEqualTo(new WantsView("Support", List.of("dns:3"), List.of("php")));
    close(ines, number);
  }

  @Test
  void itsCustomerIsNotToldWhatAChatWants() {
    TestClient ines = server.customer("ines", "lumen-store");
    long number = ServerTest.launch(ines, "An invoice, please");
    assertThat(
            ines.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number)
                .conversation()
                .wants())
        .isNull();
    close(ines, number);
  }

  @Test
  void outsideItsHoursAChatIsRefusedWithTheTimeAndMayBeLeftAsATicket() {
    TestClient ines = server.customer("ines", "lumen-store");
    Intake ghosts = new Intake("There are ghosts in my shop", "", "", "", "", List.of());
    Problem closed =
        ines.refused(new ClientMessage.LaunchChat(TestClient.request(), ghosts)).problem();
    assertThat(closed.code()).isEqualTo(ErrorCode.CLOSED);
    assertThat(closed.message()).contains("We are back on Monday, ", "at 00:00 (UTC)");
    long number =
        ines.done(new ClientMessage.LaunchChat(TestClient.request(), ghosts, true)).conversation();
    TicketView ticket =
        ines.next(ServerMessage.ConversationOpened.class, m -> m.conversation().id() == number)
            .conversation()
            .ticket();
    assertThat(ticket.subject()).isEqualTo("There are ghosts in my shop");
    assertThat(ticket.state()).isEqualTo(TicketState.OPEN);
  }

  @Test
  void whatACustomerTellsAnewWhileWaitingSendsTheChatElsewhere() {
    TestClient ines = server.customer("ines", "lumen-store");
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AWAY));
    long number = ServerTest.launch(ines, "Something");
    ines.done(
        new ClientMessage.ReviseIntake(
            TestClient.request(),
            number,
            new Intake("It is about an invoice", "", "", "", "", List.of())));
    ben.next(ServerMessage.Offered.class, m -> m.offer().conversation() == number);
    close(ines, number);
    ana.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
  }

  private static void close(TestClient customer, long number) {
    customer.done(new ClientMessage.CloseConversation(TestClient.request(), number));
  }

  private static void serves(String login, List<String> skills, List<String> queues) {
    Account account = server.accounts().byLogin(login).orElseThrow();
    Profile before = account.profile();
    server
        .accounts()
        .save(
            account.id(),
            new Profile(
                before.login(), before.name(), before.role(), before.capacity(), skills, queues))
        .orElseThrow();
  }

  private static TestClient available(String login) {
    TestClient agent = server.staff(login);
    agent.done(new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE));
    return agent;
  }
}
