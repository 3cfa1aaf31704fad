package switchboard.gateway;

import java.nio.charset.StandardCharsets;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;
import switchboard.runtime.DeskPort;

/// What sessions ask that changes nothing on the desk: reading along, the board, history, and the signals that are never stored.
/// Used in the desk's steps only.
final class Inquiries {
  private static final String TYPING = "typing";
  private static final String TYPING_FOR_STAFF = "typing.staff";

  private final DeskPort desk;
  private final Attendance attendance;
  private final Snapshots snapshots;
  private final Supervision supervision;
  private final Outbox outbox;
  private final GatewayLimits limits;

  Inquiries(
      DeskPort desk,
      Attendance attendance,
      Snapshots snapshots,
      Supervision supervision,
      Outbox outbox,
      GatewayLimits limits) {
    this.desk = desk;
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
      outbox.add(session, attendance.presence(conversation, view));
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
    ServerMessage.TypingSeen seen =
        new ServerMessage.TypingSeen(
            typing.conversation(), session.self().person(), typing.active());
    // That a supervisor reads along, or writes a note, is none of the customer's business.
    boolean toAll = member.takesPart();
    show(seen, circle, toAll);
    desk.signal(toAll ? TYPING : TYPING_FOR_STAFF, Codec.encode(seen));
  }

  /// From now on shows who types on other nodes too.
  void listen() {
    desk.onSignal(TYPING, message -> typingElsewhere(message, true));
    desk.onSignal(TYPING_FOR_STAFF, message -> typingElsewhere(message, false));
  }

  private void typingElsewhere(byte[] message, boolean toAll) {
    String text = new String(message, StandardCharsets.UTF_8);
    if (Codec.decodeServerMessage(text) instanceof ServerMessage.TypingSeen seen) {
      desk.read(
          _ -> {
            Circle circle = attendance.circle(seen.conversation());
            if (circle != null) {
              show(seen, circle, toAll);
            }
          });
    }
  }

  private void show(ServerMessage.TypingSeen seen, Circle circle, boolean toAll) {
    Frame frame = Frame.ephemeral(seen);
    for (Member other : circle.members()) {
      boolean concerned = toAll || other.session().audience() == Audience.STAFF;
      if (concerned && !other.session().self().person().equals(seen.by())) {
        outbox.add(other.session(), frame);
      }
    }
  }
}
