import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  AgentView,
  ClientMessage,
  ConversationEvent,
  ConversationView,
  OfferView,
  ServerMessage,
} from '../../wire/messages.ts';
import { type SimulatedSocket, SimulatedWorld } from '../../wire/simulation.ts';
import { ADA, assignedTo, conversation, DANA, DESK, ticket, wrote } from '../testing.ts';
import { Desk, type Notice } from './desk.ts';

/** What the peer welcomes with; tests change it before they connect. */
let welcome: Omit<ServerMessage.Welcome, 'type' | 'epoch' | 'atMs' | 'self'>;
let world: SimulatedWorld;
let notices: Notice[];
let desk: Desk;

const AVAILABLE: AgentView = {
  id: 'dana',
  name: 'Dana Whitfield',
  state: 'available',
  stateSinceMs: 0,
  capacity: 3,
  load: 0,
  reserved: 0,
  conversations: [],
};

beforeEach(() => {
  localStorage.clear();
  world = new SimulatedWorld(11);
  welcome = { conversations: [], offers: [], agent: AVAILABLE };
  world.accept = (socket) => {
    socket.onClient = (message) => {
      if (message.type === 'watch_board') {
        socket.reply({ type: 'done', request: message.request, conversation: 0, sequence: 0 });
      }
      if (message.type !== 'hello') return;
      const greeting = { type: 'welcome', epoch: 'e1', atMs: world.now(), self: DANA } as const;
      socket.reply({ ...greeting, ...welcome });
    };
  };
  notices = [];
  desk = new Desk({ person: DANA, role: 'agent' }, (notice) => notices.push(notice), {
    surroundings: world,
    tickets: async () => ({ ok: true, value: { tickets: [] } }),
  });
});

afterEach(() => desk.close());

async function connected(): Promise<SimulatedSocket> {
  desk.open();
  await world.pass(200);
  return live();
}

function live(): SimulatedSocket {
  if (!world.live) throw new Error('no socket is open');
  return world.live;
}

function sent<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }>[] {
  const all = world.sockets.flatMap((socket) => socket.received);
  return all.filter((message) => message.type === type) as Extract<ClientMessage, { type: T }>[];
}

async function hears(message: ServerMessage): Promise<void> {
  live().reply(message);
  await world.pass(100);
}

function held(happened: Parameters<typeof conversation>[0] = {}): ConversationView {
  return conversation({
    agent: DANA,
    happened: [assignedTo(DANA), wrote(ADA, 'Help!')],
    ...happened,
  });
}

function next(view: ConversationView, change: ConversationEvent['change'], by = ADA) {
  const event = { sequence: view.sequence + 1, atMs: 0, by, change };
  return { type: 'event', conversation: view.id, event } as const;
}

const OFFER: OfferView = {
  id: 7,
  conversation: 1,
  customer: conversation().customer,
  intake: conversation().intake,
  waitingSinceMs: 0,
  expiresAtMs: 20_000,
  reason: 'first in order',
};

describe('offers', () => {
  it('leave the screen as soon as they are answered, and nothing is said about it', async () => {
    welcome = { ...welcome, offers: [OFFER] };
    await connected();
    void desk.accept(OFFER);
    expect(desk.state.value.offers).toEqual([]);
    await world.pass(100);
    expect(sent('accept_offer')[0]?.offer).toBe(7);
    await hears({ type: 'offer_ended', offer: 7, outcome: 'accepted' });
    expect(notices).toEqual([]);
  });

  it('that end without an answer are told', async () => {
    welcome = { ...welcome, offers: [OFFER] };
    await connected();
    await hears({ type: 'offer_ended', offer: 7, outcome: 'expired' });
    expect(notices).toEqual([{ kind: 'offer_lost', outcome: 'expired' }]);
  });

  it('that were taken by somebody else are refused in words', async () => {
    welcome = { ...welcome, offers: [OFFER] };
    await connected();
    const accepted = desk.accept(OFFER);
    await world.pass(100);
    const request = sent('accept_offer')[0]?.request ?? '';
    await hears({
      type: 'refused',
      request,
      problem: { code: 'conflict', message: 'the offer has ended' },
    });
    expect(await accepted).toBe(false);
    expect(notices[0]).toMatchObject({ kind: 'refused', problem: { code: 'conflict' } });
  });
});

describe('receipts', () => {
  it('say delivered by themselves, and read once the agent has looked', async () => {
    welcome = { ...welcome, conversations: [held()] };
    await connected();
    await world.pass(500);
    expect(sent('mark').map(({ mark, sequence }) => [mark, sequence])).toEqual([['delivered', 2]]);
    const view = desk.state.value.conversations.byId.get(1) as ConversationView;
    desk.markRead(view);
    desk.markRead(view);
    await world.pass(100);
    expect(sent('mark').map(({ mark }) => mark)).toEqual(['delivered', 'read']);
  });

  it('say read alone for what was looked at when it came', async () => {
    welcome = { ...welcome, conversations: [held()] };
    await connected();
    desk.markRead(desk.state.value.conversations.byId.get(1) as ConversationView);
    await world.pass(500);
    expect(sent('mark').map(({ mark }) => mark)).toEqual(['read']);
  });

  it('are never left by reading along', async () => {
    await connected();
    void desk.follow(1);
    await world.pass(100);
    const request = sent('follow')[0]?.request ?? '';
    const other = held({ agent: { ...DANA, id: 'eva' } });
    await hears({ type: 'conversation', request, conversation: other });
    desk.markRead(desk.state.value.conversations.byId.get(1) as ConversationView);
    await world.pass(500);
    expect(sent('mark')).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('keeps what is read along on screen and asks for it again', async () => {
    await connected();
    void desk.follow(1);
    await world.pass(100);
    const request = sent('follow')[0]?.request ?? '';
    await hears({ type: 'conversation', request, conversation: held({ agent: DESK }) });
    live().breakOff(1006);
    await world.pass(5_000);
    expect(sent('follow')).toHaveLength(2);
    expect(desk.state.value.conversations.byId.has(1)).toBe(true);
  });

  it('goes on watching the board', async () => {
    const stop = desk.watchBoard();
    await connected();
    live().breakOff(1006);
    await world.pass(5_000);
    expect(sent('watch_board').map(({ active }) => active)).toEqual([true, true]);
    stop();
    await world.pass(100);
    expect(sent('watch_board').at(-1)?.active).toBe(false);
  });

  it('keeps messages and sends them in order when it is back', async () => {
    welcome = { ...welcome, conversations: [held()] };
    await connected();
    world.reachable = false;
    live().breakOff(1006);
    desk.post(1, 'one', false);
    desk.post(1, 'two', true);
    expect(desk.state.value.letters.get(1)?.map(({ text }) => text)).toEqual(['one', 'two']);
    await world.pass(10_000);
    world.reachable = true;
    world.wake();
    await world.pass(1_000);
    expect(sent('post_message').map(({ text }) => text)).toEqual(['one']);
    const { request = '' } = sent('post_message')[0] ?? {};
    await hears({ type: 'done', request, conversation: 1, sequence: 3 });
    expect(sent('post_message').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('after which the chat went to somebody else is told', async () => {
    const view = held();
    welcome = { ...welcome, conversations: [view] };
    await connected();
    await hears(next(view, { type: 'queued', reason: 'agent_lost' }, DESK));
    await hears({ type: 'conversation_left', conversation: 1 });
    expect(notices.map(({ kind }) => kind)).toEqual(['conversation_lost']);
    expect(desk.state.value.conversations.byId.has(1)).toBe(false);
  });
});

describe('typing', () => {
  it('of the customer fades, and ends with the message', async () => {
    const view = held();
    welcome = { ...welcome, conversations: [view] };
    await connected();
    const typing = { type: 'typing', conversation: 1, by: ADA, active: true } as const;
    await hears(typing);
    expect(desk.state.value.typing.get(1)).toEqual(ADA);
    await world.pass(6_000);
    expect(desk.state.value.typing.size).toBe(0);
    await hears(typing);
    await hears(next(view, { type: 'message', text: 'so', note: false }));
    expect(desk.state.value.typing.size).toBe(0);
  });

  it('of the agent is signalled every three seconds at most, and its end once', async () => {
    await connected();
    for (let i = 0; i < 8; i++) {
      desk.typing(1, true);
      await world.pass(500);
    }
    desk.typing(1, false);
    desk.typing(1, false);
    await world.pass(100);
    expect(sent('typing').map(({ active }) => active)).toEqual([true, true, false]);
  });
});

describe('tickets', () => {
  it('are shown as last heard of, from the list or from the conversation', async () => {
    const view = held({ ticket: ticket({ changedAtMs: 10 }) });
    welcome = { ...welcome, conversations: [view] };
    await connected();
    await hears({ type: 'ticket', ticket: ticket({ state: 'answered', changedAtMs: 20 }) });
    expect(desk.ticketOf(view)?.state).toBe('answered');
    await hears({ type: 'ticket', ticket: ticket({ state: 'open', changedAtMs: 5 }) });
    expect(desk.ticketOf(view)?.state).toBe('answered');
  });

  it('make a conversation the own one until they are resolved', () => {
    const closed = (state: 'assigned' | 'resolved') =>
      conversation({ stage: 'closed', ticket: ticket({ state, agent: DANA }) });
    expect(desk.isMine(closed('assigned'))).toBe(true);
    expect(desk.isMine(closed('resolved'))).toBe(false);
    expect(desk.isHeld(closed('assigned'))).toBe(false);
  });
});

it('an agent who is set away by the desk is told, one who goes away is not', async () => {
  await connected();
  void desk.setState('away');
  await hears({ type: 'agent', agent: { ...AVAILABLE, state: 'away' } });
  await hears({ type: 'agent', agent: AVAILABLE });
  expect(notices).toEqual([]);
  await hears({ type: 'agent', agent: { ...AVAILABLE, state: 'away' } });
  expect(notices).toEqual([{ kind: 'set_away' }]);
});
