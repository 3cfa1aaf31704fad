import type {
  Change,
  ConversationEvent,
  ConversationView,
  Person,
  Problem,
} from '../wire/messages.ts';
import type { Letter } from './outbox.ts';

/** How far a message has come. Only one's own are ever anything but `sent`. */
export type MessageState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export interface TimelineMessage {
  /** Stays the same from the outbox to the conversation. */
  readonly key: string;
  readonly text: string;
  readonly note: boolean;
  readonly atMs: number;
  readonly state: MessageState;
  /** Why it failed. */
  readonly problem?: Problem;
}

/** One entry of the conversation as it is read on a screen, oldest first. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | {
      readonly kind: 'messages';
      readonly key: string;
      readonly by: Person;
      readonly own: boolean;
      readonly messages: readonly TimelineMessage[];
    }
  | {
      readonly kind: 'notice';
      readonly key: string;
      readonly atMs: number;
      readonly by: Person;
      readonly change: Change;
      /** Who held the conversation before this happened. */
      readonly agent?: Person;
    };

/** Messages of one person closer together than this stand together. */
const GROUP_WITHIN_MS = 5 * 60_000;

/** The conversation and what is on its way to it, in reading order. */
export function timeline(
  view: ConversationView,
  letters: readonly Letter[],
  self: Person,
): TimelineItem[] {
  const items: TimelineItem[] = [];
  let day = '';
  let agent: Person | undefined;
  const begin = (atMs: number) => {
    const today = new Date(atMs).toDateString();
    if (today !== day) items.push({ kind: 'day', key: `day ${today}`, atMs });
    day = today;
  };
  for (const event of view.events) {
    const { change, by, atMs } = event;
    if (change.type === 'message') {
      begin(atMs);
      append(items, by, isSame(by, self), posted(view, event, change, self));
    } else if (change.type !== 'hidden' && change.type !== 'marked') {
      begin(atMs);
      const key = `notice ${event.sequence}`;
      items.push({ kind: 'notice', key, atMs, by, change, ...(agent && { agent }) });
      if (change.type === 'assigned') agent = change.agent;
    }
  }
  for (const letter of letters) {
    begin(letter.writtenAtMs);
    append(items, self, true, onItsWay(letter));
  }
  return items;
}

function posted(
  view: ConversationView,
  event: ConversationEvent,
  change: Change.Message,
  self: Person,
): TimelineMessage {
  const marks = self.kind === 'customer' ? view.agentMarks : view.customerMarks;
  const { sequence, atMs } = event;
  let state: MessageState = 'sent';
  if (isSame(event.by, self)) {
    if (marks.read >= sequence) state = 'read';
    else if (marks.delivered >= sequence) state = 'delivered';
  }
  const key = event.request ?? String(sequence);
  return { key, text: change.text, note: change.note, atMs, state };
}

function onItsWay(letter: Letter): TimelineMessage {
  const { request: key, text, note, writtenAtMs: atMs, problem, sequence } = letter;
  if (problem) return { key, text, note, atMs, state: 'failed', problem };
  return { key, text, note, atMs, state: sequence === undefined ? 'sending' : 'sent' };
}

function append(items: TimelineItem[], by: Person, own: boolean, message: TimelineMessage): void {
  const last = items.at(-1);
  const before = last?.kind === 'messages' ? last.messages.at(-1) : undefined;
  const together =
    last?.kind === 'messages' &&
    before &&
    isSame(last.by, by) &&
    before.note === message.note &&
    message.atMs - before.atMs < GROUP_WITHIN_MS;
  if (together) items[items.length - 1] = { ...last, messages: [...last.messages, message] };
  else items.push({ kind: 'messages', key: message.key, by, own, messages: [message] });
}

export function isSame(a: Person, b: Person): boolean {
  return a.kind === b.kind && a.id === b.id;
}
