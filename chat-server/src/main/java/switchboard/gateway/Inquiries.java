package switchboard.gateway;

import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;

/// What sessions ask that changes nothing on the desk: reading along, the board, history, and the signals that are never stored.
/// Used in the desk's steps only.
final class Inquiries {
  private final Attendance attendance;
  private final Snapshots snapshots;
  private final Supervision supervision;
  private final Outbox outbox;
  private final GatewayLimits limits;

  Inquiries(
      Attendance attendance,
      Snapshots snapshots,
      Supervision supervision,
      Outbox outbox,
      GatewayLimits limits) {
    this.attendance = attendance;
    this.snapshots = snapshots;
    this.supervision = supervision;
    this.outbox = outbox;
    this.limits = limits;
  }

  void follow(Session session, ClientMessage.Follow message, DeskView view) {
    Conversation conversation = view.conversation(message.conversation());
    if (conversation == null || !session.mayRead(conversation)) {
      outbox.refuse(session, message.request(), Refusals.NOT_FOUND);
    } else if (session.circles().size() >= limits.followed()) {
      outbox.refuse(session, message.request(), Refusals.TOO_MANY_FOLLOWED);
    } else {
      attendance.show(session, conversation, false);
      snapshots.open(session, conversation, message.request());
      outbox.add(session, attendance.presence(conversation));
    }
  }

  void unfollow(Session session, ClientMessage.Unfollow message) {
    Circle circle = attendance.circle(message.conversation());
    Member member = circle == null ? null : circle.of(session);
    if (circle != null && member != null) {
      attendance.stopFollowing(circle, member);
    }
    outbox.send(
        session, new ServerMessage.Done(message.request(), message.conversation(), 0));
  }

  void watchBoard(Session session, ClientMessage.WatchBoard message, DeskView view) {
    outbox.send(session, new ServerMessage.Done(message.request(), 0, 0));
    if (message.active()) {
      attendance.watchers().add(session);
      outbox.send(session, new ServerMessage.Board(supervision.board(view)));
    } else {
      attendance.watchers().remove(session);
    }
  }

  void readHistory(Session session, ClientMessage.ReadHistory message, DeskView view) {
    Conversation conversation = view.conversation(message.conversation());
    if (conversation == null || !session.mayRead(conversation)) {
      outbox.refuse(session, message.request(), Refusals.NOT_FOUND);
    } else {
      snapshots.history(session, message, conversation.position());
    }
  }

  void typing(Session session, ClientMessage.Typing typing) {
    Circle circle = attendance.circle(typing.conversation());
    Member member = circle == null ? null : circle.of(session);
    if (circle == null || member == null) {
      return;
    }
    Frame frame =
        Frame.ephemeral(
            new ServerMessage.TypingSeen(
                typing.conversation(), session.self().person(), typing.active()));
    for (Member other : circle.members()) {
      // That a supervisor reads along, or writes a note, is none of the customer's business.
      boolean concerned = member.takesPart() || other.session().audience() == Audience.STAFF;
      if (concerned && !other.session().self().actor().equals(session.self().actor())) {
        outbox.add(other.session(), frame);
      }
    }
  }
}
