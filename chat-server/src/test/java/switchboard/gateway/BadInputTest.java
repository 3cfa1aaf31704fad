package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.Limits;
import switchboard.protocol.MarkKind;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.WantsView;

/// Bad input is answered with one typed error each; nothing changes, nothing leaks, and the connection lives on.
class BadInputTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | malformed",
        "{\"type\":\"ping\" | malformed",
        "[] | malformed",
        "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]] | malformed",
        "{\"type\":\"shut_down\"} | unknown_type",
        "{\"type\":\"hello\",\"positions\":[]} | out_of_order",
        "{\"type\":\"typing\",\"conversation\":\"x\",\"active\":true} | invalid_field",
        "{\"type\":\"typing\",\"conversation\":-1,\"active\":true} | invalid_field",
        "{\"type\":\"post_message\",\"conversation\":1,\"text\":\"hi\",\"note\":false} | invalid_field",
      })
  void aBadFrameIsAnsweredWithOneProblem(String frame, String code) {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.sendText(frame);
      Problem problem = client.next(ServerMessage.ProblemFound.class).problem();
      assertThat(problem.code().wireName()).isEqualTo(code);
      assertThat(problem.message()).doesNotContain("Exception", "switchboard.", "jackson");
      client.settle();
      assertThat(client.untaken()).isEmpty();
    }
  }

  @Test
  void aFrameThatIsTooLongIsAnsweredWithOneProblem() {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.sendText("x".repeat(Limits.FRAME_BYTES_MAX + 1));
      assertThat(client.next(ServerMessage.ProblemFound.class).problem().code())
          .isEqualTo(ErrorCode.MALFORMED);
      client.settle();
    }
  }

  @Test
  void aFrameThatIsFarTooLongEndsTheConnectionBeforeItHasCome() {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.announceText(3 * Limits.FRAME_BYTES_MAX);
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void aBinaryFrameIsAnsweredWithOneProblem() {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.sendFrame(0x82, "{\"type\":\"ping\"}".getBytes());
      assertThat(client.next(ServerMessage.ProblemFound.class).problem().code())
          .isEqualTo(ErrorCode.MALFORMED);
      client.settle();
    }
  }

  @ParameterizedTest
  @CsvSource({"0x83, 1002", "0xC1, 1002", "0x80, 1002"})
  void whatBreaksTheWebSocketProtocolEndsTheConnection(String first, int code) {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.sendFrame(Integer.decode(first), new byte[] {1});
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void textThatIsNotUtf8EndsTheConnectionAsTheStandardAsks() {
    try (TestClient client = gateway.customer("ines", "Basic")) {
      client.sendFrame(0x81, new byte[] {(byte) 0xC3, (byte) 0x28});
      assertThat(client.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void nothingIsAnsweredBeforeHello() {
    try (TestClient client = TestClient.connect(gateway.way())) {
      client.send(new ClientMessage.Ping());
      assertThat(client.next(ServerMessage.ProblemFound.class).problem().code())
          .isEqualTo(ErrorCode.OUT_OF_ORDER);
      assertThat(
              client
                  .refused(new ClientMessage.LaunchChat(TestClient.request(), Intake.EMPTY))
                  .problem()
                  .code())
          .isEqualTo(ErrorCode.OUT_OF_ORDER);
      client.hello("ines/Basic");
    }
  }

  @Test
  void whoProvesNothingIsTurnedAway() {
    try (TestClient client = TestClient.connect(gateway.way())) {
      client.send(new ClientMessage.Hello("forged", List.of()));
      assertThat(client.next(ServerMessage.ProblemFound.class).problem().code())
          .isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(client.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    }
  }

  @Test
  void aProofThatExpiresEndsTheConnectionAtTheNextPing() {
    try (TestClient client = TestClient.connect(gateway.way())) {
      client.hello("ines/Basic/1");
      client.send(new ClientMessage.Ping());
      assertThat(client.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    }
  }

  static Stream<Request> aboutConversation(long number) {
    return Stream.of(
        Chat.post(number, "let me in"),
        new ClientMessage.Mark(TestClient.request(), number, MarkKind.READ, 1),
        new ClientMessage.ReviseIntake(TestClient.request(), number, Intake.EMPTY),
        new ClientMessage.OpenTicket(TestClient.request(), number, ""),
        new ClientMessage.CloseConversation(TestClient.request(), number),
        new ClientMessage.ReadHistory(TestClient.request(), number, 10));
  }

  @Test
  void aForeignConversationIsAnsweredExactlyLikeOneThatDoesNotExist() {
    try (TestClient mara = gateway.customer("mara", "Basic");
        TestClient thief = gateway.customer("thief", "Elite")) {
      long foreign = Chat.launch(mara);
      List<Problem> forForeign =
          aboutConversation(foreign).map(r -> thief.refused(r).problem()).toList();
      List<Problem> forUnknown =
          aboutConversation(999_999).map(r -> thief.refused(r).problem()).toList();
      assertThat(forForeign).isEqualTo(forUnknown);
      assertThat(forForeign).allMatch(problem -> problem.code() == ErrorCode.NOT_FOUND);
      assertThat(mara.untaken())
          .noneMatch(m -> m instanceof ServerMessage.EventHappened e && e.conversation() != foreign);
    }
  }

  @Test
  void anAgentMayNotReadAChatThatIsSomebodyElses() {
    try (TestClient mara = gateway.customer("mara2", "Basic");
        TestClient agent = gateway.staff("agent", "eve")) {
      long foreign = Chat.launch(mara);
      assertThat(
              agent
                  .refused(new ClientMessage.Follow(TestClient.request(), foreign))
                  .problem()
                  .code())
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
  }

  static Stream<Request> staffOnly() {
    return Stream.of(
        new ClientMessage.SetState(TestClient.request(), AgentState.AVAILABLE),
        new ClientMessage.AcceptOffer(TestClient.request(), 1),
        new ClientMessage.DeclineOffer(TestClient.request(), 1, ""),
        new ClientMessage.EndWrapUp(TestClient.request(), 1),
        new ClientMessage.AssignTicket(TestClient.request(), 1, null),
        new ClientMessage.ResolveTicket(TestClient.request(), 1),
        new ClientMessage.ChangeWants(TestClient.request(), 1, WantsView.ANYBODY),
        new ClientMessage.ReadTeam(TestClient.request()),
        new ClientMessage.TransferChat(TestClient.request(), 1, null, "Billing", "summary"),
        new ClientMessage.WeighChat(TestClient.request(), 1, 2),
        new ClientMessage.AssignChat(TestClient.request(), 1, null),
        new ClientMessage.BoostChat(TestClient.request(), 1),
        new ClientMessage.JoinChat(TestClient.request(), 1, true),
        new ClientMessage.MarkVip(TestClient.request(), 1, true),
        new ClientMessage.PauseQueue(TestClient.request(), "Billing", true),
        new ClientMessage.Follow(TestClient.request(), 1),
        new ClientMessage.Unfollow(TestClient.request(), 1),
        new ClientMessage.WatchBoard(TestClient.request(), true),
        Chat.note(1, "psst"));
  }

  @ParameterizedTest
  @MethodSource("staffOnly")
  void aCustomerMayNotDoWhatStaffDo(Request request) {
    try (TestClient client = gateway.customer("ines", "Elite")) {
      assertThat(client.refused(request).problem().code()).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void anAgentMayNotWatchTheBoard() {
    try (TestClient client = gateway.staff("agent", "eve")) {
      assertThat(
              client
                  .refused(new ClientMessage.WatchBoard(TestClient.request(), true))
                  .problem()
                  .code())
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
  }
}
