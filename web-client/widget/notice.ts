import type { TimelineItem } from '../store/timeline.ts';
import { strings } from './strings.ts';

type Notice = Extract<TimelineItem, { kind: 'notice' }>;

/** What happened, in the customer's words; nothing for what is not theirs to know or is said elsewhere. */
export function noticeText({ change, by, agent }: Notice): string | undefined {
  const words = strings.notice;
  const name = agent?.name ?? words.someone;
  switch (change.type) {
    case 'launched':
      return words.launched;
    case 'queued':
      return change.reason === 'launched' ? undefined : words.requeued(name);
    case 'assigned':
      return words.assigned(change.agent.name);
    case 'joined':
      return words.assigned(by.name);
    case 'left':
      return words.left(by.name);
    case 'intake_revised':
      return by.kind === 'customer' ? words.intakeRevised : undefined;
    case 'closed':
      if (change.outcome === 'ticketed') return undefined;
      return change.outcome === 'abandoned' ? words.leftQueue : words.ended;
    case 'ticket_opened':
      return words.ticketOpened(change.ticket);
    case 'ticket_assigned':
      return words.ticketAssigned(change.agent.name);
    case 'ticket_resolved':
      return words.ticketResolved;
    default:
      return undefined;
  }
}
