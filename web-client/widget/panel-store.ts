import { apply, type Conversations, NO_CONVERSATIONS, positions } from '../store/conversations.ts';
import { type Letter, type LetterStorage, Outbox } from '../store/outbox.ts';
import { Connection, type ConnectionState, requestId, type Unsent } from '../wire/connection.ts';
import {
  type ClientMessage,
  type ConversationView,
  type Intake,
  Limits,
  type MarkKind,
  type Person,
  type Problem,
  type ServerMessage,
} from '../wire/messages.ts';
import { browser, type Surroundings } from '../wire/surroundings.ts';
import { type HostIdentity, Identity } from './identity.ts';
import type { FromPanel, Look, ToPanel } from './port.ts';
import type { Ratings } from './ratings.ts';
import { hasOpenTicket } from './stage.ts';
import { strings } from './strings.ts';

/** What the panel shows. A new object after each change. */
export interface PanelState {
  readonly look: Look;
  /** The panel is open on the host's page. */
  readonly visible: boolean;
  readonly connection: ConnectionState;
  readonly self?: Person | undefined;
  readonly host?: HostIdentity | undefined;
  /** The first welcome has come: what is shown is true. */
  readonly ready: boolean;
  readonly conversation?: ConversationView | undefined;
  readonly letters: readonly Letter[];
  readonly outboxFull: boolean;
  readonly launching: boolean;
  /** Why the last thing asked for was refused. */
  readonly problem?: Problem | undefined;
  readonly typing?: Person | undefined;
  readonly later?: Later | undefined;
  readonly agentConnected: boolean;
  readonly unread: number;
  readonly sound: boolean;
}

/** What comes after what is needed sooner. */
export type Later = Omit<typeof import('./later.ts'), 'Ratings'> & { readonly ratings: Ratings };

/** What a customer may ask of the conversation on the screen. */
export type Asked =
  | { readonly type: 'revise_intake'; readonly intake: Intake }
  | { readonly type: 'open_ticket'; readonly subject: string }
  | { readonly type: 'close_conversation' };

export interface PanelOptions {
  readonly storage: LetterStorage;
  readonly tell: (message: FromPanel) => void;
  readonly chime: () => void;
  readonly surroundings?: Surroundings;
}

const INTAKE_DRAFT = 'intake';
const MESSAGE_DRAFT = 'message';
const LAUNCH = 'launch';
const DISMISSED = 'dismissed';
const SOUND = 'switchboard.sound';
const PREFIX = 'switchboard.';

/** Joins connection, conversations and outbox to what one customer sees, and carries out what the customer does. */
export class PanelStore {
  readonly #options: PanelOptions;
  readonly #around: Surroundings;
  readonly #identity: Identity;
  readonly #connection: Connection;
  readonly #listeners = new Set<() => void>();
  #state: PanelState;
  #conversations: Conversations = NO_CONVERSATIONS;
  #outbox: Outbox | undefined;
  #current: number | undefined;
  #atBottom = true;
  #markUnderWay = false;
  #lastMark = '';
  #lastTold = '';
  #typedAtMs = 0;
  #stopTyping = () => {};

  constructor(options: PanelOptions) {
    this.#options = options;
    this.#around = options.surroundings ?? browser;
    this.#identity = new Identity({
      renew: () => options.tell({ type: 'renew' }),
      now: this.#around.now,
      after: this.#around.after,
    });
    this.#connection = new Connection({
      url: socketUrl(),
      token: (fresh) => this.#identity.token(fresh),
      positions: () => positions(this.#conversations),
      onMessage: (message) => this.#receive(message),
      onState: (connection) => this.#change({ connection }),
      surroundings: this.#around,
    });
    this.#state = {
      look: { theme: 'auto' },
      visible: false,
      connection: this.#connection.state,
      ready: false,
      letters: [],
      outboxFull: false,
      launching: false,
      agentConnected: true,
      unread: 0,
      sound: options.storage.get(SOUND) !== 'off',
    };
  }

  get state(): PanelState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From the host's page. */
  hear(message: ToPanel): void {
    switch (message.type) {
      case 'look':
        this.#change({ look: message.look });
        break;
      case 'visible':
        this.#change({ visible: message.visible });
        if (message.visible) this.#connection.check();
        this.looked();
        break;
      case 'token':
        if (this.#identity.offer(message.token)) this.reconnect();
        break;
      case 'shutdown':
        this.#shutDown();
        break;
    }
  }

  /** Connects anew: after a new token, or when the customer asks for it. */
  reconnect(): void {
    this.#connection.close();
    this.#connection.open();
  }

  /** Tries to connect at once instead of at the next turn. */
  tryNow(): void {
    this.#connection.check();
  }

  // --- what the customer does ---

  /** @param ticket leaves a ticket at once, as when nobody chats at this hour */
  launch(intake: Intake, ticket?: true): void {
    const launch = { request: requestId(), intake, ...(ticket && { ticket }) };
    this.#keep(LAUNCH, JSON.stringify(launch));
    void this.#launch(launch);
  }

  /** Leaves a conversation that is over and shows the start again. */
  startOver(): void {
    if (this.#current) this.#keep(DISMISSED, String(this.#current));
    this.#current = this.#choose();
    this.#refresh();
  }

  post(text: string): boolean {
    if (!this.#current || !this.#outbox?.post(this.#current, text)) return false;
    this.#typedAtMs = 0;
    this.#atBottom = true;
    return true;
  }

  retry(request: string): void {
    this.#outbox?.retry(request);
  }

  discard(request: string): void {
    this.#outbox?.discard(request);
  }

  /** The customer pressed a key in the message field, or emptied it. */
  typed(active: boolean): void {
    const now = this.#around.now();
    if (!this.#current || (active && now - this.#typedAtMs < Limits.TYPING_SECONDS * 1000)) return;
    if (!active && this.#typedAtMs === 0) return;
    this.#typedAtMs = active ? now : 0;
    this.#connection.signal({ type: 'typing', conversation: this.#current, active });
  }

  /** Carries out what is asked of the whole conversation; a refusal is shown. */
  async ask(asked: Asked): Promise<void> {
    const conversation = this.#current;
    if (!conversation) return;
    this.dismissProblem();
    const reply = await this.#connection.request<Asked['type']>({ ...asked, conversation });
    if (reply.type === 'refused') this.#change({ problem: reply.problem });
  }

  async loadOlder(): Promise<void> {
    const before = this.#state.conversation?.events[0]?.sequence;
    const conversation = this.#current;
    if (!conversation || !before || before === 1) return;
    await this.#connection.request<'read_history'>({ type: 'read_history', conversation, before });
  }

  /** The transcript as text; undefined, with the problem shown, when it cannot be had. */
  async transcript(): Promise<Blob | undefined> {
    this.dismissProblem();
    try {
      const response = await fetch(`/api/v1/conversations/${this.#current}/transcript`, {
        headers: { authorization: `Bearer ${await this.#identity.token(false)}` },
      });
      if (response.ok) return await response.blob();
    } catch {
      // Told like any other refusal, below.
    }
    this.#change({ problem: { code: 'unavailable', message: strings.problem.transcript } });
    return undefined;
  }

  /** Whether the newest message is in sight. */
  lookedAt(atBottom: boolean): void {
    if (this.#atBottom === atBottom) return;
    this.#atBottom = atBottom;
    this.#mark();
  }

  /** The page or the panel was shown or hidden. */
  looked(): void {
    this.#mark();
    this.#refresh();
  }

  toggleSound(): void {
    const sound = !this.#state.sound;
    this.#options.storage.set(SOUND, sound ? 'on' : 'off');
    this.#change({ sound });
    if (sound) this.#options.chime();
  }

  dismissProblem(): void {
    this.#change({ problem: undefined });
  }

  // --- drafts ---

  get messageDraft(): string {
    return this.#kept(MESSAGE_DRAFT) ?? '';
  }

  set messageDraft(text: string) {
    this.#keep(MESSAGE_DRAFT, text);
  }

  get intakeDraft(): string | null {
    return this.#kept(INTAKE_DRAFT);
  }

  set intakeDraft(json: string) {
    this.#keep(INTAKE_DRAFT, json);
  }

  // --- what the server says ---

  #receive(message: ServerMessage): void {
    if (message.type === 'welcome') this.#welcomed(message);
    const before = this.#view();
    const { conversations, gap } = apply(this.#conversations, message);
    this.#conversations = conversations;
    if (gap) this.#connection.resync();
    switch (message.type) {
      case 'welcome':
        this.#afterWelcome();
        break;
      case 'conversation':
        this.#current ??= message.conversation.id;
        break;
      case 'typing':
        this.#showTyping(message);
        break;
      case 'presence':
        if (message.conversation === this.#current) this.#change({ agentConnected: message.agent });
        break;
      case 'event':
        this.#happened(message, before);
        break;
      default:
        break;
    }
    for (const view of conversations.byId.values()) this.#outbox?.reconcile(view);
    this.#salvage();
    this.#refresh();
    this.#mark();
  }

  #welcomed(welcome: ServerMessage.Welcome): void {
    const { self } = welcome;
    if (this.#state.self?.id !== self.id) {
      this.#conversations = NO_CONVERSATIONS;
      this.#current = undefined;
      this.#outbox = this.#outboxOf(self);
      this.#change({ later: undefined });
    }
    this.#change({ self, host: this.#identity.host, ready: true, agentConnected: true });
    this.#stopTyping();
  }

  #afterWelcome(): void {
    this.#current = this.#choose();
    this.#outbox?.resume();
    if (!this.#state.later) this.#bringLater();
    const launch = this.#kept(LAUNCH);
    if (launch && !this.#state.launching) void this.#launch(JSON.parse(launch));
  }

  /** The newest conversation that its customer has not left behind, or whose ticket was answered since. */
  #choose(): number | undefined {
    const dismissed = Number(this.#kept(DISMISSED) ?? 0);
    const ids = [...this.#conversations.byId.values()]
      .filter((view) => view.id > dismissed || (hasOpenTicket(view) && unreadIn(view) > 0))
      .map(({ id }) => id);
    return ids.length > 0 ? Math.max(...ids) : undefined;
  }

  async #launch(launch: Omit<ClientMessage.LaunchChat, 'type'>): Promise<void> {
    this.dismissProblem();
    this.#change({ launching: true });
    const reply = await this.#connection.request<'launch_chat'>({ type: 'launch_chat', ...launch });
    this.#drop(LAUNCH);
    this.#change({ launching: false });
    if (reply.type === 'refused') {
      this.#change({ problem: reply.problem });
      return;
    }
    this.#drop(INTAKE_DRAFT);
    this.#current = reply.conversation;
    this.#refresh();
    this.#happenedOnHost('chat_started', reply.conversation);
  }

  #happened(message: ServerMessage.EventHappened, before: ConversationView | undefined): void {
    const { conversation, event } = message;
    // An answered ticket comes back to whoever has nothing else on the screen.
    this.#current ??= this.#choose();
    if (conversation !== this.#current || !before || event.sequence <= before.sequence) return;
    const { change, by } = event;
    if (change.type === 'closed' && before.stage !== 'wrap_up')
      this.#happenedOnHost('chat_ended', conversation);
    if (change.type === 'wrap_up_began') this.#happenedOnHost('chat_ended', conversation);
    if (change.type === 'ticket_opened') this.#happenedOnHost('ticket_opened', conversation);
    if (change.type === 'assigned') this.#change({ agentConnected: true });
    if (change.type === 'message' && by.kind !== 'customer') this.#stopTyping();
    const calls =
      change.type === 'assigned' || (change.type === 'message' && by.kind !== 'customer');
    if (calls && this.#state.sound && !(this.#isLookedAt() && document.hasFocus()))
      this.#options.chime();
  }

  #happenedOnHost(
    event: 'chat_started' | 'chat_ended' | 'ticket_opened',
    conversation: number,
  ): void {
    this.#options.tell({ type: 'happened', event, conversation });
  }

  #showTyping({ conversation, by, active }: ServerMessage.TypingSeen): void {
    if (conversation !== this.#current || by.kind === 'customer') return;
    this.#stopTyping();
    if (!active) return;
    this.#change({ typing: by });
    const cancel = this.#around.after(Limits.TYPING_SECONDS * 2000, () => this.#stopTyping());
    this.#stopTyping = () => {
      cancel();
      this.#stopTyping = () => {};
      this.#change({ typing: undefined });
    };
  }

  /** Tells the desk how far this customer has received and read, one mark after the other. */
  #mark(): void {
    const view = this.#view();
    if (!view || this.#markUnderWay) return;
    const newest = view.events.findLast(isForCustomer)?.sequence;
    const mark: MarkKind = this.#isLookedAt() && this.#atBottom ? 'read' : 'delivered';
    if (!newest || view.customerMarks[mark] >= newest) return;
    const asked = `${view.id} ${mark} ${newest}`;
    if (asked === this.#lastMark) return;
    this.#lastMark = asked;
    this.#markUnderWay = true;
    void this.#connection
      .request<'mark'>({ type: 'mark', conversation: view.id, mark, sequence: newest })
      .then(() => {
        // A refusal is not told as a problem, for the customer asked nothing; the next message is marked again.
        this.#markUnderWay = false;
        this.#mark();
      });
  }

  #isLookedAt(): boolean {
    return this.#state.visible && document.visibilityState === 'visible';
  }

  #outboxOf(self: Person): Outbox {
    return new Outbox({
      storage: this.#options.storage,
      owner: self.id,
      deliver: (message) => this.#connection.request<'post_message'>(message),
      onChange: () => this.#refresh(),
      now: this.#around.now,
    });
  }

  /** Where it cannot be had, as without a connection, it is tried again with the next welcome. */
  #bringLater(): void {
    const host = {
      get: (what: string) => this.#kept(what),
      keep: (what: string, value: string) => this.#keep(what, value),
      deliver: (message: Unsent<ClientMessage.RateChat>) =>
        this.#connection.request<'rate_chat'>(message),
      onChange: (problem?: Problem) => this.#change(problem ? { problem } : {}),
    };
    import('./later.ts').then(
      (parts) => this.#change({ later: { ...parts, ratings: new parts.Ratings(host) } }),
      () => {},
    );
  }

  #shutDown(): void {
    this.#connection.close();
    const { storage } = this.#options;
    for (const key of storage.keys()) if (key.startsWith(PREFIX)) storage.remove(key);
  }

  /** Messages refused by a conversation that is gone become the draft of the next: nothing typed is lost. */
  #salvage(): void {
    for (const { conversation, request, text } of this.#outbox?.refused() ?? []) {
      if (this.#conversations.byId.has(conversation)) continue;
      this.messageDraft = [this.messageDraft, text].filter(Boolean).join('\n');
      this.#outbox?.discard(request);
    }
  }

  // --- state ---

  #view(): ConversationView | undefined {
    return this.#current ? this.#conversations.byId.get(this.#current) : undefined;
  }

  #refresh(): void {
    const view = this.#view();
    const looking = this.#isLookedAt() && this.#atBottom;
    const unread = view && !looking ? unreadIn(view) : 0;
    this.#change({
      conversation: view,
      letters: view ? (this.#outbox?.letters(view.id) ?? []) : [],
      outboxFull: this.#outbox?.isFull ?? false,
      unread,
    });
    this.#tellHost(unread, view !== undefined && view.stage !== 'closed');
  }

  #tellHost(unread: number, active: boolean): void {
    const told = `${unread} ${active}`;
    if (told === this.#lastTold || !this.#state.ready) return;
    this.#lastTold = told;
    this.#options.tell({ type: 'unread', count: unread });
    this.#options.tell({ type: 'active', active });
  }

  #change(changed: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #kept(what: string): string | null {
    return this.#options.storage.get(this.#key(what));
  }

  #keep(what: string, value: string): void {
    if (value) this.#options.storage.set(this.#key(what), value);
    else this.#drop(what);
  }

  #drop(what: string): void {
    this.#options.storage.remove(this.#key(what));
  }

  /** Everything kept belongs to one customer. */
  #key(what: string): string {
    return `${PREFIX}${what}.${this.#state.self?.id ?? ''}`;
  }
}

function isForCustomer(event: { by: Person; change: { type: string } }): boolean {
  return event.change.type === 'message' && event.by.kind !== 'customer';
}

function unreadIn(view: ConversationView): number {
  return view.events.filter(
    (event) => event.sequence > view.customerMarks.read && isForCustomer(event),
  ).length;
}

function socketUrl(): string {
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
