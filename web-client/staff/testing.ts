import type {
  Change,
  ConversationEvent,
  ConversationView,
  CustomerView,
  Person,
  TicketView,
} from '../wire/messages.ts';

/** Conversations for tests, with just what a test is about. */

export const ADA: Person = { kind: 'customer', id: 'ada', name: 'Ada Byron' };
export const DANA: Person = { kind: 'agent', id: 'dana', name: 'Dana Whitfield' };
export const DESK: Person = { kind: 'system', id: '', name: '' };

type Happened = readonly [by: Person, change: Change, atMs?: number];

interface Given extends Partial<Omit<ConversationView, 'customer' | 'events'>> {
  readonly customer?: Partial<CustomerView>;
  /** In order; the n-th is at `n` seconds unless it says otherwise. */
  readonly happened?: readonly Happened[];
}

export function conversation({ customer, happened = [], ...given }: Given = {}): ConversationView {
  const events = happened.map(
    ([by, change, atMs], index): ConversationEvent => ({
      sequence: index + 1,
      atMs: atMs ?? (index + 1) * 1000,
      by,
      change,
    }),
  );
  return {
    id: 1,
    sequence: events.length,
    stage: 'assigned',
    customer: {
      id: 'ada',
      name: 'Ada Byron',
      email: 'ada@example.org',
      organization: 'Analytical Engines',
      environments: [],
      tier: 'Elite',
      tierRank: 3,
      targetSeconds: 60,
      chatOnly: false,
      rights: [],
      ...customer,
    },
    intake: { topic: '', steps: '', environment: '', began: '', error: '', links: [] },
    launchedAtMs: 0,
    customerMarks: { delivered: 0, read: 0 },
    agentMarks: { delivered: 0, read: 0 },
    events,
    ...given,
  };
}

export function wrote(by: Person, text: string, atMs?: number): Happened {
  const change = { type: 'message', text, note: false } as const;
  return atMs === undefined ? [by, change] : [by, change, atMs];
}

export function noted(by: Person, text: string): Happened {
  return [by, { type: 'message', text, note: true }];
}

export function assignedTo(agent: Person): Happened {
  return [DESK, { type: 'assigned', agent }];
}

export function ticket(given: Partial<TicketView>): TicketView {
  return {
    id: 1,
    conversation: 1,
    state: 'open',
    subject: '',
    customer: 'Ada Byron',
    organization: 'Analytical Engines',
    tier: 'Basic',
    tierRank: 1,
    openedAtMs: 0,
    changedAtMs: 0,
    ...given,
  };
}
