package switchboard.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Guest;
import switchboard.desk.conversation.Conversation.Marks;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Rating;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Ticket;
import switchboard.desk.conversation.Conversation.Why;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Lists;
import switchboard.desk.vocabulary.TicketState;

/// What each event makes of its conversation.
final class ConversationFold {
  private ConversationFold() {}

  /// The conversation that a launch begins.
  static Conversation launched(Entry entry, Event.Launched event) {
    return new Conversation(
        entry.conversation(),
        entry.position(),
        event.customer(),
        event.intake(),
        event.line(),
        event.prefers(),
        false,
        "",
        event.standing(),
        entry.atMs(),
        Stage.Launched.INSTANCE,
        Marks.NONE,
        Marks.NONE,
        null,
        null);
  }

  /// The conversation after an event, at the entry's position.
  ///
  /// @throws ClassCastException the event cannot follow on the conversation's stage: the journal is not this version's
  static Conversation after(Conversation before, Entry entry, Event.OfConversation event) {
    return changed(before, entry, event).withPosition(entry.position());
  }

  private static Conversation changed(
      Conversation before, Entry entry, Event.OfConversation event) {
    return switch (event) {
      case Event.Launched _, Event.Forgotten _ ->
          throw new IllegalStateException("begins or ends a conversation: " + event);
      case Event.Queued e ->
          before.withStage(
              new Stage.Waiting(e.key(), entry.atMs(), e.prefersUntilMs(), null, 0));
      case Event.PreferencesDropped _ ->
          before.withStage(waiting(before).preferringUntil(0));
      case Event.WantsChanged e -> wanting(before, entry, e);
      case Event.Boosted e -> before.withStage(waiting(before).withKey(e.key()));
      case Event.Offered e ->
          before.withStage(
              waiting(before)
                  .withOffer(
                      new Offer(
                          e.offer(),
                          e.agent(),
                          e.agentName(),
                          e.expiresAtMs(),
                          new Why.Routed(e.explanation()))));
      case Event.OfferEnded _ ->
          before.withStage(
              before.stage() instanceof Stage.Assigned held
                  ? held.withTransfer(null)
                  : waiting(before).withOffer(null));
      case Event.TransferOffered e -> {
        Offer offer =
            new Offer(
                e.offer(),
                e.agent(),
                e.agentName(),
                e.expiresAtMs(),
                new Why.Transferred(entry.by().name()));
        yield before
            .withSummary(e.summary())
            .withStage(assigned(before).withTransfer(offer));
      }
      case Event.TransferredToQueue e ->
          before
              .withSummary(e.summary())
              .wanting(
                  new Line(e.queue(), before.line().skills()),
                  before.prefers(),
                  true);
      case Event.CustomerAbsent e ->
          before.withStage(waiting(before).withAbsentUntil(e.untilMs()));
      case Event.CustomerBack _ -> before.withStage(waiting(before).withAbsentUntil(0));
      case Event.Assigned e ->
          before.withStage(
              new Stage.Assigned(
                  e.agent(), e.agentName(), entry.atMs(), 1, guests(before, e.agent()), null));
      case Event.Weighed e -> before.withStage(assigned(before).withWeight(e.weight()));
      case Event.Joined _ ->
          before.withStage(
              assigned(before)
                  .withGuests(
                      Lists.plus(
                          assigned(before).guests(),
                          new Guest(entry.by().id(), entry.by().name()))));
      case Event.Left _ ->
          before.withStage(
              assigned(before).withGuests(guests(before, entry.by().id())));
      case Event.VipMarked e -> before.withStanding(before.standing().withVip(e.vip()));
      case Event.Monitored _ -> before;
      case Event.WrapUpBegan e -> {
        Stage.Assigned held = assigned(before);
        yield before.withStage(
            new Stage.WrapUp(
                held.agent(),
                held.agentName(),
                held.answeredAtMs(),
                held.weight(),
                entry.atMs(),
                e.untilMs()));
      }
      case Event.Closed e -> before.withStage(closed(before, e));
      case Event.Posted e -> afterMessage(before, entry, e);
      case Event.Marked e -> before.withMark(entry.by(), e.mark(), e.upTo());
      case Event.IntakeRevised e -> before.withIntake(e.intake());
      case Event.Rated e -> before.withRating(new Rating(e.score(), e.comment()));
      case Event.TicketOpened e ->
          kept(
              before.withTicket(
                  new Ticket(
                      e.ticket(), TicketState.OPEN, e.subject(), null, null, entry.atMs(),
                      entry.atMs())),
              0);
      case Event.TicketAssigned e ->
          before.withTicket(ticket(before).assigned(e.agent(), e.agentName(), entry.atMs()));
      case Event.TicketResolved e ->
          kept(
              before.withTicket(ticket(before).in(TicketState.RESOLVED, entry.atMs())),
              e.keptUntilMs());
    };
  }

  /// An agent's message answers an open ticket; the customer's opens it again, a resolved one too. Notes do neither.
  private static Conversation afterMessage(Conversation before, Entry entry, Event.Posted posted) {
    Ticket ticket = before.ticket();
    if (ticket == null || posted.note()) {
      return before;
    }
    if (entry.by().isStaff()) {
      return ticket.state() == TicketState.RESOLVED
          ? before
          : before.withTicket(ticket.in(TicketState.ANSWERED, entry.atMs()));
    }
    TicketState reopened = ticket.agent() == null ? TicketState.OPEN : TicketState.ASSIGNED;
    return kept(before.withTicket(ticket.in(reopened, entry.atMs())), 0);
  }

  private static Stage closed(Conversation before, Event.Closed event) {
    return switch (before.stage()) {
      case Stage.WrapUp held ->
          new Stage.Closed(
              event.outcome(), held.agent(), held.agentName(), event.keptUntilMs());
      case Stage.Assigned held ->
          new Stage.Closed(
              event.outcome(), held.agent(), held.agentName(), event.keptUntilMs());
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ ->
          new Stage.Closed(event.outcome(), "", "", event.keptUntilMs());
    };
  }

  /// Sets until when a closed conversation is kept; an open one is kept anyway.
  private static Conversation kept(Conversation conversation, long untilMs) {
    return conversation.stage() instanceof Stage.Closed closed
        ? conversation.withStage(
            new Stage.Closed(closed.outcome(), closed.agent(), closed.agentName(), untilMs))
        : conversation;
  }

  private static Conversation wanting(
      Conversation before, Entry entry, Event.WantsChanged event) {
    Conversation after =
        before.wanting(event.line(), event.prefers(), entry.by().isStaff());
    return before.stage() instanceof Stage.Waiting waiting
        ? after.withStage(waiting.preferringUntil(event.prefersUntilMs()))
        : after;
  }

  /// Those who take part beside the agent, but one.
  private static List<Guest> guests(Conversation before, String without) {
    List<Guest> guests = new ArrayList<>(before.guests());
    guests.removeIf(guest -> guest.id().equals(without));
    return guests;
  }

  private static Stage.Assigned assigned(Conversation conversation) {
    return (Stage.Assigned) conversation.stage();
  }

  private static Stage.Waiting waiting(Conversation conversation) {
    return (Stage.Waiting) conversation.stage();
  }

  private static Ticket ticket(Conversation conversation) {
    return Objects.requireNonNull(conversation.ticket());
  }
}
