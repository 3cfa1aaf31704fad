package switchboard.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view on its way from one event to the next.
final class Fold {
  private final ConversationView before;
  private Stage stage;
  private CustomerView customer;
  private Intake intake;
  private @Nullable Long queuedAtMs;
  private @Nullable Person agent;
  private @Nullable Long assignedAtMs;
  private @Nullable WantsView wants;
  private @Nullable Integer weight;
  private @Nullable List<Person> guests;
  private @Nullable TransferView transfer;
  private @Nullable Outcome outcome;
  private @Nullable TicketView ticket;
  private @Nullable RatingView rating;
  private MarksView customerMarks;
  private MarksView agentMarks;

  Fold(ConversationView before) {
    this.before = before;
    stage = before.stage();
    customer = before.customer();
    intake = before.intake();
    queuedAtMs = before.queuedAtMs();
    agent = before.agent();
    assignedAtMs = before.assignedAtMs();
    wants = before.wants();
    weight = before.weight();
    guests = before.guests();
    transfer = before.transfer();
    outcome = before.outcome();
    ticket = before.ticket();
    rating = before.rating();
    customerMarks = before.customerMarks();
    agentMarks = before.agentMarks();
  }

  ConversationView after(ConversationEvent event) {
    apply(event);
    boolean waits = stage == Stage.QUEUED || stage == Stage.OFFERED;
    return new ConversationView(
        before.id(),
        event.sequence(),
        stage,
        customer,
        intake,
        wants,
        before.launchedAtMs(),
        queuedAtMs,
        agent,
        assignedAtMs,
        weight,
        guests,
        transfer,
        outcome,
        ticket,
        rating,
        customerMarks,
        agentMarks,
        waits ? before.place() : null,
        newest(event));
  }

  private void apply(ConversationEvent event) {
    switch (event.change()) {
      case Change.Launched launched -> intake = launched.intake();
      case Change.Queued _ -> {
        stage = Stage.QUEUED;
        queuedAtMs = event.atMs();
        agent = null;
        assignedAtMs = null;
        attend(null);
      }
      case Change.Offered _ -> stage = Stage.OFFERED;
      case Change.OfferEnded _ -> {
        if (stage == Stage.OFFERED) {
          stage = Stage.QUEUED;
        }
        transfer = null;
      }
      case Change.WantsChanged changed ->
          wants = changed.wants().equals(WantsView.ANYBODY) ? null : changed.wants();
      case Change.TransferOffered offered ->
          transfer = new TransferView(offered.offer(), offered.agent(), offered.expiresAtMs());
      case Change.Transferred transferred -> wants = inQueue(transferred.queue());
      case Change.Weighed weighed -> weight = weighed.weight() == 1 ? null : weighed.weight();
      case Change.VipMarked marked -> customer = customer.withVip(marked.vip());
      case Change.Joined _ -> guests = plus(guests, event.by());
      case Change.Left _ -> guests = minus(guests, event.by().id());
      case Change.Assigned assigned -> {
        stage = Stage.ASSIGNED;
        queuedAtMs = null;
        agent = assigned.agent();
        assignedAtMs = event.atMs();
        attend(minus(guests, assigned.agent().id()));
      }
      case Change.Message message -> {
        if (ticket != null && !message.note()) {
          ticket = passTurn(ticket, event.by().kind(), event.atMs());
        }
      }
      case Change.Marked marked -> mark(event.by().kind(), marked);
      case Change.IntakeRevised revised -> intake = revised.intake();
      case Change.Rated rated -> rating = new RatingView(rated.score(), rated.comment());
      case Change.WrapUpBegan _ -> {
        stage = Stage.WRAP_UP;
        guests = null;
        transfer = null;
      }
      case Change.Closed closed -> {
        stage = Stage.CLOSED;
        queuedAtMs = null;
        assignedAtMs = null;
        attend(null);
        outcome = closed.outcome();
      }
      case Change.TicketOpened opened -> ticket = ticket(opened, event.atMs());
      case Change.TicketAssigned assigned -> {
        if (ticket != null) {
          ticket = ticket.changed(TicketState.ASSIGNED, assigned.agent(), event.atMs());
        }
      }
      case Change.TicketResolved _ -> {
        if (ticket != null) {
          ticket = ticket.changed(TicketState.RESOLVED, ticket.agent(), event.atMs());
        }
      }
      case Change.Boosted _, Change.Hidden _ -> {}
    }
  }

  /// Another has it now, or nobody.
  private void attend(@Nullable List<Person> newGuests) {
    weight = null;
    guests = newGuests;
    transfer = null;
  }

  private @Nullable WantsView inQueue(String queue) {
    WantsView now = wants == null ? WantsView.ANYBODY : wants;
    WantsView next = new WantsView(queue, now.needs(), now.prefers());
    return next.equals(WantsView.ANYBODY) ? null : next;
  }

  private static List<Person> plus(@Nullable List<Person> people, Person one) {
    List<Person> more = people == null ? new ArrayList<>() : new ArrayList<>(people);
    more.add(one);
    return List.copyOf(more);
  }

  private static @Nullable List<Person> minus(@Nullable List<Person> people, String id) {
    List<Person> fewer =
        people == null
            ? List.of()
            : people.stream().filter(person -> !person.id().equals(id)).toList();
    return fewer.isEmpty() ? null : fewer;
  }

  private TicketView ticket(Change.TicketOpened opened, long atMs) {
    CustomerView customer = before.customer();
    return new TicketView(
        opened.ticket(),
        before.id(),
        TicketState.OPEN,
        opened.subject(),
        customer.name(),
        customer.organization(),
        customer.tier(),
        customer.tierRank(),
        null,
        atMs,
        atMs);
  }

  /// A message passes the turn: after one by staff it is the customer's, after one by the customer it is staff's. What is
  /// resolved only the customer opens again.
  private static TicketView passTurn(TicketView ticket, PersonKind by, long atMs) {
    return switch (by) {
      case AGENT, SUPERVISOR ->
          ticket.state() == TicketState.RESOLVED
              ? ticket
              : ticket.changed(TicketState.ANSWERED, ticket.agent(), atMs);
      case CUSTOMER ->
          ticket.changed(
              ticket.agent() == null ? TicketState.OPEN : TicketState.ASSIGNED,
              ticket.agent(),
              atMs);
      case SYSTEM -> ticket;
    };
  }

  private void mark(PersonKind by, Change.Marked marked) {
    switch (by) {
      case CUSTOMER -> customerMarks = customerMarks.after(marked);
      case AGENT, SUPERVISOR -> agentMarks = agentMarks.after(marked);
      case SYSTEM -> {}
    }
  }

  private List<ConversationEvent> newest(ConversationEvent event) {
    List<ConversationEvent> events = before.events();
    int dropped = Math.max(0, events.size() + 1 - Limits.HISTORY_PAGE_MAX);
    List<ConversationEvent> newest = new ArrayList<>(events.subList(dropped, events.size()));
    newest.add(event);
    return List.copyOf(newest);
  }
}
