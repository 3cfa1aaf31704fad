import type {
  ClientMessage,
  ConversationEvent,
  ConversationView,
  MarksView,
  Person,
  PersonKind,
  ServerMessage,
} from './messages.ts';
import type { Socket, Surroundings } from './surroundings.ts';

/** A seeded generator (mulberry32), 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when the test says so, and a network that loses whatever the test wants. */
export class SimulatedWorld implements Surroundings {
  readonly random: () => number;
  readonly sockets: SimulatedSocket[] = [];
  /** Whether a new socket reaches the peer. */
  reachable = true;
  accept: (socket: SimulatedSocket) => void = () => {};
  #nowMs = 1_800_000_000_000;
  #timers: Timer[] = [];
  #order = 0;
  #wake = () => {};

  constructor(seed: number) {
    this.random = seeded(seed);
  }

  readonly now = () => this.#nowMs;

  readonly after = (ms: number, run: () => void) => {
    const timer = { dueMs: this.#nowMs + ms, order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  socket(): Socket {
    const socket = new SimulatedSocket(this);
    this.sockets.push(socket);
    this.after(1 + this.random() * 20, () => {
      if (!this.reachable) socket.breakOff(1006);
      else if (!socket.closed) {
        this.accept(socket);
        socket.onopen?.();
      }
    });
    return socket;
  }

  onWake(run: () => void): () => void {
    this.#wake = run;
    return () => {
      this.#wake = () => {};
    };
  }

  wake(): void {
    this.#wake();
  }

  get live(): SimulatedSocket | undefined {
    return this.sockets.findLast((socket) => !socket.closed);
  }

  /** Runs everything that is due in the next `ms`. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await settled();
      const next = this.#timers
        .filter((timer) => timer.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.run();
    }
    this.#nowMs = endMs;
  }
}

/** Lets every promise that can settle do so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Both ends of one connection. Frames keep their order in each direction, as in TCP. */
export class SimulatedSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((frame: { readonly data: unknown }) => void) | null = null;
  onclose: ((close: { readonly code: number }) => void) | null = null;
  /** What the client has sent, as far as it arrived. */
  readonly received: ClientMessage[] = [];
  onClient: (message: ClientMessage) => void = () => {};
  onGone: () => void = () => {};
  closed = false;
  #lost = false;
  #clientFrameDueMs = 0;
  #peerFrameDueMs = 0;

  readonly #world: SimulatedWorld;

  constructor(world: SimulatedWorld) {
    this.#world = world;
  }

  /** From the client. */
  send(frame: string): void {
    this.#clientFrameDueMs = this.#transit(this.#clientFrameDueMs, () => {
      const message = JSON.parse(frame) as ClientMessage;
      this.received.push(message);
      this.onClient(message);
    });
  }

  /** From the peer. */
  reply(message: ServerMessage): void {
    const data = JSON.stringify(message);
    this.#peerFrameDueMs = this.#transit(this.#peerFrameDueMs, () => this.onmessage?.({ data }));
  }

  /** By the client. */
  close(): void {
    this.closed = true;
    this.onGone();
  }

  /** By the peer or the network, seen by both sides; frames under way are lost. */
  breakOff(code: number): void {
    if (this.closed) return;
    this.closed = true;
    this.onGone();
    this.onclose?.({ code });
  }

  /** The network swallows everything from now on, and tells nobody. */
  vanish(): void {
    this.#lost = true;
  }

  #transit(earliestMs: number, arrive: () => void): number {
    const now = this.#world.now();
    const dueMs = Math.max(earliestMs, now + 1 + this.#world.random() * 40);
    this.#world.after(dueMs - now, () => {
      if (!this.closed && !this.#lost) arrive();
    });
    return dueMs;
  }
}

export const NOOR: Person = { kind: 'customer', id: 'c-noor', name: 'Noor Haddad' };
export const DANA: Person = { kind: 'agent', id: 'dana', name: 'Dana' };

/** The least server that the protocol allows: one conversation, requests carried out once, resume by position. */
export class SimulatedPeer {
  readonly epoch = 'e1';
  readonly conversation = 4812;
  readonly events: ConversationEvent[] = [];
  readonly #replies = new Map<string, ServerMessage.Done>();
  readonly #sockets = new Set<SimulatedSocket>();
  readonly #world: SimulatedWorld;
  /** Share of requests refused as `unavailable`, of events left out, and of events sent twice. */
  mischief = { refuse: 0, omit: 0, repeat: 0 };

  /** @param launched whether the conversation exists before anybody connects */
  constructor(world: SimulatedWorld, launched = true) {
    this.#world = world;
    world.accept = (socket) => {
      socket.onClient = (message) => this.#answer(socket, message);
      socket.onGone = () => this.#sockets.delete(socket);
    };
    if (launched) this.append(NOOR, { type: 'launched', intake: NO_INTAKE });
  }

  append(by: Person, change: ConversationEvent['change'], request?: string): ConversationEvent {
    const sequence = this.events.length + 1;
    const event = { sequence, atMs: this.#world.now(), by, ...(request && { request }), change };
    this.events.push(event);
    for (const socket of this.#sockets) this.#publish(socket, event);
    return event;
  }

  #publish(socket: SimulatedSocket, event: ConversationEvent): void {
    const message: ServerMessage = { type: 'event', conversation: this.conversation, event };
    if (this.#world.random() >= this.mischief.omit) socket.reply(message);
    if (this.#world.random() < this.mischief.repeat) socket.reply(message);
  }

  #answer(socket: SimulatedSocket, message: ClientMessage): void {
    switch (message.type) {
      case 'hello':
        this.#sockets.add(socket);
        socket.reply(this.#welcome(message));
        break;
      case 'ping':
        socket.reply({ type: 'pong', atMs: this.#world.now() });
        break;
      case 'launch_chat':
        this.#carryOut(socket, message.request, () => this.#launch(message));
        break;
      case 'post_message': {
        const { request, text, note } = message;
        this.#carryOut(socket, request, () => {
          return this.append(NOOR, { type: 'message', text, note }, request);
        });
        break;
      }
      case 'rate_chat': {
        const { request, score, comment } = message;
        this.#carryOut(socket, request, () => {
          return this.append(NOOR, { type: 'rated', score, comment }, request);
        });
        break;
      }
      case 'mark': {
        const { request, mark, sequence } = message;
        this.#carryOut(socket, request, () => {
          return this.append(NOOR, { type: 'marked', mark, upTo: sequence }, request);
        });
        break;
      }
      default:
        break;
    }
  }

  #carryOut(socket: SimulatedSocket, request: string, decide: () => ConversationEvent): void {
    if (this.#world.random() < this.mischief.refuse) {
      const problem = {
        code: 'unavailable',
        message: 'storage is away',
        retryAfterMs: 300,
      } as const;
      socket.reply({ type: 'refused', request, problem });
      return;
    }
    let done = this.#replies.get(request);
    if (!done) {
      const { sequence } = decide();
      done = { type: 'done', request, conversation: this.conversation, sequence };
      this.#replies.set(request, done);
    }
    socket.reply(done);
  }

  #launch({ request, intake }: ClientMessage.LaunchChat): ConversationEvent {
    const launched = this.append(NOOR, { type: 'launched', intake }, request);
    for (const socket of this.#sockets)
      socket.reply({ type: 'conversation', conversation: this.#view(0) });
    return launched;
  }

  #welcome(hello: ClientMessage.Hello): ServerMessage.Welcome {
    const position = hello.positions.find((each) => each.conversation === this.conversation);
    const from = position?.epoch === this.epoch ? position.sequence : 0;
    return {
      type: 'welcome',
      epoch: this.epoch,
      atMs: this.#world.now(),
      self: NOOR,
      offers: [],
      conversations: this.events.length > 0 ? [this.#view(from)] : [],
    };
  }

  #view(from: number): ConversationView {
    const rating = this.events.map(({ change }) => change).findLast((one) => one.type === 'rated');
    return {
      id: this.conversation,
      sequence: this.events.length,
      stage: 'assigned',
      customer: {
        id: NOOR.id,
        name: NOOR.name,
        email: 'noor@example.org',
        organization: 'Harbour Books',
        environments: [],
        tier: 'Elite',
        tierRank: 30,
        targetSeconds: 60,
        chatOnly: false,
        rights: [],
      },
      intake: NO_INTAKE,
      launchedAtMs: 0,
      agent: DANA,
      ...(rating && { rating: { score: rating.score, comment: rating.comment } }),
      customerMarks: this.#marks('customer'),
      agentMarks: this.#marks('agent'),
      events: this.events.slice(from),
    };
  }

  #marks(kind: PersonKind): MarksView {
    const marks = { delivered: 0, read: 0 };
    for (const { by, change } of this.events)
      if (change.type === 'marked' && by.kind === kind) {
        marks.delivered = Math.max(marks.delivered, change.upTo);
        if (change.mark === 'read') marks.read = Math.max(marks.read, change.upTo);
      }
    return marks;
  }
}

const NO_INTAKE = { topic: '', steps: '', environment: '', began: '', error: '', links: [] };
