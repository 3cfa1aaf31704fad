import type {
  ConversationEvent,
  ConversationView,
  Position,
  ServerMessage,
} from '../wire/messages.ts';
import { fold } from './fold.ts';

/** The conversations that this client holds, as of everything received so far. */
export interface Conversations {
  readonly epoch: string;
  readonly byId: ReadonlyMap<number, ConversationView>;
}

export const NO_CONVERSATIONS: Conversations = { epoch: '', byId: new Map() };

/** @param gap an event is missing: the connection has to resume from `positions` */
export interface Applied {
  readonly conversations: Conversations;
  readonly gap: boolean;
}

/**
 * The conversations after one more message of the server; messages that do not concern them change nothing.
 *
 * @param after what an event makes of its conversation
 */
export function apply(
  held: Conversations,
  message: ServerMessage,
  after: typeof fold = fold,
): Applied {
  switch (message.type) {
    case 'welcome':
      return complete(welcomed(held, message));
    case 'conversation':
      return complete(
        put(held, joined(held.byId.get(message.conversation.id), message.conversation)),
      );
    case 'conversation_left':
      return complete(removed(held, message.conversation));
    case 'event':
      return applyEvent(held, message.conversation, message.event, after);
    case 'history':
      return complete(withOlder(held, message.conversation, message.events));
    case 'queue_place': {
      const view = held.byId.get(message.conversation);
      return complete(view ? put(held, { ...view, place: message.place }) : held);
    }
    default:
      return complete(held);
  }
}

/** What to resume from: newest conversations last, since a `hello` carries a limited number. */
export function positions(held: Conversations): Position[] {
  return [...held.byId.values()].map((view) => ({
    conversation: view.id,
    epoch: held.epoch,
    sequence: view.sequence,
  }));
}

function welcomed(held: Conversations, welcome: ServerMessage.Welcome): Conversations {
  const before = held.epoch === welcome.epoch ? held.byId : NO_CONVERSATIONS.byId;
  const views = welcome.conversations.map((view) => joined(before.get(view.id), view));
  return { epoch: welcome.epoch, byId: new Map(views.map((view) => [view.id, view])) };
}

/** A snapshot carries the events after our position: together with ours they are the history, unless there is a hole between. */
function joined(ours: ConversationView | undefined, snapshot: ConversationView): ConversationView {
  if (!ours) return snapshot;
  const first = snapshot.events[0]?.sequence ?? snapshot.sequence + 1;
  const kept = ours.events.filter((event) => event.sequence < first);
  const adjacent = kept.at(-1)?.sequence === first - 1;
  return adjacent ? { ...snapshot, events: [...kept, ...snapshot.events] } : snapshot;
}

function applyEvent(
  held: Conversations,
  id: number,
  event: ConversationEvent,
  after: typeof fold,
): Applied {
  const view = held.byId.get(id);
  // One follows only what came as a snapshot; an event seen before (it crossed a resume) changes nothing.
  if (!view || event.sequence <= view.sequence) return complete(held);
  if (event.sequence > view.sequence + 1) return { conversations: held, gap: true };
  return complete(put(held, after(view, event)));
}

function withOlder(
  held: Conversations,
  id: number,
  events: readonly ConversationEvent[],
): Conversations {
  const view = held.byId.get(id);
  const oldest = view?.events[0]?.sequence;
  if (!view || oldest === undefined) return held;
  const older = events.filter((event) => event.sequence < oldest);
  if (older.at(-1)?.sequence !== oldest - 1) return held;
  return put(held, { ...view, events: [...older, ...view.events] });
}

function put(held: Conversations, view: ConversationView): Conversations {
  return { ...held, byId: new Map(held.byId).set(view.id, view) };
}

function removed(held: Conversations, id: number): Conversations {
  const byId = new Map(held.byId);
  byId.delete(id);
  return { ...held, byId };
}

function complete(conversations: Conversations): Applied {
  return { conversations, gap: false };
}
