package switchboard.desk;

import static switchboard.desk.Rejections.conflict;
import static switchboard.desk.Rejections.ended;
import static switchboard.desk.Rejections.forbidden;
import static switchboard.desk.Rejections.noSuchAgent;
import static switchboard.desk.Rejections.notFound;

import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Marks;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Ticket;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.TicketState;

/// What those who take part in a conversation ask: to post, to mark, to make it a ticket, to end it, and what staff do with tickets.
final class Participants {
  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final Actor by;
  private final long nowMs;

  Participants(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    by = turn.by;
    nowMs = turn.nowMs;
  }

  @Nullable Rejection post(Command.Post c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (c.note() ? !by.isStaff() : !Access.takesPart(by, held)) {
      return forbidden(
          c.note() ? "Only staff write notes." : "Only those who take part may answer here.");
    }
    if (!c.note() && held.isOver() && held.ticket() == null) {
      return ended();
    }
    turn.carry(held.number(), new Event.Posted(c.text(), c.note()));
    return null;
  }

  @Nullable Rejection mark(Command.Mark c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!Access.takesPart(by, held)) {
      return forbidden("Reading along leaves no marks.");
    }
    if (c.upTo() > held.position()) {
      return new Rejection(
          Code.INVALID,
          "Sequence " + c.upTo() + " has not happened; the newest is " + held.position() + ".");
    }
    turn.concern(held);
    Marks marks = held.marksOf(by);
    int reached = c.mark() == MarkKind.READ ? marks.read() : marks.delivered();
    if (c.upTo() > reached) {
      turn.carry(held.number(), new Event.Marked(c.mark(), c.upTo()));
    }
    return null;
  }

  @Nullable Rejection openTicket(Command.OpenTicket c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (held.ticket() != null) {
      return conflict("This chat already is ticket " + held.ticket().number() + ".");
    }
    if (!Access.mayOpenTicket(by, held)) {
      return forbidden(
          held.stage() instanceof Stage.Waiting
              ? "Only its customer may leave the queue for a ticket."
              : "Only those who take part may open a ticket here.");
    }
    if (by.isCustomer()) {
      Rejection rejection = turn.mayHaveTicket(held.standing());
      if (rejection != null) {
        return rejection;
      }
    }
    String agent = held.heldBy();
    if (agent == null) {
      turn.withdrawOffer(held);
    }
    turn.carry(held.number(), new Event.TicketOpened(state.ticketCount + 1, turn.subject(c.subject(), held)));
    if (agent != null) {
      turn.carry(held.number(), new Event.TicketAssigned(agent, turn.nameOf(agent)));
    } else if (!held.isClosed()) {
      turn.carry(held.number(), new Event.Closed(Outcome.TICKETED, 0));
    }
    return null;
  }

  @Nullable Rejection close(Command.CloseConversation c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!Access.takesPart(by, held) && !Access.handled(by, held) && !by.supervises()) {
      return forbidden("Only those who take part may end a chat.");
    }
    turn.concern(held);
    switch (held.stage()) {
      case Stage.Launched _, Stage.Closed _, Stage.WrapUp _ -> {}
      case Stage.Waiting _ -> turn.abandon(held);
      case Stage.Assigned _ -> {
        turn.withdrawOffer(held);
        long wrapUpMs = rules.of(held.line().queue()).wrapUpMs();
        if (wrapUpMs > 0) {
          turn.carry(held.number(), new Event.WrapUpBegan(nowMs + wrapUpMs));
        } else {
          turn.finish(held, Outcome.RESOLVED);
        }
      }
    }
    return null;
  }

  @Nullable Rejection assignTicket(Command.AssignTicket c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !by.isStaff() || held.ticket() == null) {
      return notFound();
    }
    if (!held.hasOpenTicket()) {
      return conflict("Ticket " + held.ticket().number() + " is resolved.");
    }
    String agent = c.agent() == null ? by.id() : c.agent();
    if (state.agent(agent) == null) {
      return noSuchAgent(agent);
    }
    turn.concern(held);
    if (!agent.equals(held.ticket().agent())) {
      turn.carry(held.number(), new Event.TicketAssigned(agent, turn.nameOf(agent)));
    }
    return null;
  }

  @Nullable Rejection resolveTicket(Command.ResolveTicket c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !by.isStaff() || held.ticket() == null) {
      return notFound();
    }
    turn.concern(held);
    if (held.ticket().state() != TicketState.RESOLVED) {
      turn.carry(held.number(), new Event.TicketResolved(nowMs + rules.keptMs()));
    }
    return null;
  }
}
