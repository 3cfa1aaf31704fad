package switchboard.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.intake.Wanted;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Rejection;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.Position;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;
import switchboard.tracing.Key;
import switchboard.tracing.Span;
import switchboard.tracing.Step;

/// One socket's authenticated life: carries out what its person asks, within what they may.
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long[] NONE = {};

  private final String id;
  private final Self self;
  private final Socket socket;
  private final DeskPort desk;
  private final Inquiries inquiries;
  private final Outbox outbox;

  /// What the client holds already; only until it is welcomed.
  private List<Position> positions;

  /// Conversations that the socket is shown: of these nobody needs to look up whether it may see them. The event loop's.
  private long[] shown = NONE;

  private int shownCount;

  /// Where the session is listed. Attendance's.
  private final List<Circle> circles = new ArrayList<>(1);

  /// Of staff, once admitted. The event loop's.
  private @Nullable Hearing hearing;

  private boolean entered;
  private volatile boolean ending;

  Session(
      String id,
      Self self,
      Socket socket,
      List<Position> positions,
      DeskPort desk,
      Inquiries inquiries,
      Outbox outbox) {
    this.id = id;
    this.self = self;
    this.socket = socket;
    this.positions = positions;
    this.desk = desk;
    this.inquiries = inquiries;
    this.outbox = outbox;
  }

  String id() {
    return id;
  }

  Self self() {
    return self;
  }

  /// A line of the log that concerns it.
  LoggingEventBuilder about(LoggingEventBuilder line) {
    return line.addKeyValue("session", id);
  }

  /// Whether the client holds something already. Until it is welcomed.
  boolean resumes() {
    return !positions.isEmpty();
  }

  Socket socket() {
    return socket;
  }

  Audience audience() {
    return self instanceof Self.OfCustomer ? Audience.CUSTOMER : Audience.STAFF;
  }

  boolean isExpired(long nowMs) {
    return self instanceof Self.OfCustomer customer && nowMs > customer.untilMs();
  }

  // --- the desk's steps' ---

  /// Whether the client holds what is not known here yet: it was told by a node that is ahead of this one.
  boolean isAhead(DeskView view, String epoch) {
    for (Position position : positions) {
      Conversation known = view.conversation(position.conversation());
      if (position.epoch().equals(epoch)
          && (known == null || known.position() < position.sequence())) {
        return true;
      }
    }
    return false;
  }

  List<Position> takePositions() {
    List<Position> taken = positions;
    positions = List.of();
    return taken;
  }

  List<Circle> circles() {
    return circles;
  }

  boolean hasEntered() {
    return entered;
  }

  void setEntered() {
    entered = true;
  }

  /// Its socket was closed, or is about to be.
  boolean isEnding() {
    return ending;
  }

  void setEnding() {
    ending = true;
  }

  // --- the event loop's ---

  void setHearing(Hearing listening) {
    hearing = listening;
  }

  /// The desk knows the session anew.
  void opened() {
    if (hearing != null) {
      hearing.opened();
    }
  }

  void show(Delivery.Shown delivery) {
    int at = indexOf(delivery.conversation());
    if (delivery.now() && at < 0) {
      if (shownCount == shown.length) {
        shown = Arrays.copyOf(shown, Math.max(2, 2 * shownCount));
      }
      shown[shownCount++] = delivery.conversation();
    } else if (!delivery.now() && at >= 0) {
      shown[at] = shown[--shownCount];
    }
  }

  private int indexOf(long conversation) {
    for (int i = 0; i < shownCount; i++) {
      if (shown[i] == conversation) {
        return i;
      }
    }
    return -1;
  }

  void typing(ClientMessage.Typing typing) {
    if (indexOf(typing.conversation()) >= 0) {
      desk.read(_ -> inquiries.typing(this, typing));
    }
  }

  /// Answers exactly once, now or later.
  void carryOut(Request request) {
    if (!Permissions.allows(self.role(), request)) {
      socket.answer(request.request(), Refusals.FORBIDDEN);
      return;
    }
    switch (request) {
      case ClientMessage.LaunchChat m -> launch(m);
      case ClientMessage.ReviseIntake m ->
          within(m, m.conversation(), revision(m.conversation(), Translator.intake(m.intake())));
      case ClientMessage.RateChat m ->
          within(
              m,
              m.conversation(),
              new Command.Rate(m.conversation(), m.score(), m.comment()));
      case ClientMessage.PostMessage m ->
          within(
              m, m.conversation(), new Command.Post(m.conversation(), m.text(), m.note()));
      case ClientMessage.Mark m ->
          within(
              m,
              m.conversation(),
              new Command.Mark(
                  m.conversation(), Translator.markKind(m.mark()), m.sequence()));
      case ClientMessage.OpenTicket m ->
          within(
              m, m.conversation(), new Command.OpenTicket(m.conversation(), m.subject()));
      case ClientMessage.CloseConversation m ->
          within(m, m.conversation(), new Command.CloseConversation(m.conversation()));
      case ClientMessage.EndWrapUp m ->
          within(m, m.conversation(), new Command.EndWrapUp(m.conversation()));
      case ClientMessage.AssignTicket m ->
          within(
              m, m.conversation(), new Command.AssignTicket(m.conversation(), m.agent()));
      case ClientMessage.ResolveTicket m ->
          within(m, m.conversation(), new Command.ResolveTicket(m.conversation()));
      case ClientMessage.ChangeWants m ->
          within(m, m.conversation(), Translator.changeWants(m.conversation(), m.wants()));
      case ClientMessage.TransferChat m -> within(m, m.conversation(), transfer(m));
      case ClientMessage.WeighChat m ->
          within(m, m.conversation(), new Command.Weigh(m.conversation(), m.weight()));
      case ClientMessage.AssignChat m ->
          within(m, m.conversation(), new Command.AssignChat(m.conversation(), m.agent()));
      case ClientMessage.BoostChat m ->
          within(m, m.conversation(), new Command.Boost(m.conversation()));
      case ClientMessage.MarkVip m ->
          within(m, m.conversation(), new Command.MarkVip(m.conversation(), m.vip()));
      case ClientMessage.JoinChat m ->
          within(m, m.conversation(), new Command.Join(m.conversation(), m.active()));
      case ClientMessage.PauseQueue m ->
          submit(m, new Command.PauseQueue(m.queue(), m.active()));
      case ClientMessage.ReadTeam m -> desk.read(view -> inquiries.readTeam(this, m, view));
      case ClientMessage.SetState m ->
          submit(m, new Command.SetState(Translator.agentState(m.state())));
      case ClientMessage.AcceptOffer m -> submit(m, new Command.AcceptOffer(m.offer()));
      case ClientMessage.DeclineOffer m ->
          submit(m, new Command.DeclineOffer(m.offer(), m.reason()));
      case ClientMessage.ReadHistory m -> desk.read(view -> inquiries.readHistory(this, m, view));
      case ClientMessage.Follow m -> desk.read(view -> inquiries.follow(this, m, view));
      case ClientMessage.Unfollow m -> desk.read(_ -> inquiries.unfollow(this, m));
      case ClientMessage.WatchBoard m -> desk.read(view -> inquiries.watchBoard(this, m, view));
    }
  }

  /// Whoever revises tells anew what the chat is about, and so what it wants.
  private Command revision(long conversation, Intake intake) {
    Wanted wanted =
        self instanceof Self.OfCustomer customer ? customer.wants().apply(intake) : null;
    return new Command.ReviseIntake(
        conversation,
        intake,
        wanted == null ? null : wanted.line(),
        wanted == null ? null : wanted.prefers());
  }

  private static Command transfer(ClientMessage.TransferChat message) {
    return message.agent() != null
        ? new Command.TransferToAgent(
            message.conversation(), message.agent(), message.summary())
        : new Command.TransferToQueue(
            message.conversation(),
            message.queue() == null ? "" : message.queue(),
            message.summary());
  }

  private void launch(ClientMessage.LaunchChat message) {
    if (self instanceof Self.OfCustomer customer) {
      Intake intake = Translator.intake(message.intake());
      Wanted wanted = customer.wants().apply(intake);
      submit(
          message,
          new Command.LaunchChat(
              customer.customer(),
              intake,
              wanted.line(),
              wanted.prefers(),
              customer.standing(),
              customer.closed().apply(wanted.line().queue()),
              Boolean.TRUE.equals(message.ticket())));
    }
  }

  /// What is about a conversation goes to the desk only from somebody who may read it. The desk checks again, and more.
  private void within(Request request, long conversation, Command command) {
    if (indexOf(conversation) >= 0) {
      submit(request, command);
    } else {
      desk.read(
          view -> {
            Conversation held = view.conversation(conversation);
            if (held != null && mayRead(held)) {
              submit(request, command);
            } else {
              outbox.refuse(this, request.request(), Refusals.NOT_FOUND);
            }
          });
    }
  }

  boolean mayRead(Conversation conversation) {
    return Access.mayRead(self.actor(), conversation);
  }

  private void submit(Request request, Command command) {
    Span received = desk.tracing().begin(Step.RECEIVE);
    if (received != null) {
      received.set(Key.SESSION, id).set(Key.COMMAND, command.getClass().getSimpleName());
    }
    Consumer<Reply> onReply =
        reply -> {
          answer(request.request(), reply);
          if (!(reply instanceof Reply.Done)) {
            log(request, command, reply, received);
          }
          if (received != null) {
            end(received, reply);
          }
        };
    desk.submit(self.actor(), request.request(), command, received, onReply);
  }

  private void log(Request request, Command command, Reply reply, @Nullable Span received) {
    LoggingEventBuilder line =
        about(LOG.atDebug())
            .addKeyValue("request", request.request())
            .addKeyValue("command", command.getClass().getSimpleName());
    if (reply instanceof Reply.Refused(Rejection rejection)) {
      line = line.addKeyValue("code", rejection.code());
    }
    if (received != null) {
      line = line.addKeyValue("trace", received.trace());
    }
    line.log("a command was {}", reply.outcome());
  }

  private static void end(Span received, Reply reply) {
    if (reply instanceof Reply.Done done) {
      received.set(Key.CONVERSATION, done.conversation());
    }
    received.set(Key.OUTCOME, reply.outcome()).end();
  }

  private void answer(String request, Reply reply) {
    switch (reply) {
      case Reply.Done done ->
          outbox.send(
              this, new ServerMessage.Done(request, done.conversation(), done.position()));
      case Reply.Refused refused ->
          outbox.refuse(this, request, Translator.problem(refused.rejection()));
      case Reply.Unavailable unavailable -> {
        // The one answer that may come from any thread.
        Problem problem = Refusals.unavailable(unavailable.retryAfterMs());
        socket.run(() -> answerNow(request, problem));
      }
    }
  }

  private void answerNow(@Nullable String request, Problem problem) {
    if (!socket.isClosed()) {
      socket.answer(request, problem);
      socket.flush();
    }
  }
}
