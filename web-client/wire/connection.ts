import type { ErrorCode, ErrorCodes, Position, Problem, ServerMessage } from './messages.ts';
import { type ClientMessage, CloseCodes, Limits } from './messages.ts';
import { browser, type Socket, type Surroundings } from './surroundings.ts';

/** Where the connection stands, for banners and indicators. */
export type ConnectionState =
  /** Trying; `attempt` counts from 0 since the connection last worked. */
  | { readonly kind: 'connecting'; readonly attempt: number }
  /** Welcomed: everything sent and received is live. */
  | { readonly kind: 'online' }
  /** Lost or refused; tries again at `retryAtMs` (local clock), or at once when something wakes it. */
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAtMs: number }
  /** Over, and not by itself back: signed out, closed by this side, or speaking a protocol that the server does not. */
  | { readonly kind: 'ended'; readonly reason: 'signed_out' | 'closed' | 'outdated' };

/**
 * Who this client is. `undefined` sends none (staff are known by their cookie), `null` means that there is no way to be
 * signed in. Rejecting counts as a connection that failed: it is tried again.
 */
export type TokenSource = (fresh: boolean) => Promise<string | undefined | null>;

export interface ConnectionOptions {
  readonly url: string;
  /** Called before each attempt; `fresh` when the server has just refused the token before. */
  readonly token: TokenSource;
  /** What the client holds already, asked for at each attempt. */
  readonly positions: () => readonly Position[];
  /** Every message but `pong`, in order. Replies come here first, then settle their request. */
  readonly onMessage: (message: ServerMessage) => void;
  readonly onState?: (state: ConnectionState) => void;
  readonly surroundings?: Surroundings;
}

type Request = ClientMessage.Request;

/** A request as the caller writes it: the id is made here unless it was made (and perhaps stored) before. */
export type Unsent<R extends Request = Request> = R extends Request
  ? Omit<R, 'request'> & { readonly request?: string }
  : never;

/** What settles a request. A refusal is a value: nothing changed, and trying the same again will not help. */
export type Reply<T extends Request['type'] = Request['type']> =
  | ServerMessage.Refused
  | (T extends 'read_history'
      ? ServerMessage.History
      : T extends 'follow'
        ? ServerMessage.ConversationOpened
        : T extends 'read_team'
          ? ServerMessage.Team
          : ServerMessage.Done);

interface Pending {
  readonly message: Request;
  readonly settle: (reply: Reply) => void;
  refusals: number;
  cancelRetry: () => void;
}

const PENDING_MAX = 256;
/** Close codes from here on end the connection; see `CloseCodes`. */
const RECONNECT_BELOW = 4500;
const WELCOME_WITHIN_MS = 15_000;
const ANSWER_WITHIN_MS = (Limits.SILENCE_SECONDS_MAX - Limits.PING_SECONDS) * 1000;
/** After a wake-up (a laptop opened, the network back) nobody waits for the full silence. */
const WAKE_ANSWER_WITHIN_MS = 4_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 30_000;
/** A connection that held this long starts the back-off anew when it breaks. */
const STABLE_AFTER_MS = 5_000;
/** A fault of the server is tried again this often, then reported; being away or too quick is tried again for ever. */
const FAULT_TRIES_MAX = 4;

/** Checked against `ErrorCodes` by type alone: the widget does not carry what it does not need. */
type Retryable = {
  [Code in ErrorCode]: (typeof ErrorCodes)[Code]['retryable'] extends true ? Code : never;
}[ErrorCode];
const RETRYABLE: Record<Retryable, true> = {
  rate_limited: true,
  unavailable: true,
  internal: true,
};

/**
 * One live connection to the desk that outlives its sockets: it greets with what the client holds, keeps itself alive,
 * notices a dead peer within 25 s (4 s after waking), comes back by itself, and carries every request to exactly one
 * reply by sending it again under the same id.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #around: Surroundings;
  readonly #pending = new Map<string, Pending>();
  #state: ConnectionState = { kind: 'connecting', attempt: 0 };
  #socket: Socket | undefined;
  #attempt = 0;
  #tokenRefused = false;
  #onlineSinceMs = 0;
  #retryAfterMs = 0;
  #answerDueMs: number | undefined;
  #clockOffsetMs = 0;
  #cancelTimer = () => {};
  #cancelAnswerTimer = () => {};
  #stopListening = () => {};

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#around = options.surroundings ?? browser;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The server's clock, milliseconds since 1970; deadlines on the wire are by it. */
  serverNowMs(): number {
    return this.#around.now() + this.#clockOffsetMs;
  }

  /** Connects, and stays connected until `close`. */
  open(): void {
    this.#stopListening();
    this.#stopListening = this.#around.onWake(() => this.check());
    this.#attempt = 0;
    this.#tokenRefused = false;
    void this.#connect();
  }

  /** Ends for good (`open` may begin again). Requests without a reply stay open and are sent after the next welcome. */
  close(): void {
    this.#stopListening();
    this.#dropSocket();
    this.#enter({ kind: 'ended', reason: 'closed' });
  }

  /** Verifies that the connection still works, now: reconnects at once if it waits, else expects an answer within 4 s. */
  check(): void {
    if (this.#state.kind === 'waiting') void this.#connect();
    else if (this.#state.kind === 'online') this.#ping(WAKE_ANSWER_WITHIN_MS);
  }

  /** Something is missing (a gap in the events): starts over with the current positions. */
  resync(): void {
    if (this.#state.kind !== 'online') return;
    this.#dropSocket();
    this.#waitAndConnect();
  }

  /** Sends what may be lost: dropped unless the connection is up. */
  signal(message: ClientMessage.Typing): void {
    if (this.#state.kind === 'online') this.#socket?.send(JSON.stringify(message));
  }

  /** Carries out a request exactly once, through any number of connections. */
  request<T extends Request['type']>(
    unsent: Unsent<Extract<Request, { type: T }>>,
  ): Promise<Reply<T>> {
    const message = { ...unsent, request: unsent.request ?? requestId() } as Request;
    return new Promise((resolve) => {
      const settle = resolve as (reply: Reply) => void;
      if (this.#pending.size >= PENDING_MAX) {
        settle(tooMany(message.request));
        return;
      }
      const before = this.#pending.get(message.request);
      const settleBoth = (reply: Reply) => {
        before?.settle(reply);
        settle(reply);
      };
      before?.cancelRetry();
      const pending: Pending = {
        message,
        settle: before ? settleBoth : settle,
        refusals: 0,
        cancelRetry: () => {},
      };
      this.#pending.set(message.request, pending);
      this.#sendRequest(pending);
    });
  }

  async #connect(): Promise<void> {
    this.#dropSocket();
    this.#enter({ kind: 'connecting', attempt: this.#attempt });
    const attempted = this.#state;
    let token: string | undefined | null;
    try {
      token = await this.#options.token(this.#tokenRefused);
    } catch {
      if (this.#state === attempted) this.#waitAndConnect();
      return;
    }
    // While the token was fetched the connection may have been closed or begun anew.
    if (this.#state !== attempted) return;
    if (token === null) this.#end('signed_out');
    else this.#openSocket(token);
  }

  #openSocket(token: string | undefined): void {
    const socket = this.#around.socket(this.#options.url, Limits.SUBPROTOCOL);
    this.#socket = socket;
    socket.onopen = () => {
      const positions = this.#options.positions().slice(-Limits.POSITIONS_MAX);
      const hello: ClientMessage.Hello = { type: 'hello', ...(token && { token }), positions };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (frame) => this.#receive(String(frame.data));
    socket.onclose = (close) => this.#closed(close.code);
    this.#cancelTimer = this.#around.after(WELCOME_WITHIN_MS, () => {
      this.#dropSocket();
      this.#waitAndConnect();
    });
  }

  #receive(frame: string): void {
    const message = JSON.parse(frame) as ServerMessage;
    this.#heard();
    if (message.type === 'pong') {
      this.#clockOffsetMs = message.atMs - this.#around.now();
      return;
    }
    this.#options.onMessage(message);
    if (message.type === 'welcome') this.#welcomed(message);
    else if (message.type === 'problem') this.#retryAfterMs = message.problem.retryAfterMs ?? 0;
    else if ('request' in message && message.request)
      this.#settle(message as Reply & { request: string });
  }

  #welcomed(welcome: ServerMessage.Welcome): void {
    this.#cancelTimer();
    this.#clockOffsetMs = welcome.atMs - this.#around.now();
    this.#tokenRefused = false;
    this.#onlineSinceMs = this.#around.now();
    this.#schedulePing();
    this.#enter({ kind: 'online' });
    for (const pending of this.#pending.values()) this.#sendRequest(pending);
  }

  #settle(reply: Reply & { request: string }): void {
    const pending = this.#pending.get(reply.request);
    if (!pending) return;
    pending.cancelRetry();
    if (reply.type === 'refused' && this.#retriable(pending, reply.problem)) {
      const waitMs = reply.problem.retryAfterMs ?? backoffMs(pending.refusals, 0);
      pending.refusals++;
      pending.cancelRetry = this.#around.after(waitMs * (1 + this.#around.random() / 4), () =>
        this.#sendRequest(pending),
      );
      return;
    }
    this.#pending.delete(reply.request);
    pending.settle(reply);
  }

  #retriable(pending: Pending, problem: Problem): boolean {
    // A code that this client does not know yet is not tried again.
    if (!(problem.code in RETRYABLE)) return false;
    return problem.code !== 'internal' || pending.refusals < FAULT_TRIES_MAX;
  }

  #sendRequest(pending: Pending): void {
    pending.cancelRetry();
    if (this.#state.kind === 'online') this.#socket?.send(JSON.stringify(pending.message));
  }

  /** Timers of a hidden tab may come minutes late, so silence is judged by an unanswered ping, never by the clock alone. */
  #schedulePing(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#around.after(Limits.PING_SECONDS * 1000, () => {
      this.#ping(ANSWER_WITHIN_MS);
      this.#schedulePing();
    });
  }

  #ping(answerWithinMs: number): void {
    const ping: ClientMessage.Ping = { type: 'ping' };
    this.#socket?.send(JSON.stringify(ping));
    const dueMs = this.#around.now() + answerWithinMs;
    if (this.#answerDueMs !== undefined && this.#answerDueMs <= dueMs) return;
    this.#answerDueMs = dueMs;
    this.#cancelAnswerTimer();
    this.#cancelAnswerTimer = this.#around.after(answerWithinMs, () => {
      this.#dropSocket();
      this.#waitAndConnect();
    });
  }

  #heard(): void {
    this.#answerDueMs = undefined;
    this.#cancelAnswerTimer();
  }

  #closed(code: number): void {
    this.#dropSocket();
    if (code === CloseCodes.SIGNED_OUT.code) {
      if (this.#tokenRefused) this.#end('signed_out');
      else {
        this.#tokenRefused = true;
        void this.#connect();
      }
    } else if (code >= RECONNECT_BELOW) this.#end('outdated');
    else this.#waitAndConnect();
  }

  /** After the back-off, and not before the time that a server gave which has no place now. */
  #waitAndConnect(): void {
    const now = this.#around.now();
    if (this.#onlineSinceMs > 0 && now - this.#onlineSinceMs >= STABLE_AFTER_MS) this.#attempt = 0;
    const waitMs = Math.max(backoffMs(this.#attempt, this.#around.random()), this.#retryAfterMs);
    this.#onlineSinceMs = this.#retryAfterMs = 0;
    this.#attempt++;
    this.#cancelTimer = this.#around.after(waitMs, () => void this.#connect());
    this.#enter({ kind: 'waiting', attempt: this.#attempt, retryAtMs: now + waitMs });
  }

  #end(reason: 'signed_out' | 'outdated'): void {
    this.#stopListening();
    this.#enter({ kind: 'ended', reason });
  }

  #dropSocket(): void {
    this.#cancelTimer();
    this.#heard();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    // A half-open socket reports its end minutes later: it is no longer listened to.
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#options.onState?.(state);
  }
}

/** A new request id: 128 random bits in 22 characters. */
export function requestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Exponential with full jitter above a floor, so that a thousand clients do not return in one instant. */
function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt);
  return ceiling * (0.25 + 0.75 * random);
}

function tooMany(request: string): ServerMessage.Refused {
  const message = `${PENDING_MAX} requests wait for an answer already; try again when the connection is back`;
  return { type: 'refused', request, problem: { code: 'limit_reached', message } };
}
