package switchboard.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view on its way from one event to the next.
final class Fold {
  private final ConversationView before;
  private Stage stage;
  private Intake intake;
  private @Nullable Long queuedAtMs;
  private @Nullable Person agent;
  private @Nullable Long assignedAtMs;
  private @Nullable Outcome outcome;
  private @Nullable TicketView ticket;
  private MarksView customerMarks;
  private MarksView agentMarks;

  Fold(ConversationView before) {
    this.before = before;
    stage = before.stage();
    intake = before.intake();
    queuedAtMs = before.queuedAtMs();
    agent = before.agent();
    assignedAtMs = before.assignedAtMs();
    outcome = before.outcome();
    ticket = before.ticket();
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
        before.customer(),
        intake,
        before.wants(),
        before.launchedAtMs(),
        queuedAtMs,
        agent,
        assignedAtMs,
        outcome,
        ticket,
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
      }
      case Change.Offered _ -> stage = Stage.OFFERED;
      case Change.OfferEnded _ -> {
        if (stage == Stage.OFFERED) {
          stage = Stage.QUEUED;
        }
      }
      case Change.Assigned assigned -> {
        stage = Stage.ASSIGNED;
        queuedAtMs = null;
        agent = assigned.agent();
        assignedAtMs = event.atMs();
      }
      case Change.Message message -> {
        if (ticket != null && !message.note()) {
          ticket = passTurn(ticket, event.by().kind(), event.atMs());
        }
      }
      case Change.Marked marked -> mark(event.by().kind(), marked);
      case Change.IntakeRevised revised -> intake = revised.intake();
      case Change.WrapUpBegan _ -> stage = Stage.WRAP_UP;
      case Change.Closed closed -> {
        stage = Stage.CLOSED;
        queuedAtMs = null;
        assignedAtMs = null;
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
      case Change.Hidden _ -> {}
    }
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
