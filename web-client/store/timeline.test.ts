// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Change, ConversationEvent, ConversationView, Person } from '../wire/messages.ts';
import type { Letter } from './outbox.ts';
import { timeline } from './timeline.ts';

const NOOR: Person = { kind: 'customer', id: 'c-noor', name: 'Noor' };
const DANA: Person = { kind: 'agent', id: 'dana', name: 'Dana' };
const NOON = new Date(2026, 2, 4, 12).getTime();
const MINUTE = 60_000;

/** Builds a conversation from lines of who, minute, what. */
function conversation(...lines: [Person, number, string | Change][]): ConversationView {
  const events = lines.map(([by, minute, what], index): ConversationEvent => {
    const change: Change =
      typeof what === 'string' ? { type: 'message', text: what, note: what.startsWith('!') } : what;
    return { sequence: index + 1, atMs: NOON + minute * MINUTE, by, change };
  });
  const marks = { delivered: 2, read: 1 };
  return { id: 7, events, agentMarks: marks, customerMarks: marks } as unknown as ConversationView;
}

/** Writes the items the way a reader sees them. */
function read(view: ConversationView, self: Person, letters: readonly Letter[] = []): string[] {
  return timeline(view, letters, self).map((item) => {
    if (item.kind === 'day') return '--';
    if (item.kind === 'notice')
      return `(${item.change.type}${item.agent ? ` ${item.agent.name}` : ''})`;
    const messages = item.messages.map(({ text, state }) => `${text} [${state}]`).join(', ');
    return `${item.own ? 'I' : item.by.name}: ${messages}`;
  });
}

const letter = (text: string, rest: Partial<Letter> = {}): Letter => {
  const writtenAtMs = NOON + 3 * MINUTE;
  return { request: text, conversation: 7, text, note: false, writtenAtMs, ...rest };
};

describe('a timeline', () => {
  it('puts messages of one person together while they are close', () => {
    const view = conversation(
      [DANA, 0, 'a'],
      [DANA, 1, 'b'],
      [NOOR, 2, 'c'],
      [DANA, 3, 'd'],
      [DANA, 9, 'e'],
    );
    expect(read(view, DANA)).toEqual([
      '--',
      'I: a [read], b [delivered]',
      'Noor: c [sent]',
      'I: d [sent]',
      'I: e [sent]',
    ]);
  });

  it('begins each day with a line', () => {
    expect(read(conversation([DANA, 0, 'a'], [DANA, 24 * 60, 'b']), NOOR)).toEqual([
      '--',
      'Dana: a [sent]',
      '--',
      'Dana: b [sent]',
    ]);
  });

  it('keeps notes apart from messages', () => {
    const view = conversation([DANA, 0, 'a'], [DANA, 1, '! note']);
    expect(read(view, DANA)).toEqual(['--', 'I: a [read]', 'I: ! note [delivered]']);
  });

  it('tells what happened, and who was lost', () => {
    const view = conversation(
      [DANA, 0, { type: 'assigned', agent: DANA }],
      [DANA, 1, { type: 'hidden' }],
      [NOOR, 1, { type: 'marked', mark: 'read', upTo: 1 }],
      [DANA, 2, { type: 'queued', reason: 'agent_lost' }],
    );
    expect(read(view, NOOR)).toEqual(['--', '(assigned)', '(queued Dana)']);
  });

  it('ends with what is on its way', () => {
    const problem = { code: 'conflict', message: 'closed' } as const;
    const letters = [letter('b', { sequence: 2 }), letter('c'), letter('d', { problem })];
    expect(read(conversation([NOOR, 0, 'a']), NOOR, letters)).toEqual([
      '--',
      'I: a [read], b [sent], c [sending], d [failed]',
    ]);
  });
});
