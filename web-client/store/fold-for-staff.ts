import type { ConversationEvent, ConversationView, Person, WantsView } from '../wire/messages.ts';
import { fold, without } from './fold.ts';

const ANYBODY: WantsView = { queue: '', needs: [], prefers: [] };

/** As `fold`, with what only staff are shown: what the chat wants, who takes part beside the agent, to whom it is passed on. */
export function foldForStaff(view: ConversationView, event: ConversationEvent): ConversationView {
  const next = fold(view, event);
  const { change, by } = event;
  switch (change.type) {
    case 'queued':
    case 'closed':
      return without(next, 'weight', 'guests', 'transfer');
    case 'wrap_up_began':
      return without(next, 'guests', 'transfer');
    case 'assigned':
      return withGuests(without(next, 'weight', 'transfer'), others(view.guests, change.agent.id));
    case 'offer_ended':
      return without(next, 'transfer');
    case 'wants_changed':
      return withWants(next, change.wants);
    case 'transferred':
      return withWants(next, { ...(view.wants ?? ANYBODY), queue: change.queue });
    case 'transfer_offered': {
      const { offer, agent: to, expiresAtMs } = change;
      return { ...next, transfer: { offer, to, expiresAtMs } };
    }
    case 'weighed':
      return change.weight === 1 ? without(next, 'weight') : { ...next, weight: change.weight };
    case 'vip_marked': {
      const { vip: _, ...customer } = view.customer;
      return { ...next, customer: change.vip ? { ...customer, vip: true } : customer };
    }
    case 'joined':
      return withGuests(next, [...(view.guests ?? []), by]);
    case 'left':
      return withGuests(next, others(view.guests, by.id));
    default:
      return next;
  }
}

function others(guests: readonly Person[] | undefined, id: string): readonly Person[] {
  return (guests ?? []).filter((guest) => guest.id !== id);
}

function withGuests(view: ConversationView, guests: readonly Person[]): ConversationView {
  return guests.length === 0 ? without(view, 'guests') : { ...view, guests };
}

function withWants(view: ConversationView, wants: WantsView): ConversationView {
  const anybody = wants.queue === '' && wants.needs.length === 0 && wants.prefers.length === 0;
  return anybody ? without(view, 'wants') : { ...view, wants };
}
