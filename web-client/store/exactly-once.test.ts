// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { Connection } from '../wire/connection.ts';
import { DANA, SimulatedPeer, SimulatedWorld } from '../wire/simulation.ts';
import { apply, type Conversations, NO_CONVERSATIONS, positions } from './conversations.ts';
import { memoryStorage } from './memory-storage.ts';
import { type LetterStorage, Outbox } from './outbox.ts';

/** A customer's page as far as this test goes: connection, conversations and outbox, joined as the widget joins them. */
class Page {
  conversations: Conversations = NO_CONVERSATIONS;
  readonly connection: Connection;
  readonly outbox: Outbox;

  constructor(world: SimulatedWorld, storage: LetterStorage) {
    this.connection = new Connection({
      url: 'ws://desk/ws',
      token: async () => 'token',
      positions: () => positions(this.conversations),
      onMessage: (message) => {
        const { conversations, gap } = apply(this.conversations, message);
        this.conversations = conversations;
        for (const view of conversations.byId.values()) this.outbox.reconcile(view);
        if (gap) this.connection.resync();
      },
      surroundings: world,
    });
    this.outbox = new Outbox({
      storage,
      owner: 'c-noor',
      deliver: (message) => this.connection.request<'post_message'>(message),
      onChange: () => {},
      now: () => world.now(),
    });
    this.outbox.resume();
    this.connection.open();
  }
}

describe('a customer on a bad network', () => {
  // Together more than 1,000 cuts.
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1);

  it.each(seeds)('loses, doubles and misorders nothing (seed %i)', async (seed) => {
    const world = new SimulatedWorld(seed);
    const peer = new SimulatedPeer(world);
    peer.mischief = { refuse: 0.2, omit: 0.03, repeat: 0.1 };
    const storage = memoryStorage();
    let page = new Page(world, storage);
    const written: string[] = [];
    let cuts = 0;

    while (cuts < 45) {
      const dice = world.random();
      if (dice < 0.45) {
        const text = `customer ${written.length}`;
        if (page.outbox.post(peer.conversation, text)) written.push(text);
      } else if (dice < 0.6) {
        peer.append(DANA, { type: 'message', text: 'agent', note: false });
      } else if (dice < 0.75) {
        world.live?.breakOff(1006);
        cuts++;
      } else if (dice < 0.8) {
        world.live?.vanish();
        cuts++;
      } else if (dice < 0.85) {
        world.wake();
      } else if (dice < 0.9) {
        // A reload: the page is gone, its storage stays.
        page.connection.close();
        page = new Page(world, storage);
      }
      await world.pass(world.random() < 0.1 ? world.random() * 40_000 : world.random() * 400);
    }
    peer.mischief = { refuse: 0, omit: 0, repeat: 0 };
    peer.append(DANA, { type: 'message', text: 'the last word', note: false });
    await world.pass(120_000);

    const posted = peer.events
      .filter((event) => event.by.kind === 'customer')
      .flatMap((event) => (event.change.type === 'message' ? [event.change.text] : []));
    expect(posted).toEqual(written);
    expect(page.conversations.byId.get(peer.conversation)?.events).toEqual(peer.events);
    expect(page.outbox.letters(peer.conversation)).toEqual([]);
    expect(storage.keys()).toEqual([]);
  });
});
