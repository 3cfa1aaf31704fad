import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../store/memory-storage.ts';
import type { LetterStorage } from '../store/outbox.ts';
import { DANA, SimulatedPeer, SimulatedWorld } from '../wire/simulation.ts';
import { EMPTY_DRAFT, toIntake } from './intake.ts';
import { PanelStore } from './panel-store.ts';
import type { FromPanel } from './port.ts';

const SITE = { name: 'shop.example', environments: ['Dev', 'Test', 'Live'] };
const HOST_TOKEN = `x.${btoa(JSON.stringify({ sub: 'c-noor', site: SITE }))}.x`;
const INTAKE = toIntake({ ...EMPTY_DRAFT, topic: '503' });

let world: SimulatedWorld;
let storage: LetterStorage;
let told: FromPanel[];
let chimes: number;
let exchange: () => Response;

beforeEach(() => {
  world = new SimulatedWorld(3);
  storage = memoryStorage();
  told = [];
  chimes = 0;
  exchange = () => {
    const person = { kind: 'customer', id: 'c-noor', name: 'Noor Haddad' };
    return Response.json({ token: 'session', expiresAtMs: world.now() + 3_600_000, person });
  };
  vi.stubGlobal('fetch', async () => exchange());
});

afterEach(() => vi.unstubAllGlobals());

/** A page that the host has opened the panel on; a second one is a reload. */
async function panel(): Promise<PanelStore> {
  const store = new PanelStore({
    storage,
    tell: (message) => told.push(message),
    chime: () => chimes++,
    surroundings: world,
  });
  store.hear({ type: 'visible', visible: true });
  store.hear({ type: 'token', token: HOST_TOKEN });
  await world.pass(300);
  await vi.dynamicImportSettled();
  return store;
}

const say = (peer: SimulatedPeer, text: string) =>
  peer.append(DANA, { type: 'message', text, note: false });

describe('signing in', () => {
  it('exchanges the host’s token and knows the site', async () => {
    new SimulatedPeer(world, false);
    const { state } = await panel();
    expect(state).toMatchObject({ ready: true, self: { name: 'Noor Haddad' } });
    expect(state.host).toEqual({ site: 'shop.example', environments: ['Dev', 'Test', 'Live'] });
  });

  it('asks the host for a fresh token when the first has grown old', async () => {
    new SimulatedPeer(world, false);
    const granted = exchange;
    exchange = () => Response.json({ problem: { code: 'unauthenticated' } }, { status: 401 });
    const store = await panel();
    expect(told).toContainEqual({ type: 'renew' });
    exchange = granted;
    store.hear({ type: 'token', token: HOST_TOKEN });
    await world.pass(300);
    expect(store.state.ready).toBe(true);
  });

  it('ends signed out when the host has no token that counts', async () => {
    exchange = () => Response.json({ problem: { code: 'unauthenticated' } }, { status: 401 });
    const store = await panel();
    store.hear({ type: 'token', token: null });
    await world.pass(300);
    expect(store.state.connection).toEqual({ kind: 'ended', reason: 'signed_out' });
  });
});

describe('launching', () => {
  it('shows the conversation and tells the host', async () => {
    const peer = new SimulatedPeer(world, false);
    const store = await panel();
    store.launch(INTAKE);
    expect(store.state.launching).toBe(true);
    await world.pass(300);
    expect(store.state).toMatchObject({ launching: false, conversation: { id: 4812 } });
    expect(told).toContainEqual({ type: 'happened', event: 'chat_started', conversation: 4812 });
    expect(peer.events).toHaveLength(1);
  });

  it('happens once, through a lost connection and a reload', async () => {
    const peer = new SimulatedPeer(world, false);
    const store = await panel();
    store.launch(INTAKE);
    world.live?.vanish();
    await world.pass(100);
    const reloaded = await panel();
    await world.pass(30_000);
    expect(reloaded.state.conversation?.id).toBe(4812);
    expect(peer.events.filter((event) => event.change.type === 'launched')).toHaveLength(1);
  });
});

describe('messages', () => {
  it('survive a reload while they are on their way', async () => {
    const peer = new SimulatedPeer(world);
    const store = await panel();
    world.live?.vanish();
    store.post('hello');
    expect(store.state.letters).toMatchObject([{ text: 'hello' }]);
    const reloaded = await panel();
    await world.pass(1_000);
    expect(reloaded.state.letters).toEqual([]);
    expect(peer.events.at(-1)?.change).toMatchObject({ text: 'hello' });
  });

  it('are marked read when looked at, delivered when not', async () => {
    const peer = new SimulatedPeer(world);
    const store = await panel();
    store.hear({ type: 'visible', visible: false });
    say(peer, 'anybody there?');
    await world.pass(300);
    expect(store.state.unread).toBe(1);
    expect(told).toContainEqual({ type: 'unread', count: 1 });
    expect(peer.events.at(-1)?.change).toEqual({ type: 'marked', mark: 'delivered', upTo: 2 });
    store.hear({ type: 'visible', visible: true });
    await world.pass(300);
    expect(store.state.unread).toBe(0);
    expect(peer.events.at(-1)?.change).toEqual({ type: 'marked', mark: 'read', upTo: 2 });
    await world.pass(60_000);
    expect(peer.events.filter((event) => event.change.type === 'marked')).toHaveLength(2);
  });

  it('ring unless they are looked at, or sounds are off', async () => {
    const peer = new SimulatedPeer(world);
    const store = await panel();
    store.hear({ type: 'visible', visible: false });
    say(peer, 'one');
    await world.pass(300);
    expect(chimes).toBe(1);
    store.toggleSound();
    say(peer, 'two');
    await world.pass(300);
    expect(chimes).toBe(1);
    expect((await panel()).state.sound).toBe(false);
  });

  it('refused by a conversation that is gone become the next draft', async () => {
    new SimulatedPeer(world, false);
    const letter = { request: 'request-0001', conversation: 99, note: false, writtenAtMs: 1 };
    const problem = { code: 'not_found', message: 'no such conversation' };
    const refused = JSON.stringify({ ...letter, text: 'do not lose me', problem });
    storage.set('switchboard.letter.c-noor.request-0001', refused);
    expect((await panel()).messageDraft).toBe('do not lose me');
  });
});

describe('ratings', () => {
  const ended = async (): Promise<[SimulatedPeer, PanelStore]> => {
    const peer = new SimulatedPeer(world);
    peer.append(DANA, { type: 'closed', outcome: 'resolved' });
    return [peer, await panel()];
  };
  const shown = ({ state: { later, conversation } }: PanelStore) =>
    conversation && later?.ratings.of(conversation);
  const rated = (peer: SimulatedPeer) =>
    peer.events.flatMap(({ change }) => (change.type === 'rated' ? [change.score] : []));

  it('are shown at once and known to be stored once they are', async () => {
    const [, store] = await ended();
    store.state.later?.ratings.give(4812, 4, 'quick');
    expect(shown(store)).toMatchObject({ score: 4, comment: 'quick', stored: false });
    await world.pass(300);
    expect(shown(store)).toMatchObject({ score: 4, comment: 'quick', stored: true });
    expect(shown(await panel())).toMatchObject({ score: 4, stored: true });
  });

  it('happen once, through a lost connection and a reload', async () => {
    const [peer, store] = await ended();
    world.live?.vanish();
    store.state.later?.ratings.give(4812, 5, '');
    await world.pass(100);
    const reloaded = await panel();
    await world.pass(30_000);
    expect(rated(peer)).toEqual([5]);
    expect(shown(reloaded)).toMatchObject({ score: 5, stored: true });
  });

  it('given anew before the first has arrived are the last one given', async () => {
    const [peer, store] = await ended();
    world.live?.vanish();
    store.state.later?.ratings.give(4812, 1, '');
    store.state.later?.ratings.give(4812, 3, 'rather this');
    expect(shown(store)).toMatchObject({ score: 3, stored: false });
    await world.pass(30_000);
    expect(rated(peer).at(-1)).toBe(3);
    expect(shown(await panel())).toMatchObject({ score: 3, comment: 'rather this' });
  });

  it('that are not let go survive a reload, and so does a no', async () => {
    const [, store] = await ended();
    const draft = { conversation: 4812, score: 2, comment: 'half a sen' };
    store.state.later?.ratings.write(draft);
    store.state.later?.ratings.skip(4812, true);
    const reloaded = await panel();
    expect(reloaded.state.later?.ratings.draftOf(4812)).toEqual(draft);
    expect(reloaded.state.later?.ratings.isSkipped(4812)).toBe(true);
  });
});

describe('leaving', () => {
  it('a conversation behind shows the start, also after a reload', async () => {
    new SimulatedPeer(world);
    const store = await panel();
    expect(store.state.conversation).toBeDefined();
    store.startOver();
    expect(store.state.conversation).toBeUndefined();
    expect((await panel()).state.conversation).toBeUndefined();
  });

  it('a ticket behind brings it back when it is answered', async () => {
    const peer = new SimulatedPeer(world);
    const store = await panel();
    peer.append(DANA, { type: 'ticket_opened', ticket: 91, subject: '503' });
    peer.append(DANA, { type: 'closed', outcome: 'ticketed' });
    await world.pass(300);
    store.startOver();
    expect(store.state.conversation).toBeUndefined();
    say(peer, 'it is fixed');
    await world.pass(300);
    expect(store.state.conversation?.ticket?.id).toBe(91);
  });

  it('at sign-out nothing of the customer stays', async () => {
    new SimulatedPeer(world);
    const store = await panel();
    store.messageDraft = 'half a sentence';
    world.live?.vanish();
    store.post('unsent');
    store.hear({ type: 'shutdown' });
    expect(storage.keys()).toEqual([]);
  });
});
