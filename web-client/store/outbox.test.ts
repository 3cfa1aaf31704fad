// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { Unsent } from '../wire/connection.ts';
import type { ClientMessage, ConversationView, ServerMessage } from '../wire/messages.ts';
import { memoryStorage } from './memory-storage.ts';
import { type LetterStorage, Outbox } from './outbox.ts';

type Reply = ServerMessage.Done | ServerMessage.Refused;

interface Delivery {
  readonly message: Unsent<ClientMessage.PostMessage>;
  readonly answer: (reply: Reply) => Promise<void>;
}

let storage: LetterStorage;
let deliveries: Delivery[];

function outbox(owner = 'c-noor'): Outbox {
  return new Outbox({
    storage,
    owner,
    onChange: () => {},
    deliver: (message) =>
      new Promise((resolve) => {
        const answer = async (reply: Reply) => {
          resolve(reply);
          await new Promise((settled) => setImmediate(settled));
        };
        deliveries.push({ message, answer });
      }),
  });
}

beforeEach(() => {
  storage = memoryStorage();
  deliveries = [];
});

const sent = () => deliveries.map(({ message }) => message.text);

async function done(index: number, sequence: number): Promise<void> {
  const request = deliveries[index]?.message.request ?? '';
  await deliveries[index]?.answer({ type: 'done', request, conversation: 7, sequence });
}

async function refuse(index: number): Promise<void> {
  const problem = { code: 'conflict', message: 'the chat is closed' } as const;
  const request = deliveries[index]?.message.request ?? '';
  await deliveries[index]?.answer({ type: 'refused', request, problem });
}

/** A conversation as far as the outbox looks at it. */
function view(sequence: number, ...requests: string[]): ConversationView {
  const events = requests.map((request) => ({ request }));
  return { id: 7, sequence, events } as unknown as ConversationView;
}

describe('an outbox', () => {
  it('sends one letter of a conversation after the other', async () => {
    const letters = outbox();
    letters.post(7, 'one');
    letters.post(7, 'two');
    letters.post(8, 'elsewhere');
    expect(sent()).toEqual(['one', 'elsewhere']);
    await done(0, 4);
    expect(sent()).toEqual(['one', 'elsewhere', 'two']);
  });

  it('keeps a stored letter until it is seen', async () => {
    const letters = outbox();
    const letter = letters.post(7, 'one');
    await done(0, 4);
    expect(letters.letters(7)).toMatchObject([{ text: 'one', sequence: 4 }]);
    letters.reconcile(view(3));
    expect(letters.letters(7)).toHaveLength(1);
    letters.reconcile(view(4, letter?.request ?? ''));
    expect(letters.letters(7)).toEqual([]);
    expect(storage.keys()).toEqual([]);
  });

  it('lets go of a letter that is seen before its reply', async () => {
    const letters = outbox();
    const letter = letters.post(7, 'one');
    letters.reconcile(view(4, letter?.request ?? ''));
    expect(letters.letters(7)).toEqual([]);
    await done(0, 4);
    expect(letters.letters(7)).toEqual([]);
    expect(storage.keys()).toEqual([]);
  });

  it('marks a refused letter and goes on with the next', async () => {
    const letters = outbox();
    letters.post(7, 'one');
    letters.post(7, 'two');
    await refuse(0);
    expect(letters.letters(7)).toMatchObject([{ text: 'one', problem: { code: 'conflict' } }, {}]);
    expect(sent()).toEqual(['one', 'two']);
  });

  it('sends a refused letter again as a new request', async () => {
    const letters = outbox();
    const first = letters.post(7, 'one');
    await refuse(0);
    letters.retry(first?.request ?? '');
    expect(sent()).toEqual(['one', 'one']);
    expect(deliveries[1]?.message.request).not.toBe(first?.request);
    expect(letters.letters(7)).toHaveLength(1);
  });

  it('drops a refused letter, but none that is on its way', async () => {
    const letters = outbox();
    const letter = letters.post(7, 'one');
    letters.discard(letter?.request ?? '');
    expect(letters.letters(7)).toHaveLength(1);
    await refuse(0);
    letters.discard(letter?.request ?? '');
    expect(letters.letters(7)).toEqual([]);
  });

  it('survives a reload, in order, under the same requests', () => {
    const before = outbox();
    const requests = ['one', 'two', 'three'].map((text) => before.post(7, text)?.request);
    const reloaded = outbox();
    expect(reloaded.letters(7).map((letter) => letter.request)).toEqual(requests);
    reloaded.resume();
    expect(deliveries.at(-1)?.message.request).toBe(requests[0]);
  });

  it('belongs to one customer', () => {
    outbox('c-noor').post(7, 'one');
    expect(outbox('c-luis').letters(7)).toEqual([]);
  });

  it('is bounded', () => {
    const letters = outbox();
    for (let index = 0; index < 100; index++) letters.post(7, `message ${index}`);
    expect(letters.isFull).toBe(true);
    expect(letters.post(7, 'one too many')).toBeUndefined();
  });
});
