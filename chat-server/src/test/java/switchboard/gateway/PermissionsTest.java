package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Intake;
import switchboard.protocol.MarkKind;
import switchboard.protocol.Role;
import switchboard.protocol.WantsView;

class PermissionsTest {
  private static final String R = "request-1";

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          message,        customer, agent, supervisor, admin
          hello,          true,     true,  true,       true
          ping,           true,     true,  true,       true
          typing,         true,     true,  true,       true
          launch chat,    true,     false, false,      false
          revise intake,  true,     false, false,      false
          post message,   true,     true,  true,       true
          post note,      false,    true,  true,       true
          rate,           true,     false, false,      false
          mark,           true,     true,  true,       true
          open ticket,    true,     true,  true,       true
          close,          true,     true,  true,       true
          read history,   true,     true,  true,       true
          set state,      false,    true,  true,       true
          accept offer,   false,    true,  true,       true
          decline offer,  false,    true,  true,       true
          end wrap-up,    false,    true,  true,       true
          assign ticket,  false,    true,  true,       true
          resolve ticket, false,    true,  true,       true
          follow,         false,    true,  true,       true
          unfollow,       false,    true,  true,       true
          watch board,    false,    false, true,       true
          change wants,   false,    true,  true,       true
          read team,      false,    true,  true,       true
          transfer,       false,    true,  true,       true
          weigh,          false,    true,  true,       true
          assign chat,    false,    false, true,       true
          boost,          false,    false, true,       true
          join,           false,    false, true,       true
          mark vip,       false,    false, true,       true
          pause queue,    false,    false, true,       true
          """)
  void eachRoleMaySendThese(
      String message, boolean customer, boolean agent, boolean supervisor, boolean admin) {
    ClientMessage sent = message(message);
    assertThat(Permissions.allows(Role.CUSTOMER, sent)).isEqualTo(customer);
    assertThat(Permissions.allows(Role.AGENT, sent)).isEqualTo(agent);
    assertThat(Permissions.allows(Role.SUPERVISOR, sent)).isEqualTo(supervisor);
    assertThat(Permissions.allows(Role.ADMIN, sent)).isEqualTo(admin);
  }

  private static ClientMessage message(String name) {
    return switch (name) {
      case "hello" -> new ClientMessage.Hello(null, List.of());
      case "ping" -> new ClientMessage.Ping();
      case "typing" -> new ClientMessage.Typing(1, true);
      case "launch chat" -> new ClientMessage.LaunchChat(R, Intake.EMPTY);
      case "revise intake" -> new ClientMessage.ReviseIntake(R, 1, Intake.EMPTY);
      case "post message" -> new ClientMessage.PostMessage(R, 1, "text", false);
      case "post note" -> new ClientMessage.PostMessage(R, 1, "text", true);
      case "rate" -> new ClientMessage.RateChat(R, 1, 4, "");
      case "mark" -> new ClientMessage.Mark(R, 1, MarkKind.READ, 1);
      case "open ticket" -> new ClientMessage.OpenTicket(R, 1, "");
      case "close" -> new ClientMessage.CloseConversation(R, 1);
      case "read history" -> new ClientMessage.ReadHistory(R, 1, 1);
      case "set state" -> new ClientMessage.SetState(R, AgentState.AWAY);
      case "accept offer" -> new ClientMessage.AcceptOffer(R, 1);
      case "decline offer" -> new ClientMessage.DeclineOffer(R, 1, "");
      case "end wrap-up" -> new ClientMessage.EndWrapUp(R, 1);
      case "assign ticket" -> new ClientMessage.AssignTicket(R, 1, null);
      case "resolve ticket" -> new ClientMessage.ResolveTicket(R, 1);
      case "follow" -> new ClientMessage.Follow(R, 1);
      case "unfollow" -> new ClientMessage.Unfollow(R, 1);
      case "change wants" -> new ClientMessage.ChangeWants(R, 1, WantsView.ANYBODY);
      case "read team" -> new ClientMessage.ReadTeam(R);
      case "transfer" -> new ClientMessage.TransferChat(R, 1, "ben", null, "summary");
      case "weigh" -> new ClientMessage.WeighChat(R, 1, 2);
      case "assign chat" -> new ClientMessage.AssignChat(R, 1, null);
      case "boost" -> new ClientMessage.BoostChat(R, 1);
      case "mark vip" -> new ClientMessage.MarkVip(R, 1, true);
      case "join" -> new ClientMessage.JoinChat(R, 1, true);
      case "pause queue" -> new ClientMessage.PauseQueue(R, "", true);
      case "watch board" -> new ClientMessage.WatchBoard(R, true);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
