import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../wire/messages.ts';
import { ADA, assignedTo, conversation, DANA, DESK, noted, wrote } from '../testing.ts';
import { blocksOf } from './timeline.ts';

const NOON = new Date(2026, 2, 14, 12).getTime();

function entries(events: readonly ConversationEvent[]) {
  return blocksOf(events).flatMap((block) => block.entries);
}

function many(from: number, to: number): ConversationEvent[] {
  const events: ConversationEvent[] = [];
  for (let sequence = from; sequence <= to; sequence++) {
    const change = { type: 'message', text: `${sequence}`, note: false } as const;
    events.push({ sequence, atMs: NOON + sequence, by: ADA, change });
  }
  return events;
}

describe('entries', () => {
  it('begin each day, and name an author once for messages close together', () => {
    const { events } = conversation({
      happened: [
        wrote(ADA, 'a', NOON),
        wrote(ADA, 'b', NOON + 60_000),
        wrote(ADA, 'c', NOON + 10 * 60_000),
        wrote(DANA, 'd', NOON + 10 * 60_000),
        wrote(DANA, 'e', NOON + 24 * 3_600_000),
      ],
    });
    expect(
      entries(events).map((entry) => (entry.kind === 'message' ? entry.continued : entry.kind)),
    ).toEqual(['day', false, true, false, false, 'day', false]);
  });

  it('part a note from a message of the same author', () => {
    const { events } = conversation({ happened: [wrote(DANA, 'a'), noted(DANA, 'b')] });
    expect(entries(events).at(-1)).toMatchObject({ note: true, continued: false });
  });

  it('show no marks, hidden events or offers, and let messages run on across them', () => {
    const { events } = conversation({
      happened: [
        [DESK, { type: 'queued', reason: 'launched' }],
        [DESK, { type: 'offered', offer: 1, agent: DANA, expiresAtMs: 0 }],
        assignedTo(DANA),
        wrote(ADA, 'a'),
        [DANA, { type: 'marked', mark: 'read', upTo: 4 }],
        [DESK, { type: 'hidden' }],
        wrote(ADA, 'b'),
      ],
    });
    const shown = entries(events);
    expect(shown.map((entry) => entry.kind)).toEqual(['day', 'line', 'message', 'message']);
    expect(shown.at(-1)).toMatchObject({ text: 'b', continued: true });
  });
});

describe('blocks', () => {
  it('cover all events once, in order', () => {
    const blocks = blocksOf(many(1, 10_000));
    expect(
      blocks.flatMap((block) => block.entries.filter((each) => each.kind === 'message')),
    ).toHaveLength(10_000);
    for (const [at, block] of blocks.entries()) {
      expect(block.first).toBe(at === 0 ? 1 : (blocks[at - 1]?.last ?? 0) + 1);
    }
  });

  it('stay the same objects when an event is added at the end, all but the last', () => {
    const events = many(1, 95);
    const before = blocksOf(events);
    const after = blocksOf([...events, ...many(96, 96)], before);
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after.at(-1)).not.toBe(before.at(-1));
  });

  it('stay the same objects when older events are put in front, all but the one that was cut', () => {
    const events = many(101, 200);
    const before = blocksOf(events);
    const after = blocksOf([...many(1, 100), ...events], before);
    expect(after.at(-1)).toBe(before.at(-1));
    expect(after.find((block) => block.first <= 101 && 101 <= block.last)).not.toBe(before[0]);
  });
});
