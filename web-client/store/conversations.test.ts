// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { ConversationEvent, ConversationView, ServerMessage } from '../wire/messages.ts';
import { apply, type Conversations, NO_CONVERSATIONS, positions } from './conversations.ts';

const DANA = { kind: 'agent', id: 'dana', name: 'Dana' } as const;

function event(sequence: number): ConversationEvent {
  const change = { type: 'message', text: `message ${sequence}`, note: false } as const;
  return { sequence, atMs: sequence, by: DANA, change };
}

/** A snapshot up to `sequence` that brings the events from `first` on. */
function view(id: number, first: number, sequence: number): ConversationView {
  return {
    id,
    sequence,
    stage: 'assigned',
    customer: {
      id: 'c-noor',
      name: 'Noor Haddad',
      email: 'noor@example.org',
      organization: 'Harbour Books',
      environments: [],
      tier: 'Elite',
      tierRank: 30,
      targetSeconds: 60,
      chatOnly: false,
      rights: [],
    },
    intake: { topic: '', steps: '', environment: '', began: '', error: '', links: [] },
    launchedAtMs: 0,
    customerMarks: { delivered: 0, read: 0 },
    agentMarks: { delivered: 0, read: 0 },
    events: Array.from({ length: sequence - first + 1 }, (_, index) => event(first + index)),
  };
}

function welcome(epoch: string, ...conversations: ConversationView[]): ServerMessage {
  const self = { kind: 'customer', id: 'c-noor', name: 'Noor Haddad' } as const;
  return { type: 'welcome', epoch, atMs: 0, self, conversations, offers: [] };
}

function after(held: Conversations, ...messages: ServerMessage[]): Conversations {
  return messages.reduce((now, message) => apply(now, message).conversations, held);
}

function sequences(held: Conversations, id: number): number[] | undefined {
  return held.byId.get(id)?.events.map((each) => each.sequence);
}

const held = after(NO_CONVERSATIONS, welcome('e1', view(7, 1, 3)));

describe('resuming', () => {
  it('adds what was missed to what is held', () => {
    expect(sequences(after(held, welcome('e1', view(7, 4, 5))), 7)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps what is held when nothing was missed', () => {
    expect(sequences(after(held, welcome('e1', view(7, 4, 3))), 7)).toEqual([1, 2, 3]);
  });

  it('takes the snapshot alone when there is a hole between', () => {
    expect(sequences(after(held, welcome('e1', view(7, 6, 8))), 7)).toEqual([6, 7, 8]);
  });

  it('voids what was held of another epoch', () => {
    expect(sequences(after(held, welcome('e2', view(7, 4, 5))), 7)).toEqual([4, 5]);
  });

  it('drops what is no longer shown', () => {
    expect(after(held, welcome('e1', view(8, 1, 1))).byId.has(7)).toBe(false);
  });

  it('asks for what comes after the newest event held', () => {
    expect(positions(held)).toEqual([{ conversation: 7, epoch: 'e1', sequence: 3 }]);
  });
});

describe('events', () => {
  const happened = (id: number, sequence: number): ServerMessage => {
    return { type: 'event', conversation: id, event: event(sequence) };
  };

  it('follow one another', () => {
    expect(sequences(after(held, happened(7, 4), happened(7, 5)), 7)).toEqual([1, 2, 3, 4, 5]);
  });

  it('seen before change nothing', () => {
    expect(apply(held, happened(7, 3))).toEqual({ conversations: held, gap: false });
  });

  it('beyond the next are a gap and change nothing', () => {
    expect(apply(held, happened(7, 5))).toEqual({ conversations: held, gap: true });
  });

  it('of a conversation that is not followed change nothing', () => {
    expect(apply(held, happened(8, 1))).toEqual({ conversations: held, gap: false });
  });
});

describe('older pages', () => {
  const recent = after(NO_CONVERSATIONS, welcome('e1', view(7, 5, 6)));
  const history = (first: number, last: number): ServerMessage => {
    const events = view(7, first, last).events;
    return { type: 'history', request: 'request-1', conversation: 7, first, events };
  };

  it('go before what is held', () => {
    expect(sequences(after(recent, history(3, 4)), 7)).toEqual([3, 4, 5, 6]);
  });

  it('that overlap bring only what is new', () => {
    expect(sequences(after(recent, history(3, 5)), 7)).toEqual([3, 4, 5, 6]);
  });

  it('that leave a hole change nothing', () => {
    expect(sequences(after(recent, history(1, 2)), 7)).toEqual([5, 6]);
  });
});
