import type { Unsent } from '../wire/connection.ts';
import { requestId } from '../wire/connection.ts';
import type { ClientMessage, ConversationView, Problem, ServerMessage } from '../wire/messages.ts';

/** A message that its writer has let go and that is not yet seen in the conversation. */
export interface Letter {
  /** The request id: however often it is sent, it is posted once. */
  readonly request: string;
  readonly conversation: number;
  readonly text: string;
  readonly note: boolean;
  readonly writtenAtMs: number;
  /** Stored by the server as this event, which has not arrived here yet. */
  readonly sequence?: number;
  /** Refused for good: waits for its writer to send it again or to drop it. */
  readonly problem?: Problem;
}

/** Where letters survive a reload. Each letter is an entry of its own, so that several tabs do not overwrite each other's. */
export interface LetterStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

export interface OutboxOptions {
  readonly storage: LetterStorage;
  /** Keeps one customer's letters apart from another's in the same browser. */
  readonly owner: string;
  readonly deliver: (
    message: Unsent<ClientMessage.PostMessage>,
  ) => Promise<ServerMessage.Done | ServerMessage.Refused>;
  readonly onChange: () => void;
  readonly now?: () => number;
}

/** More letters than a person writes without a connection. */
const LETTERS_MAX = 100;

/**
 * Messages on their way. Each conversation's letters go out one after the other, the next when the one before is stored:
 * that is what keeps their order through cuts and refusals. A letter leaves when it is seen in the conversation.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #prefix: string;
  readonly #now: () => number;
  /** Conversations with a letter between here and the server. */
  readonly #underWay = new Set<number>();
  #letters: readonly Letter[];

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#prefix = `switchboard.letter.${options.owner}.`;
    this.#now = options.now ?? Date.now;
    this.#letters = this.#load();
  }

  /** Every letter, oldest first. */
  get all(): readonly Letter[] {
    return this.#letters;
  }

  /** Letters of a conversation, oldest first. */
  letters(conversation: number): readonly Letter[] {
    return this.#letters.filter((letter) => letter.conversation === conversation);
  }

  /** Letters that were refused for good, of all conversations. */
  refused(): readonly Letter[] {
    return this.#letters.filter((letter) => letter.problem);
  }

  get isFull(): boolean {
    return this.#letters.length >= LETTERS_MAX;
  }

  /** Takes a message, stores it and sends it when its turn comes. Returns undefined when the outbox is full. */
  post(conversation: number, text: string, note = false): Letter | undefined {
    if (this.isFull) return undefined;
    const newest = this.#letters.at(-1)?.writtenAtMs ?? 0;
    const writtenAtMs = Math.max(this.#now(), newest + 1);
    const letter: Letter = { request: requestId(), conversation, text, note, writtenAtMs };
    this.#save(letter);
    this.#change([...this.#letters, letter]);
    this.#sendNext(conversation);
    return letter;
  }

  /** Sends what waits, after a reload. */
  resume(): void {
    for (const { conversation } of this.#letters) this.#sendNext(conversation);
  }

  /** Sends a refused letter again, as a new request. */
  retry(request: string): void {
    const letter = this.#letters.find((each) => each.request === request);
    if (!letter?.problem) return;
    this.#remove(request);
    this.post(letter.conversation, letter.text, letter.note);
  }

  /** Drops a refused letter. */
  discard(request: string): void {
    const letter = this.#letters.find((each) => each.request === request);
    if (letter?.problem) this.#remove(request);
  }

  /** Takes out the letters that the conversation shows, or is known to hold. */
  reconcile(view: ConversationView): void {
    const seen = new Set(view.events.map((event) => event.request));
    for (const letter of this.letters(view.id)) {
      const stored = letter.sequence !== undefined && letter.sequence <= view.sequence;
      if (stored || seen.has(letter.request)) this.#remove(letter.request);
    }
  }

  #sendNext(conversation: number): void {
    if (this.#underWay.has(conversation)) return;
    const letter = this.letters(conversation).find(
      (each) => each.sequence === undefined && !each.problem,
    );
    if (!letter) return;
    this.#underWay.add(conversation);
    const { request, text, note } = letter;
    void this.#options
      .deliver({ type: 'post_message', request, conversation, text, note })
      .then((reply) => {
        this.#underWay.delete(conversation);
        this.#answered(letter.request, reply);
        this.#sendNext(conversation);
      });
  }

  #answered(request: string, reply: ServerMessage.Done | ServerMessage.Refused): void {
    const letter = this.#letters.find((each) => each.request === request);
    if (!letter) return;
    const { sequence: _, problem: __, ...rest } = letter;
    const answered: Letter =
      reply.type === 'done'
        ? { ...rest, sequence: reply.sequence }
        : { ...rest, problem: reply.problem };
    this.#save(answered);
    this.#change(this.#letters.map((each) => (each === letter ? answered : each)));
  }

  #remove(request: string): void {
    this.#options.storage.remove(this.#key(request));
    this.#change(this.#letters.filter((letter) => letter.request !== request));
  }

  #change(letters: readonly Letter[]): void {
    this.#letters = letters;
    this.#options.onChange();
  }

  #load(): readonly Letter[] {
    const { storage } = this.#options;
    const letters = storage
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => JSON.parse(storage.get(key) ?? 'null') as Letter | null)
      .filter((letter) => letter !== null);
    return letters.sort((a, b) => a.writtenAtMs - b.writtenAtMs).slice(0, LETTERS_MAX);
  }

  #save(letter: Letter): void {
    this.#options.storage.set(this.#key(letter.request), JSON.stringify(letter));
  }

  #key(request: string): string {
    return this.#prefix + request;
  }
}
