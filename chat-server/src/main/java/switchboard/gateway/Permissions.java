package switchboard.gateway;

import switchboard.protocol.ClientMessage;
import switchboard.protocol.Role;

/// Which role may send which message: the whole table. Whose conversation it is about is asked of `desk.conversation.Access`.
final class Permissions {
  private Permissions() {}

  static boolean allows(Role role, ClientMessage message) {
    return switch (message) {
      case ClientMessage.Hello _,
          ClientMessage.Ping _,
          ClientMessage.Typing _,
          ClientMessage.Mark _,
          ClientMessage.OpenTicket _,
          ClientMessage.CloseConversation _,
          ClientMessage.ReadHistory _ ->
          true;
      case ClientMessage.LaunchChat _,
          ClientMessage.ReviseIntake _,
          ClientMessage.RateChat _ ->
          role == Role.CUSTOMER;
      case ClientMessage.PostMessage post -> !post.note() || isStaff(role);
      case ClientMessage.SetState _,
          ClientMessage.AcceptOffer _,
          ClientMessage.DeclineOffer _,
          ClientMessage.EndWrapUp _,
          ClientMessage.AssignTicket _,
          ClientMessage.ResolveTicket _,
          ClientMessage.ChangeWants _,
          ClientMessage.ReadTeam _,
          ClientMessage.TransferChat _,
          ClientMessage.WeighChat _,
          ClientMessage.Follow _,
          ClientMessage.Unfollow _ ->
          isStaff(role);
      case ClientMessage.AssignChat _,
          ClientMessage.BoostChat _,
          ClientMessage.MarkVip _,
          ClientMessage.JoinChat _,
          ClientMessage.PauseQueue _,
          ClientMessage.WatchBoard _ ->
          supervises(role);
    };
  }

  static boolean isStaff(Role role) {
    return role != Role.CUSTOMER;
  }

  static boolean supervises(Role role) {
    return switch (role) {
      case SUPERVISOR, ADMIN -> true;
      case CUSTOMER, AGENT -> false;
    };
  }
}
