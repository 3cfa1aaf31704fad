package switchboard.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;

/// What sessions ask that changes nothing on the desk but who read: reading along, the board, history, and the signals that are never stored.
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

  /// To follow, of supervisors, that are not noted yet.
  private final Set<Wish> wishes = new HashSet<>();

  /// To read a conversation.
  private record Wish(Session session, long conversation, String request) {}

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
    if (followable(session, message, view) == null) {
      return;
    }
    if (Permissions.supervises(session.self().role())) {
      Wish wish = new Wish(session, message.conversation(), message.request());
      wishes.add(wish);
      note(wish, later -> follow(wish, message, later));
    } else {
      show(session, message, view);
    }
  }

  private void follow(Wish wish, ClientMessage.Follow message, DeskView view) {
    boolean isWanted = wishes.remove(wish) && !wish.session().isEnding();
    if (isWanted) {
      show(wish.session(), message, view);
    } else {
      outbox.refuse(wish.session(), message.request(), Refusals.NOT_FOUND);
    }
  }

  private void show(Session session, ClientMessage.Follow message, DeskView view) {
    Conversation conversation = followable(session, message, view);
    if (conversation != null) {
      attendance.show(session, conversation, false);
      snapshots.open(session, conversation, message.request());
      outbox.add(session, attendance.presence(conversation, view));
    }
  }

  /// Null when it was refused.
  private @Nullable Conversation followable(
      Session session, ClientMessage.Follow message, DeskView view) {
    Conversation conversation = view.conversation(message.conversation());
    long wished = wishes.stream().filter(wish -> wish.session() == session).count();
    if (conversation == null || !session.mayRead(conversation)) {
      outbox.refuse(session, message.request(), Refusals.NOT_FOUND);
      return null;
    }
    if (session.circles().size() + wished >= limits.followed()) {
      outbox.refuse(session, message.request(), Refusals.TOO_MANY_FOLLOWED);
      return null;
    }
    return conversation;
  }

  /// That a supervisor reads along is stored before anything is shown, so that nobody reads unseen and unnoted. The desk knows of whom and of which
  /// conversations there is nothing to note.
  ///
  /// @param then a step of the desk, once it is stored
  private void note(Wish wish, Consumer<DeskView> then) {
    desk.submit(
        wish.session().self().actor(),
        null,
        new Command.Monitor(wish.conversation()),
        reply -> desk.read(view -> noted(wish, reply, then, view)));
  }

  private void noted(Wish wish, Reply reply, Consumer<DeskView> then, DeskView view) {
    switch (reply) {
      case Reply.Done _ -> then.accept(view);
      case Reply.Refused _ -> give(wish, Refusals.NOT_FOUND); // forgotten meanwhile
      case Reply.Unavailable later -> give(wish, Refusals.unavailable(later.retryAfterMs()));
    }
  }

  private void give(Wish wish, Problem refusal) {
    wishes.remove(wish);
    outbox.refuse(wish.session(), wish.request(), refusal);
  }

  void readTeam(Session session, ClientMessage.ReadTeam message, DeskView view) {
    outbox.send(
        session,
        new ServerMessage.Team(
            message.request(),
            view.agents().stream()
                .filter(agent -> agent.state() != AgentState.OFFLINE)
                .sorted(Comparator.comparing(Agent::name, String.CASE_INSENSITIVE_ORDER))
                .map(agent -> Translator.colleague(BoardViews.agent(agent, view), agent))
                .toList(),
            supervision.queues(view)));
  }

  void unfollow(Session session, ClientMessage.Unfollow message) {
    wishes.removeIf(
        wish -> wish.session() == session && wish.conversation() == message.conversation());
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
    } else if (isShown(session, message.conversation())
        || !Permissions.supervises(session.self().role())) {
      snapshots.history(session, message, conversation.position());
    } else {
      note(
          new Wish(session, message.conversation(), message.request()),
          _ -> snapshots.history(session, message, conversation.position()));
    }
  }

  private boolean isShown(Session session, long conversation) {
    Circle circle = attendance.circle(conversation);
    return circle != null && circle.of(session) != null;
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
