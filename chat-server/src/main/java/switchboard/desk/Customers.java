package switchboard.desk;

import static switchboard.desk.Rejections.conflict;
import static switchboard.desk.Rejections.ended;
import static switchboard.desk.Rejections.forbidden;
import static switchboard.desk.Rejections.notFound;

import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Rating;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// What customers ask: to launch a chat, to tell anew what it is about, to rate it, to come and to go.
final class Customers {
  private static final int SCORE_MIN = 1;
  private static final int SCORE_MAX = 5;

  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final Actor by;
  private final long nowMs;

  Customers(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    by = turn.by;
    nowMs = turn.nowMs;
  }

  @Nullable Rejection launch(Command.LaunchChat c) {
    if (!by.isCustomer() || !by.id().equals(c.customer().id())) {
      return forbidden("Only customers launch chats, and only for themselves.");
    }
    int open = state.openChatsOf(by.id());
    if (open >= rules.chatsPerCustomerMax()) {
      return new Rejection(
          Code.LIMIT_REACHED,
          "You already have " + open + " chats open. Go on in one of them, or end one.");
    }
    Rejection rejection = c.ticket() ? turn.mayHaveTicket(c.standing()) : mayWait(c);
    if (rejection != null) {
      return rejection;
    }
    long number = state.conversationCount + 1;
    Standing standing =
        state.isVip(by.id()) ? turn.ahead(c.standing()).withVip(true) : c.standing();
    turn.carry(number, new Event.Launched(c.customer(), c.intake(), c.line(), c.prefers(), standing));
    if (c.ticket()) {
      turn.emit(number, new Event.TicketOpened(state.ticketCount + 1, turn.subject("", turn.held(number))));
      turn.emit(number, new Event.Closed(Outcome.TICKETED, 0));
    } else {
      turn.enqueue(turn.held(number), QueueReason.LAUNCHED);
    }
    return null;
  }

  private @Nullable Rejection mayWait(Command.LaunchChat c) {
    if (state.waitingCount() < rules.waitingMax()) {
      return mustBeOpen(c);
    }
    String full = "More people are waiting than we can serve now. Please try again in some minutes";
    return c.standing().chatOnly()
        ? new Rejection(Code.LIMIT_REACHED, full + ".")
        : new Rejection(Code.CLOSED, full + ", or leave a ticket.");
  }

  private static @Nullable Rejection mustBeOpen(Command.LaunchChat c) {
    if (c.closed() == null) {
      return null;
    }
    return c.standing().chatOnly()
        ? forbidden(c.closed())
        : new Rejection(Code.CLOSED, c.closed());
  }

  @Nullable Rejection reviseIntake(Command.ReviseIntake c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !held.belongsTo(by)) {
      return notFound();
    }
    if (held.isClosed() && !held.hasOpenTicket()) {
      return ended();
    }
    turn.concern(held);
    if (!held.intake().equals(c.intake())) {
      turn.carry(held.number(), new Event.IntakeRevised(c.intake()));
      if (c.line() != null && c.prefers() != null) {
        placeAnew(turn.held(held.number()), c.line(), c.prefers());
      }
    }
    return null;
  }

  /// What its customer tells says what a chat wants only while it waits, and staff have not said it.
  private void placeAnew(Conversation held, Line line, Skills prefers) {
    boolean news = !held.line().equals(line) || !held.prefers().equals(prefers);
    if (news && held.stage() instanceof Stage.Waiting && !held.wantsByStaff()) {
      turn.emit(held.number(), turn.wanting(held, line, prefers));
      turn.withdrawIfBeyond(turn.held(held.number()));
    }
  }

  @Nullable Rejection rate(Command.Rate c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !held.belongsTo(by)) {
      return notFound();
    }
    if (c.score() < SCORE_MIN || c.score() > SCORE_MAX) {
      return new Rejection(
          Code.INVALID,
          "A score is from %d to %d, not %d.".formatted(SCORE_MIN, SCORE_MAX, c.score()));
    }
    if (!held.isOver()) {
      return conflict("This chat goes on. It can be rated once it is over.");
    }
    if (!held.isRateable()) {
      return conflict("No agent had this chat, so there is nothing to rate.");
    }
    turn.concern(held);
    if (!new Rating(c.score(), c.comment()).equals(held.rating())) {
      turn.carry(held.number(), new Event.Rated(c.score(), c.comment()));
    }
    return null;
  }

  @Nullable Rejection customerCame() {
    for (Conversation held : state.conversationsOf(by.id())) {
      if (held.stage() instanceof Stage.Waiting waiting && waiting.absentUntilMs() > 0) {
        turn.emit(held.number(), new Event.CustomerBack());
      }
    }
    return null;
  }

  @Nullable Rejection customerWent() {
    state.conversationsOf(by.id()).forEach(this::markAbsent);
    return null;
  }

  private void markAbsent(Conversation held) {
    if (held.stage() instanceof Stage.Waiting waiting && waiting.absentUntilMs() == 0) {
      turn.emit(held.number(), new Event.CustomerAbsent(nowMs + rules.absentMs()));
    }
  }
}
