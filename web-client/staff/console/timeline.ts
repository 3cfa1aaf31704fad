import type { Change, ConversationEvent, Person } from '../../wire/messages.ts';
import { startOfDay } from '../look/format.ts';

/** What a transcript shows, in order. Keys are stable while events are added at either end. */
export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly sequence: number;
      readonly atMs: number;
      readonly by: Person;
      readonly text: string;
      readonly note: boolean;
      /** Same author, soon after the entry before: the author's name need not be repeated. */
      readonly continued: boolean;
    }
  | {
      readonly kind: 'line';
      readonly key: string;
      readonly sequence: number;
      readonly atMs: number;
      readonly by: Person;
      readonly change: LineChange;
    };

export type LineChange = Exclude<
  Change,
  Change.Message | Change.Marked | Change.Hidden | Change.Offered
>;

/** Entries of up to `BLOCK` consecutive events: the unit in which a long transcript is put on and taken off the page. */
export interface Block {
  readonly index: number;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly Entry[];
  /** What the entries were made from, to tell whether they still hold. */
  readonly source: {
    readonly before: ConversationEvent | undefined;
    readonly end: ConversationEvent;
  };
}

const BLOCK = 12;
const CONTINUED_MS = 4 * 60_000;

/**
 * Cuts events into blocks at fixed sequences, so that an event added at either end changes one block; a block that did
 * not change is taken from `previous` as the same object.
 */
export function blocksOf(
  events: readonly ConversationEvent[],
  previous: readonly Block[] = [],
): Block[] {
  const held = new Map(previous.map((block) => [block.index, block]));
  const blocks: Block[] = [];
  let start = 0;
  while (start < events.length) {
    const index = blockIndex(events[start] as ConversationEvent);
    let end = start + 1;
    while (end < events.length && blockIndex(events[end] as ConversationEvent) === index) end++;
    blocks.push(blockAt(index, events, start, end, held.get(index)));
    start = end;
  }
  return blocks;
}

function blockIndex(event: ConversationEvent): number {
  return Math.floor((event.sequence - 1) / BLOCK);
}

function blockAt(
  index: number,
  events: readonly ConversationEvent[],
  start: number,
  end: number,
  held: Block | undefined,
): Block {
  const first = events[start] as ConversationEvent;
  const last = events[end - 1] as ConversationEvent;
  const before = events[start - 1];
  const same =
    held?.first === first.sequence &&
    held.last === last.sequence &&
    held.source.end === last &&
    held.source.before === before;
  if (same) return held;
  return {
    index,
    first: first.sequence,
    last: last.sequence,
    entries: entriesOf(events.slice(start, end), before),
    source: { before, end: last },
  };
}

function entriesOf(
  events: readonly ConversationEvent[],
  before: ConversationEvent | undefined,
): Entry[] {
  const entries: Entry[] = [];
  let previous = before;
  for (const event of events) {
    const newDay = !previous || startOfDay(previous.atMs) !== startOfDay(event.atMs);
    if (newDay) entries.push({ kind: 'day', key: `day ${event.sequence}`, atMs: event.atMs });
    const entry = entryOf(event, newDay ? undefined : previous);
    if (entry) entries.push(entry);
    // Marks and the like come between two messages without parting them.
    if (entry || newDay) previous = event;
  }
  return entries;
}

function entryOf(event: ConversationEvent, previous: ConversationEvent | undefined): Entry | null {
  const { sequence, atMs, by, change } = event;
  switch (change.type) {
    case 'message':
      return {
        kind: 'message',
        key: `event ${sequence}`,
        sequence,
        atMs,
        by,
        text: change.text,
        note: change.note,
        continued:
          previous?.change.type === 'message' &&
          previous.change.note === change.note &&
          previous.by.kind === by.kind &&
          previous.by.id === by.id &&
          atMs - previous.atMs < CONTINUED_MS,
      };
    case 'marked':
    case 'hidden':
    case 'offered':
      return null;
    case 'queued':
      // The launch itself says so.
      if (change.reason === 'launched') return null;
      return { kind: 'line', key: `event ${sequence}`, sequence, atMs, by, change };
    case 'offer_ended':
      if (change.outcome === 'accepted') return null;
      return { kind: 'line', key: `event ${sequence}`, sequence, atMs, by, change };
    default:
      return { kind: 'line', key: `event ${sequence}`, sequence, atMs, by, change };
  }
}
