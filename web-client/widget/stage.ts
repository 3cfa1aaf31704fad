import type { ConversationView } from '../wire/messages.ts';

/** The exchange is over for the customer; what the agent still does is not theirs to see. */
export function isOver({ stage }: ConversationView): boolean {
  return stage === 'closed' || stage === 'wrap_up';
}

/** Goes on as a ticket that can still be written to. */
export function hasOpenTicket({ ticket }: ConversationView): boolean {
  return ticket !== undefined && ticket.state !== 'resolved';
}

export function isWaiting({ stage }: ConversationView): boolean {
  return stage === 'queued' || stage === 'offered';
}
