import {
  apply,
  type Conversations,
  NO_CONVERSATIONS,
  positions,
} from '../../store/conversations.ts';
import { foldForStaff } from '../../store/fold-for-staff.ts';
import { type Letter, Outbox } from '../../store/outbox.ts';
import { browserStorage } from '../../store/storage.ts';
import {
  Connection,
  type ConnectionState,
  type Reply,
  type Unsent,
} from '../../wire/connection.ts';
import {
  type AgentState,
  type AgentView,
  type BoardView,
  type ClientMessage,
  type ConversationEvent,
  type ConversationView,
  Limits,
  type OfferOutcome,
  type OfferView,
  type Person,
  type Problem,
  type ServerMessage,
  type TicketState,
  type TicketView,
  type WantsView,
} from '../../wire/messages.ts';
import { browser, type Surroundings } from '../../wire/surroundings.ts';
import { secondHand } from '../look/clock.ts';
import { groupBy } from '../look/group.ts';
import { Store } from '../look/store.ts';
import { strings } from '../strings.ts';
import { type SignedIn, tickets } from './api.ts';

/** Everything that one signed-in member of staff is shown, as of the last frame. */
export interface DeskState {
  readonly connection: ConnectionState;
  readonly conversations: Conversations;
  /** Conversations opened by `follow`: tickets of others, and whatever a supervisor reads along. */
  readonly followed: ReadonlySet<number>;
  readonly offers: readonly OfferView[];
  /** The own state and load; undefined for staff who take no chats. */
  readonly agent: AgentView | undefined;
  /** By conversation. */
  readonly tickets: ReadonlyMap<number, TicketView>;
  readonly typing: ReadonlyMap<number, Person>;
  readonly presence: ReadonlyMap<number, { readonly customer: boolean; readonly agent: boolean }>;
  /** Messages on their way, by conversation. */
  readonly letters: ReadonlyMap<number, readonly Letter[]>;
  /** Conversations whose older events are being fetched. */
  readonly fetching: ReadonlySet<number>;
}

/** What the desk tells the page that no part of its state shows. */
export type Notice =
  | { readonly kind: 'refused'; readonly doing: string; readonly problem: Problem }
  | { readonly kind: 'offer_lost'; readonly outcome: OfferOutcome }
  | { readonly kind: 'conversation_lost'; readonly view: ConversationView }
  | {
      readonly kind: 'taken_over';
      readonly view: ConversationView;
      readonly by: Person;
      readonly asked: boolean;
    }
  | {
      readonly kind: 'not_passed_on';
      readonly view: ConversationView;
      readonly to: Person;
      readonly outcome: OfferOutcome;
    }
  | {
      readonly kind: 'whispered';
      readonly view: ConversationView;
      readonly by: Person;
      readonly text: string;
    }
  | { readonly kind: 'set_away' }
  | { readonly kind: 'customer_wrote'; readonly view: ConversationView; readonly text: string };

const NOTHING: DeskState = {
  connection: { kind: 'connecting', attempt: 0 },
  conversations: NO_CONVERSATIONS,
  followed: new Set(),
  offers: [],
  agent: undefined,
  tickets: new Map(),
  typing: new Map(),
  presence: new Map(),
  letters: new Map(),
  fetching: new Set(),
};

/** What the desk takes from the world, so that tests bring their own. */
export interface Around {
  readonly surroundings: Surroundings;
  readonly tickets: typeof tickets;
}

const PAGE: Around = { surroundings: browser, tickets };

/** A message that nobody has looked at by then is marked as delivered; one that was is marked as read, which says more. */
const DELIVERED_AFTER_MS = 200;

const LISTED_TICKETS: readonly TicketState[] = ['open', 'assigned', 'answered'];

/** The desk as one member of staff works at it: what the server said, and what can be asked of it. */
export class Desk {
  readonly signedIn: SignedIn;
  readonly state = new Store<DeskState>(NOTHING);
  readonly board = new Store<BoardView | undefined>(undefined);
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #notify: (notice: Notice) => void;
  readonly #around: Around;
  readonly #typingEnds = new Map<number, () => void>();
  readonly #readMarks = new Map<number, number>();
  readonly #typingSentAtMs = new Map<number, number>();
  #boardWatchers = 0;
  #askedState: AgentState | undefined;

  constructor(signedIn: SignedIn, notify: (notice: Notice) => void, around: Around = PAGE) {
    this.signedIn = signedIn;
    this.#notify = notify;
    this.#around = around;
    this.#connection = new Connection({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
      token: async () => undefined,
      positions: () => positions(this.state.value.conversations),
      onMessage: (message) => this.#receive(message),
      onState: (connection) => this.#change({ connection }),
      surroundings: around.surroundings,
    });
    this.#outbox = new Outbox({
      storage: browserStorage(),
      owner: `staff.${signedIn.person.id}`,
      deliver: (message) => this.#connection.request<'post_message'>(message),
      onChange: () => this.#lettersChanged(),
    });
    secondHand.follow(() => this.#connection.serverNowMs());
  }

  get self(): Person {
    return this.signedIn.person;
  }

  open(): void {
    this.#lettersChanged();
    this.#connection.open();
    this.#outbox.resume();
  }

  close(): void {
    this.#connection.close();
    for (const cancel of this.#typingEnds.values()) cancel();
  }

  reconnect(): void {
    this.#connection.check();
  }

  // --- own state and offers ---

  async setState(state: AgentState): Promise<boolean> {
    this.#askedState = state;
    const doing = strings.doing.setState(strings.states[state]);
    return this.#ask(doing, { type: 'set_state', state });
  }

  /** An offer that was answered disappears at once; the server's word comes after. */
  async accept(offer: OfferView): Promise<boolean> {
    this.#dropOffer(offer.id);
    return this.#ask(strings.doing.accept, { type: 'accept_offer', offer: offer.id });
  }

  async decline(offer: OfferView, reason: string): Promise<boolean> {
    this.#dropOffer(offer.id);
    return this.#ask(strings.doing.decline, { type: 'decline_offer', offer: offer.id, reason });
  }

  // --- conversations ---

  /** Takes a message for delivery; false when too many wait already. */
  post(conversation: number, text: string, note: boolean): boolean {
    this.#typingSentAtMs.delete(conversation);
    return this.#outbox.post(conversation, text, note) !== undefined;
  }

  resend(request: string): void {
    this.#outbox.retry(request);
  }

  discard(request: string): void {
    this.#outbox.discard(request);
  }

  /** Tells the customer that somebody writes, at most every few seconds. */
  typing(conversation: number, active: boolean): void {
    const now = this.#around.surroundings.now();
    const last = this.#typingSentAtMs.get(conversation);
    if (active && last !== undefined && now - last < Limits.TYPING_SECONDS * 1000) return;
    if (!active && last === undefined) return;
    if (active) this.#typingSentAtMs.set(conversation, now);
    else this.#typingSentAtMs.delete(conversation);
    this.#connection.signal({ type: 'typing', conversation, active });
  }

  /** What the agent looks at has been read. Reading along leaves no marks. */
  markRead(view: ConversationView): void {
    if (!this.isMine(view)) return;
    const newest = view.events.findLast(isFromCustomer)?.sequence ?? 0;
    const marked = Math.max(view.agentMarks.read, this.#readMarks.get(view.id) ?? 0);
    if (newest <= marked) return;
    this.#readMarks.set(view.id, newest);
    void this.#connection.request<'mark'>({
      type: 'mark',
      conversation: view.id,
      mark: 'read',
      sequence: newest,
    });
  }

  async openTicket(conversation: number, subject: string): Promise<boolean> {
    return this.#ask(strings.doing.openTicket, { type: 'open_ticket', conversation, subject });
  }

  async endChat(conversation: number): Promise<boolean> {
    return this.#ask(strings.doing.end, { type: 'close_conversation', conversation });
  }

  async endWrapUp(conversation: number): Promise<boolean> {
    return this.#ask(strings.doing.endWrapUp, { type: 'end_wrap_up', conversation });
  }

  async assignTicket(conversation: number): Promise<boolean> {
    return this.#ask(strings.doing.assign, { type: 'assign_ticket', conversation });
  }

  async resolveTicket(conversation: number): Promise<boolean> {
    return this.#ask(strings.doing.resolve, { type: 'resolve_ticket', conversation });
  }

  // --- passing on, and supervising ---

  /** The agents and queues that a chat may be passed on to; undefined when they could not be had. */
  async readTeam(): Promise<ServerMessage.Team | undefined> {
    const reply = await this.#connection.request<'read_team'>({ type: 'read_team' });
    if (reply.type === 'team') return reply;
    this.#notify({ kind: 'refused', doing: strings.doing.team, problem: reply.problem });
    return undefined;
  }

  async transfer(
    conversation: number,
    to: { readonly agent: string } | { readonly queue: string },
    summary: string,
  ): Promise<boolean> {
    const { transfer } = strings.doing;
    return this.#ask(transfer, { type: 'transfer_chat', conversation, ...to, summary });
  }

  /** Gives a chat to an agent at once; without one, takes it over. */
  async assignChat(conversation: number, agent?: string): Promise<boolean> {
    const doing = agent ? strings.doing.give : strings.doing.takeOver;
    return this.#ask(doing, { type: 'assign_chat', conversation, ...(agent && { agent }) });
  }

  async changeWants(conversation: number, wants: WantsView): Promise<boolean> {
    return this.#ask(strings.doing.wants, { type: 'change_wants', conversation, wants });
  }

  async weigh(conversation: number, weight: number): Promise<boolean> {
    return this.#ask(strings.doing.weigh, { type: 'weigh_chat', conversation, weight });
  }

  async boost(conversation: number): Promise<boolean> {
    return this.#ask(strings.doing.boost, { type: 'boost_chat', conversation });
  }

  async markVip(conversation: number, vip: boolean): Promise<boolean> {
    return this.#ask(strings.doing.vip, { type: 'mark_vip', conversation, vip });
  }

  async join(conversation: number, active: boolean): Promise<boolean> {
    const doing = active ? strings.doing.join : strings.doing.leave;
    return this.#ask(doing, { type: 'join_chat', conversation, active });
  }

  async pauseQueue(queue: string, active: boolean): Promise<boolean> {
    const doing = active ? strings.doing.pause : strings.doing.resume;
    return this.#ask(doing, { type: 'pause_queue', queue, active });
  }

  get supervises(): boolean {
    return this.signedIn.role === 'supervisor' || this.signedIn.role === 'admin';
  }

  /** Opens a conversation for reading: a ticket, or any one for a supervisor. */
  async follow(conversation: number): Promise<boolean> {
    const { followed, conversations } = this.state.value;
    if (conversations.byId.has(conversation)) return true;
    this.#change({ followed: new Set(followed).add(conversation) });
    return this.#follow(conversation);
  }

  unfollow(conversation: number): void {
    const { followed, conversations } = this.state.value;
    if (!followed.has(conversation)) return;
    this.#change({ followed: without(followed, conversation) });
    const view = conversations.byId.get(conversation);
    if (view && !this.isHeld(view) && !this.hasJoined(view)) this.#leave(conversation);
    void this.#connection.request<'unfollow'>({ type: 'unfollow', conversation });
  }

  /** Fetches the page of events before the oldest one held. */
  async readOlder(view: ConversationView): Promise<void> {
    const before = view.events[0]?.sequence ?? view.sequence + 1;
    if (before <= 1 || this.state.value.fetching.has(view.id)) return;
    this.#change({ fetching: new Set(this.state.value.fetching).add(view.id) });
    await this.#ask(strings.doing.history, {
      type: 'read_history',
      conversation: view.id,
      before,
    });
    this.#change({ fetching: without(this.state.value.fetching, view.id) });
  }

  /** Holds one of the agent's slots: being chatted, or in wrap-up. */
  isHeld(view: ConversationView): boolean {
    const working = view.stage === 'assigned' || view.stage === 'wrap_up';
    return working && view.agent?.id === this.self.id;
  }

  /** Takes part beside the agent. */
  hasJoined(view: ConversationView): boolean {
    return view.guests?.some((guest) => guest.id === this.self.id) ?? false;
  }

  /** Answered for by this agent: held, or by its ticket. */
  isMine(view: ConversationView): boolean {
    const ticket = this.ticketOf(view);
    return (
      this.isHeld(view) || (ticket?.state !== 'resolved' && ticket?.agent?.id === this.self.id)
    );
  }

  /** The conversation's ticket as last heard of. */
  ticketOf(view: ConversationView): TicketView | undefined {
    const listed = this.state.value.tickets.get(view.id);
    if (!view.ticket || !listed) return view.ticket ?? listed;
    return listed.changedAtMs > view.ticket.changedAtMs ? listed : view.ticket;
  }

  // --- the board ---

  /** Keeps the board's numbers coming until the returned function is called. */
  watchBoard(): () => void {
    this.#boardWatchers++;
    if (this.#boardWatchers === 1 && this.#isOnline) this.#watch(true);
    return () => {
      this.#boardWatchers--;
      if (this.#boardWatchers === 0 && this.#isOnline) this.#watch(false);
    };
  }

  // --- from the server ---

  #receive(message: ServerMessage): void {
    const before = this.state.value;
    const { conversations, gap } = apply(before.conversations, message, foldForStaff);
    if (gap) {
      this.#connection.resync();
      return;
    }
    this.#change({ conversations });
    switch (message.type) {
      case 'welcome':
        this.#welcomed(message, before);
        break;
      case 'event':
        this.#happened(message, before);
        break;
      case 'conversation':
        this.#settleLetters(message.conversation.id);
        this.#markDelivered(message.conversation.id);
        break;
      case 'conversation_left':
        this.#left(message.conversation, before);
        break;
      case 'offered':
        this.#change({
          offers: [...before.offers.filter((each) => each.id !== message.offer.id), message.offer],
        });
        break;
      case 'offer_ended':
        this.#offerEnded(message, before);
        break;
      case 'agent':
        this.#agentChanged(message.agent, before.agent);
        break;
      case 'ticket':
        this.#putTickets([message.ticket]);
        break;
      case 'typing':
        this.#typingSeen(message);
        break;
      case 'presence': {
        const { customer, agent } = message;
        this.#change({
          presence: new Map(before.presence).set(message.conversation, { customer, agent }),
        });
        break;
      }
      case 'board':
        this.board.set(message.board);
        break;
    }
  }

  #welcomed(welcome: ServerMessage.Welcome, before: DeskState): void {
    const { conversations } = this.state.value;
    // Followed conversations are not in the welcome: they stay on screen and are asked for again.
    const sameEpoch = before.conversations.epoch === welcome.epoch;
    const kept = [...before.conversations.byId].filter(
      ([id]) => sameEpoch && before.followed.has(id) && !conversations.byId.has(id),
    );
    this.#change({
      conversations: { ...conversations, byId: new Map([...conversations.byId, ...kept]) },
      offers: welcome.offers,
      agent: welcome.agent,
      typing: new Map(),
      presence: new Map(),
    });
    for (const id of before.followed) if (!conversations.byId.has(id)) void this.#follow(id);
    for (const id of conversations.byId.keys()) {
      this.#settleLetters(id);
      this.#markDelivered(id);
    }
    if (this.#boardWatchers > 0) this.#watch(true);
    void this.#loadTickets();
  }

  #happened({ conversation, event }: ServerMessage.EventHappened, before: DeskState): void {
    this.#settleLetters(conversation);
    this.#tellPassedOn(conversation, event, before);
    if (event.change.type !== 'message' || event.by.kind !== 'customer') return;
    this.#stopTyping(conversation);
    const view = this.state.value.conversations.byId.get(conversation);
    if (!view || !this.isMine(view)) return;
    this.#notify({ kind: 'customer_wrote', view, text: event.change.text });
    this.#markDelivered(conversation);
  }

  #markDelivered(conversation: number): void {
    this.#around.surroundings.after(DELIVERED_AFTER_MS, () => {
      const view = this.state.value.conversations.byId.get(conversation);
      if (!view || !this.isMine(view)) return;
      const newest = view.events.findLast(isFromCustomer)?.sequence ?? 0;
      const marked = Math.max(view.agentMarks.delivered, this.#readMarks.get(conversation) ?? 0);
      if (newest <= marked) return;
      void this.#connection.request<'mark'>({
        type: 'mark',
        conversation,
        mark: 'delivered',
        sequence: newest,
      });
    });
  }

  #left(id: number, before: DeskState): void {
    this.#change({ followed: without(before.followed, id) });
    this.#tellLost(id, before);
  }

  /** What others do to a chat of this agent's, or what became of passing it on. */
  #tellPassedOn(id: number, event: ConversationEvent, before: DeskState): void {
    const view = before.conversations.byId.get(id);
    if (view?.stage !== 'assigned' || !this.isHeld(view)) return;
    const { change, by } = event;
    switch (change.type) {
      case 'queued': {
        const last = view.events.at(-1);
        const own = last?.change.type === 'transferred' && last.by.id === this.self.id;
        if (!own) this.#notify({ kind: 'conversation_lost', view });
        break;
      }
      case 'assigned':
        if (change.agent.id !== this.self.id) {
          const asked = view.transfer?.to.id === change.agent.id;
          this.#notify({ kind: 'taken_over', view, by: change.agent, asked });
        }
        break;
      case 'offer_ended':
        if (view.transfer && change.outcome !== 'accepted') {
          const { to } = view.transfer;
          this.#notify({ kind: 'not_passed_on', view, to, outcome: change.outcome });
        }
        break;
      case 'message':
        if (change.note && by.id !== this.self.id && by.kind === 'supervisor') {
          this.#notify({ kind: 'whispered', view, by, text: change.text });
        }
        break;
      default:
        break;
    }
  }

  /** A chat that this agent was in the middle of is somebody else's now. */
  #tellLost(id: number, before: DeskState): void {
    const view = before.conversations.byId.get(id);
    if (view?.stage === 'assigned' && this.isHeld(view)) {
      this.#notify({ kind: 'conversation_lost', view });
    }
  }

  #offerEnded({ offer, outcome }: ServerMessage.OfferEnded, before: DeskState): void {
    const shown = before.offers.some((each) => each.id === offer);
    this.#dropOffer(offer);
    // The own accept and decline have dropped it already.
    if (shown) this.#notify({ kind: 'offer_lost', outcome });
  }

  #agentChanged(agent: AgentView, before: AgentView | undefined): void {
    this.#change({ agent });
    const putAway = before?.state === 'available' && agent.state === 'away';
    if (putAway && this.#askedState !== 'away') this.#notify({ kind: 'set_away' });
    if (agent.state === this.#askedState) this.#askedState = undefined;
  }

  #typingSeen({ conversation, by, active }: ServerMessage.TypingSeen): void {
    this.#stopTyping(conversation);
    if (!active || by.id === this.self.id) return;
    this.#change({ typing: new Map(this.state.value.typing).set(conversation, by) });
    const fades = this.#around.surroundings.after(Limits.TYPING_SECONDS * 2 * 1000, () =>
      this.#stopTyping(conversation),
    );
    this.#typingEnds.set(conversation, fades);
  }

  #stopTyping(conversation: number): void {
    this.#typingEnds.get(conversation)?.();
    this.#typingEnds.delete(conversation);
    const typing = new Map(this.state.value.typing);
    if (typing.delete(conversation)) this.#change({ typing });
  }

  // --- to the server ---

  /** Asks and says in words when it was refused; true when it was carried out. */
  async #ask<T extends ClientMessage.Request['type']>(
    doing: string,
    request: Unsent<Extract<ClientMessage.Request, { type: T }>> & { type: T },
  ): Promise<boolean> {
    const reply: Reply<T> = await this.#connection.request<T>(request);
    if (reply.type !== 'refused') return true;
    this.#notify({ kind: 'refused', doing, problem: (reply as ServerMessage.Refused).problem });
    return false;
  }

  async #follow(conversation: number): Promise<boolean> {
    const done = await this.#ask(strings.doing.follow(conversation), {
      type: 'follow',
      conversation,
    });
    if (!done) {
      this.#change({ followed: without(this.state.value.followed, conversation) });
      this.#leave(conversation);
    }
    return done;
  }

  get #isOnline(): boolean {
    return this.state.value.connection.kind === 'online';
  }

  #watch(active: boolean): void {
    void this.#ask(strings.doing.watch, { type: 'watch_board', active });
  }

  async #loadTickets(): Promise<void> {
    const answers = await Promise.all(LISTED_TICKETS.map(this.#around.tickets));
    const refused = answers.find((answer) => !answer.ok);
    if (refused && !refused.ok) {
      this.#notify({ kind: 'refused', doing: strings.doing.tickets, problem: refused.problem });
    }
    this.#putTickets(answers.flatMap((answer) => (answer.ok ? answer.value.tickets : [])));
  }

  // --- own state ---

  #change(part: Partial<DeskState>): void {
    this.state.update((before) => ({ ...before, ...part }));
  }

  #dropOffer(id: number): void {
    this.state.update((before) => {
      const offers = before.offers.filter((each) => each.id !== id);
      return offers.length === before.offers.length ? before : { ...before, offers };
    });
  }

  #putTickets(changed: readonly TicketView[]): void {
    const tickets = new Map(this.state.value.tickets);
    for (const ticket of changed) {
      const known = tickets.get(ticket.conversation);
      if (!known || known.changedAtMs <= ticket.changedAtMs) {
        tickets.set(ticket.conversation, ticket);
      }
    }
    this.#change({ tickets });
  }

  #leave(conversation: number): void {
    const { conversations } = this.state.value;
    const byId = new Map(conversations.byId);
    byId.delete(conversation);
    this.#change({ conversations: { ...conversations, byId } });
  }

  #settleLetters(conversation: number): void {
    if (!this.state.value.letters.has(conversation)) return;
    const view = this.state.value.conversations.byId.get(conversation);
    if (view) this.#outbox.reconcile(view);
  }

  #lettersChanged(): void {
    this.#change({ letters: groupBy(this.#outbox.all, (letter) => letter.conversation) });
  }
}

function isFromCustomer(event: ConversationView['events'][number]): boolean {
  return event.by.kind === 'customer' && event.change.type === 'message';
}

function without<T>(set: ReadonlySet<T>, gone: T): ReadonlySet<T> {
  if (!set.has(gone)) return set;
  const rest = new Set(set);
  rest.delete(gone);
  return rest;
}
