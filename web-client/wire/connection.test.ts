// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { Connection, type ConnectionState } from './connection.ts';
import type { ClientMessage, ServerMessage } from './messages.ts';
import { SimulatedPeer, type SimulatedSocket, SimulatedWorld } from './simulation.ts';

let world: SimulatedWorld;
let peer: SimulatedPeer;
let states: ConnectionState[];
let messages: ServerMessage[];
let freshTokens: number;
let token: string | null;
let connection: Connection;

beforeEach(() => {
  world = new SimulatedWorld(7);
  peer = new SimulatedPeer(world);
  states = [];
  messages = [];
  freshTokens = 0;
  token = 'token-1';
  connection = new Connection({
    url: 'ws://desk/ws',
    token: async (fresh) => {
      if (fresh) freshTokens++;
      return token;
    },
    positions: () => [{ conversation: 4812, epoch: 'e1', sequence: 1 }],
    onMessage: (message) => messages.push(message),
    onState: (state) => states.push(state),
    surroundings: world,
  });
});

const post = (text: string, request?: string) =>
  connection.request<'post_message'>({
    type: 'post_message',
    conversation: 4812,
    text,
    note: false,
    ...(request && { request }),
  });

async function online(): Promise<SimulatedSocket> {
  connection.open();
  await world.pass(200);
  expect(connection.state.kind).toBe('online');
  return live();
}

function live(): SimulatedSocket {
  const socket = world.live;
  if (!socket) throw new Error('no socket is open');
  return socket;
}

describe('greeting', () => {
  it('says hello with token and positions, and is online when welcomed', async () => {
    const socket = await online();
    expect(socket.received[0]).toEqual({
      type: 'hello',
      token: 'token-1',
      positions: [{ conversation: 4812, epoch: 'e1', sequence: 1 }],
    });
    expect(messages[0]?.type).toBe('welcome');
    expect(states.map((state) => state.kind)).toEqual(['connecting', 'online']);
  });

  it('gives up on a peer that never welcomes, and tries again', async () => {
    world.accept = () => {};
    connection.open();
    await world.pass(15_100);
    expect(connection.state.kind).toBe('waiting');
    await world.pass(1_000);
    expect(world.sockets).toHaveLength(2);
  });

  it('knows the time of the server', async () => {
    await online();
    expect(Math.abs(connection.serverNowMs() - world.now())).toBeLessThan(100);
  });
});

describe('staying alive', () => {
  it('pings every 10 s', async () => {
    const socket = await online();
    await world.pass(30_500);
    expect(socket.received.filter((message) => message.type === 'ping')).toHaveLength(3);
    expect(world.sockets).toHaveLength(1);
  });

  it('cuts a dead peer within 25 s and comes back', async () => {
    const socket = await online();
    socket.vanish();
    await world.pass(25_000);
    expect(socket.closed).toBe(true);
    await world.pass(1_000);
    expect(connection.state.kind).toBe('online');
  });

  it('finds out within 4 s after waking', async () => {
    const socket = await online();
    socket.vanish();
    world.wake();
    await world.pass(4_001);
    expect(socket.closed).toBe(true);
    await world.pass(1_000);
    expect(connection.state.kind).toBe('online');
  });

  it('reconnects at once when woken while it waits', async () => {
    await online();
    world.reachable = false;
    live().breakOff(1006);
    await world.pass(120_000);
    world.reachable = true;
    world.wake();
    await world.pass(200);
    expect(connection.state.kind).toBe('online');
  });

  it('backs off, never longer than 30 s', async () => {
    world.reachable = false;
    connection.open();
    await world.pass(600_000);
    const waits = states.flatMap((state) => (state.kind === 'waiting' ? [state] : []));
    expect(waits.length).toBeGreaterThan(20);
    expect(waits.length).toBeLessThan(90);
    world.reachable = true;
    await world.pass(30_200);
    expect(connection.state.kind).toBe('online');
  });
});

describe('coming back with many others', () => {
  /** The first wait of each of many clients of a server that turns them away. */
  async function firstWaits(turnAway: (socket: SimulatedSocket) => void): Promise<number[]> {
    const waits: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const one = new SimulatedWorld(seed);
      one.accept = (socket) => {
        socket.onClient = () => turnAway(socket);
      };
      const client = new Connection({
        url: 'ws://desk/ws',
        token: async () => 'token',
        positions: () => [],
        onMessage: () => {},
        onState: (state) => {
          if (state.kind === 'waiting' && state.attempt === 1)
            waits.push(state.retryAtMs - one.now());
        },
        surroundings: one,
      });
      client.open();
      await one.pass(200);
      client.close();
    }
    return waits;
  }

  it('waits as long as chance says, so that they do not all come at once', async () => {
    const waits = await firstWaits((socket) => socket.breakOff(1006));
    expect(waits).toHaveLength(200);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(125);
    expect(Math.max(...waits)).toBeLessThanOrEqual(500);
    for (let from = 125; from < 500; from += 75) {
      const share = waits.filter((wait) => wait >= from && wait < from + 75).length / 200;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.3);
    }
  });

  it('has no more of a pattern when it is turned away without a time', async () => {
    const waits = await firstWaits((socket) => socket.breakOff(4010));
    expect(new Set(waits.map((wait) => Math.round(wait / 10))).size).toBeGreaterThan(20);
  });

  it('comes back when the server says, not before, and forgets it then', async () => {
    const refuse = (socket: SimulatedSocket) => {
      const problem = { code: 'unavailable', message: 'many', retryAfterMs: 7_000 } as const;
      socket.reply({ type: 'problem', problem });
      world.after(50, () => socket.breakOff(4010));
    };
    const accept = world.accept;
    world.accept = (socket) => {
      socket.onClient = () => refuse(socket);
    };
    connection.open();
    await world.pass(300);
    world.accept = accept;
    expect(connection.state.kind).toBe('waiting');
    await world.pass(6_500);
    expect(world.sockets).toHaveLength(1);
    await world.pass(1_000);
    expect(connection.state.kind).toBe('online');
    live().breakOff(1006);
    await world.pass(1_200);
    expect(connection.state.kind).toBe('online');
  });
});

describe('close codes', () => {
  it.each([1001, 1006, 4001, 4008, 4009, 4010])('%i: reconnects', async (code) => {
    (await online()).breakOff(code);
    await world.pass(4_000);
    expect(connection.state.kind).toBe('online');
    expect(freshTokens).toBe(0);
  });

  it.each([4500, 4502])('%i: does not reconnect', async (code) => {
    (await online()).breakOff(code);
    await world.pass(100_000);
    expect(connection.state).toEqual({ kind: 'ended', reason: 'outdated' });
  });

  it('4501: comes back with a fresh token', async () => {
    (await online()).breakOff(4501);
    await world.pass(200);
    expect(connection.state.kind).toBe('online');
    expect(freshTokens).toBe(1);
  });

  it('4501 twice in a row: signed out', async () => {
    (await online()).breakOff(4501);
    await world.pass(10);
    live().breakOff(4501);
    await world.pass(100_000);
    expect(connection.state).toEqual({ kind: 'ended', reason: 'signed_out' });
    expect(world.sockets).toHaveLength(2);
  });

  it('ends signed out when there is no token to be had', async () => {
    token = null;
    connection.open();
    await world.pass(100);
    expect(connection.state).toEqual({ kind: 'ended', reason: 'signed_out' });
    expect(world.sockets).toHaveLength(0);
  });

  it('ends when closed by this side, and opens again', async () => {
    await online();
    connection.close();
    await world.pass(100_000);
    expect(world.live).toBeUndefined();
    await online();
  });
});

describe('requests', () => {
  it('settle with the reply of their id', async () => {
    await online();
    const [first, second] = [post('one'), post('two')];
    await world.pass(200);
    expect(await first).toMatchObject({ type: 'done', sequence: 2 });
    expect(await second).toMatchObject({ type: 'done', sequence: 3 });
  });

  it('made while offline go out after the welcome', async () => {
    const reply = post('early');
    await online();
    await world.pass(200);
    expect(await reply).toMatchObject({ type: 'done' });
  });

  it('are repeated under the same id when the connection breaks', async () => {
    const socket = await online();
    const reply = post('once', 'request-0001');
    socket.breakOff(1006);
    await world.pass(2_000);
    expect(await reply).toMatchObject({ type: 'done' });
    expect(peer.events.filter((event) => event.request === 'request-0001')).toHaveLength(1);
  });

  it('are repeated after a retryable refusal, not before its time', async () => {
    const socket = await online();
    peer.mischief.refuse = 1;
    const reply = post('later');
    await world.pass(250);
    peer.mischief.refuse = 0;
    await world.pass(1_000);
    expect(await reply).toMatchObject({ type: 'done' });
    expect(socket.received.filter((message) => message.type === 'post_message')).toHaveLength(2);
  });

  it('settle with a refusal that is not worth repeating', async () => {
    const socket = await online();
    socket.onClient = (message: ClientMessage) => {
      const problem = { code: 'conflict', message: 'the chat is closed' } as const;
      if ('request' in message)
        socket.reply({ type: 'refused', request: message.request, problem });
    };
    const reply = post('too late');
    await world.pass(200);
    expect(await reply).toMatchObject({ type: 'refused', problem: { code: 'conflict' } });
  });

  it('settle as refused when the server keeps failing', async () => {
    const socket = await online();
    socket.onClient = (message: ClientMessage) => {
      const problem = { code: 'internal', message: 'incident 1' } as const;
      if ('request' in message)
        socket.reply({ type: 'refused', request: message.request, problem });
      else socket.reply({ type: 'pong', atMs: world.now() });
    };
    const reply = post('unlucky');
    await world.pass(60_000);
    expect(await reply).toMatchObject({ type: 'refused', problem: { code: 'internal' } });
    expect(socket.received.filter((message) => message.type === 'post_message')).toHaveLength(5);
  });

  it('are bounded', async () => {
    const replies = Array.from({ length: 257 }, (_, index) => post(`message ${index}`));
    expect(await replies[256]).toMatchObject({
      type: 'refused',
      problem: { code: 'limit_reached' },
    });
  });
});
