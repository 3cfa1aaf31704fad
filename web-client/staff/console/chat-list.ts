import type { ConversationEvent, ConversationView, TicketView } from '../../wire/messages.ts';

/** Messages of the customer that no agent has read yet, as far back as events are held. */
export function unread(view: ConversationView): number {
  let count = 0;
  for (let i = view.events.length - 1; i >= 0; i--) {
    const event = view.events[i] as ConversationEvent;
    if (event.sequence <= view.agentMarks.read) break;
    if (isFromCustomer(event)) count++;
  }
  return count;
}

/**
 * Since when the customer waits for an answer: the first message after the last one that an agent wrote to them, or the
 * assignment when nobody wrote to them yet. Undefined while it is the customer's turn, or the chat has ended.
 */
export function waitingSince(view: ConversationView): number | undefined {
  if (view.stage !== 'assigned') return undefined;
  let since = view.assignedAtMs;
  for (let i = view.events.length - 1; i >= 0; i--) {
    const event = view.events[i] as ConversationEvent;
    const answered =
      event.change.type === 'message' && !event.change.note && !isFromCustomer(event);
    if (answered) return i === view.events.length - 1 ? undefined : firstAfter(view, i);
    if (event.change.type === 'assigned') break;
  }
  since ??= view.launchedAtMs;
  return since;
}

function firstAfter(view: ConversationView, index: number): number | undefined {
  return view.events.slice(index + 1).find(isFromCustomer)?.atMs;
}

function isFromCustomer(event: ConversationEvent): boolean {
  return event.change.type === 'message' && event.by.kind === 'customer';
}

/** What was last said or noted, to recognise a chat by; undefined before the first message. */
export function lastMessage(view: ConversationView): ConversationEvent | undefined {
  return view.events.findLast((event) => event.change.type === 'message');
}

/** When something last happened that a person did. */
function activeAt(view: ConversationView): number {
  return lastMessage(view)?.atMs ?? view.assignedAtMs ?? view.launchedAtMs;
}

/** Chats whose customer waits come first, the longest wait on top; below them the others, the liveliest first. */
export function orderChats(views: readonly ConversationView[]): ConversationView[] {
  const since = new Map(views.map((view) => [view.id, waitingSince(view)]));
  return [...views].sort((a, b) => {
    const waitA = since.get(a.id);
    const waitB = since.get(b.id);
    if (waitA !== undefined && waitB !== undefined) return waitA - waitB || a.id - b.id;
    if (waitA !== undefined) return -1;
    if (waitB !== undefined) return 1;
    return activeAt(b) - activeAt(a) || a.id - b.id;
  });
}

export type TicketFolder = 'mine' | 'open' | 'answered';

/** Which tickets a folder holds: what waits for the agent, what waits for anybody, what waits for the customer. */
export function inFolder(ticket: TicketView, folder: TicketFolder, self: string): boolean {
  switch (folder) {
    case 'mine':
      return ticket.state === 'assigned' && ticket.agent?.id === self;
    case 'open':
      return ticket.state === 'open';
    case 'answered':
      return ticket.state === 'answered';
  }
}

/** Tickets of a higher tier first, and within a tier the one that waits longest. */
export function orderTickets(tickets: readonly TicketView[]): TicketView[] {
  return [...tickets].sort(
    (a, b) => b.tierRank - a.tierRank || a.changedAtMs - b.changedAtMs || a.id - b.id,
  );
}
