import type {
  Change,
  ConversationEvent,
  ConversationView,
  MarkKind,
  MarksView,
  PersonKind,
  TicketView,
} from '../wire/messages.ts';

/** Changes that the widget shows nothing of. */
export type StaffChange =
  | Change.WantsChanged
  | Change.Boosted
  | Change.TransferOffered
  | Change.Transferred
  | Change.Weighed
  | Change.VipMarked
  | Change.Joined
  | Change.Left;

/**
 * The conversation after one more event. Equal to the snapshot that the server would make then, so that a client which
 * resumed and one which started afresh show the same. The event must be the next one: see `conversations.ts` for gaps.
 * Unlike a snapshot, what it returns keeps all events that were held.
 */
export function fold(view: ConversationView, event: ConversationEvent): ConversationView {
  const next = { ...view, sequence: event.sequence, events: [...view.events, event] };
  const { change, atMs, by } = event;
  switch (change.type) {
    case 'launched':
    case 'intake_revised':
      return { ...next, intake: change.intake };
    case 'queued':
      return { ...without(next, 'agent', 'assignedAtMs'), stage: 'queued', queuedAtMs: atMs };
    case 'offered':
      return { ...next, stage: 'offered' };
    case 'offer_ended':
      return view.stage === 'offered' ? { ...next, stage: 'queued' } : next;
    case 'assigned': {
      const { agent } = change;
      const held = without(next, 'queuedAtMs', 'place');
      return { ...held, stage: 'assigned', agent, assignedAtMs: atMs };
    }
    case 'message':
      return view.ticket && !change.note
        ? { ...next, ticket: turnPassed(view.ticket, by.kind, atMs) }
        : next;
    case 'marked': {
      const side = by.kind === 'customer' ? 'customerMarks' : 'agentMarks';
      return { ...next, [side]: moved(view[side], change.mark, change.upTo) };
    }
    case 'rated':
      return { ...next, rating: { score: change.score, comment: change.comment } };
    case 'wrap_up_began':
      return { ...without(next, 'place'), stage: 'wrap_up' };
    case 'closed': {
      const over = without(next, 'queuedAtMs', 'assignedAtMs', 'place');
      return { ...over, stage: 'closed', outcome: change.outcome };
    }
    case 'ticket_opened':
      return { ...next, ticket: openedTicket(view, change.ticket, change.subject, atMs) };
    case 'ticket_assigned':
      return withTicket(next, { state: 'assigned', agent: change.agent, changedAtMs: atMs });
    case 'ticket_resolved':
      return withTicket(next, { state: 'resolved', changedAtMs: atMs });
    case 'hidden':
      return next;
    default:
      // What staff alone are shown is folded in `fold-for-staff.ts`. A change that this client does not know yet keeps the
      // sequence gapless and shows nothing.
      change satisfies StaffChange;
      return next;
  }
}

function moved(marks: MarksView, mark: MarkKind, upTo: number): MarksView {
  return {
    delivered: Math.max(marks.delivered, upTo),
    read: mark === 'read' ? Math.max(marks.read, upTo) : marks.read,
  };
}

/**
 * A message passes the turn: after one by staff it is the customer's, after one by the customer it is staff's. What is
 * resolved only the customer opens again.
 */
function turnPassed(ticket: TicketView, by: PersonKind, atMs: number): TicketView {
  if (by === 'system') return ticket;
  if (by !== 'customer') {
    return ticket.state === 'resolved'
      ? ticket
      : { ...ticket, state: 'answered', changedAtMs: atMs };
  }
  return { ...ticket, state: ticket.agent ? 'assigned' : 'open', changedAtMs: atMs };
}

function openedTicket(
  view: ConversationView,
  id: number,
  subject: string,
  atMs: number,
): TicketView {
  return {
    id,
    conversation: view.id,
    state: 'open',
    subject,
    customer: view.customer.name,
    organization: view.customer.organization,
    tier: view.customer.tier,
    tierRank: view.customer.tierRank,
    openedAtMs: atMs,
    changedAtMs: atMs,
  };
}

function withTicket(view: ConversationView, changed: Partial<TicketView>): ConversationView {
  return view.ticket ? { ...view, ticket: { ...view.ticket, ...changed } } : view;
}

type Optional =
  | 'agent'
  | 'assignedAtMs'
  | 'queuedAtMs'
  | 'place'
  | 'wants'
  | 'weight'
  | 'guests'
  | 'transfer';

export function without<K extends Optional>(
  view: ConversationView,
  ...keys: K[]
): ConversationView {
  const rest = { ...view };
  for (const key of keys) delete rest[key];
  return rest;
}
