// Generated from the records in chat-protocol by switchboard.protocol.tools.GenerateTypeScript:
// change those, not this.

/**
 * Every limit of the wire in one place. Lengths are in UTF-16 code units unless the name says bytes.
 * The server checks all of them; clients read the generated copies so that people are told before they send.
 */
export const Limits = {
  /** WebSocket subprotocol; the version is negotiated by this name alone. */
  SUBPROTOCOL: "switchboard.v1",
  /** What a client sends in one frame; roomy enough for every message whose fields keep to their limits, in any script. */
  FRAME_BYTES_MAX: 98304,
  /** Objects and arrays inside each other, the frame itself counted. */
  NESTING_MAX: 8,
  TOKEN_LENGTH_MAX: 8192,
  REQUEST_LENGTH_MIN: 8,
  REQUEST_LENGTH_MAX: 64,
  TEXT_LENGTH_MAX: 8000,
  SUBJECT_LENGTH_MAX: 200,
  REASON_LENGTH_MAX: 500,
  SUMMARY_LENGTH_MAX: 2000,
  /** Of a rating; the worst is 1. */
  SCORE_MAX: 5,
  COMMENT_LENGTH_MAX: 1000,
  ID_LENGTH_MAX: 128,
  QUEUE_LENGTH_MAX: 60,
  SKILL_LENGTH_MAX: 40,
  /** That a chat needs, and that it prefers. */
  SKILLS_MAX: 20,
  /** Slots that a hard chat takes of its agent. */
  WEIGHT_MAX: 2,
  INTAKE_TOPIC_LENGTH_MAX: 200,
  INTAKE_STEPS_LENGTH_MAX: 4000,
  INTAKE_ERROR_LENGTH_MAX: 4000,
  INTAKE_BEGAN_LENGTH_MAX: 100,
  INTAKE_ENVIRONMENT_LENGTH_MAX: 60,
  INTAKE_LINKS_MAX: 10,
  INTAKE_LINK_LENGTH_MAX: 2000,
  POSITIONS_MAX: 64,
  /** Most events in one `history` answer or at the end of a snapshot; older ones are asked for by page. */
  HISTORY_PAGE_MAX: 200,
  /** A client sends `ping` this often and cuts the connection when nothing arrived for `SILENCE_SECONDS_MAX`. */
  PING_SECONDS: 10,
  SILENCE_SECONDS_MAX: 25,
  /** A typing signal is sent at most this often and fades after twice that. */
  TYPING_SECONDS: 3,
} as const;

/** Why something was refused. `retryable` says whether sending the very same request again, later, can succeed. */
export const ErrorCodes = {
  /** The frame is not one JSON object of distinct field names, is too long, nested too deeply, or binary. */
  malformed: { retryable: false },
  /** The `type` is not one that this side accepts. */
  unknown_type: { retryable: false },
  /** A field is missing, of the wrong kind or out of its limits; `field` names it. */
  invalid_field: { retryable: false },
  /** A command came before `hello`, or a second `hello`. */
  out_of_order: { retryable: false },
  /** No valid token or cookie, or it has expired: sign in again. */
  unauthenticated: { retryable: false },
  /** Signed in, but this role may not do this. */
  forbidden: { retryable: false },
  /** No such thing, or not yours: the two are not told apart. */
  not_found: { retryable: false },
  /** The conversation, offer or ticket has moved on; the message says where to. */
  conflict: { retryable: false },
  /** A quota or a limit of the desk is reached (chats at once, full queue without tickets). */
  limit_reached: { retryable: false },
  /** Nobody chats at this hour, and the message says when; or the queue is full. A ticket may be left: send it again with `ticket`. */
  closed: { retryable: false },
  /** Too many frames or requests; `retryAfterMs` says when. */
  rate_limited: { retryable: true },
  /** Nothing was changed, storage or leader is away; `retryAfterMs` says when to send it again. */
  unavailable: { retryable: true },
  /** A fault of the server, logged under the `incident` in the message. Sending again is safe. */
  internal: { retryable: true },
} as const;

export type ErrorCode = keyof typeof ErrorCodes;

/**
 * WebSocket close codes (RFC 6455 section 7.4.2 leaves 4000-4999 to applications).
 * Below 4500 the client reconnects with jittered back-off and resumes; from 4500 it does not.
 */
export const CloseCodes = {
  /** The node is stopping: reconnect at once, any node will do. */
  GOING_AWAY: { code: 4001, clientReconnects: true },
  /** The client did not read fast enough: reconnect and resume from the last position. */
  SLOW_CONSUMER: { code: 4008, clientReconnects: true },
  /** Nothing was heard from the client for too long. */
  SILENT: { code: 4009, clientReconnects: true },
  /** Too many connections or frames: reconnect after the back-off. */
  OVERLOADED: { code: 4010, clientReconnects: true },
  /** No `hello` in time: the network was slow, perhaps. */
  NO_HELLO: { code: 4011, clientReconnects: true },
  /** What was sent breaks the protocol; reconnecting alone will not help, but a new version of the client may. */
  PROTOCOL_VIOLATION: { code: 4500, clientReconnects: false },
  /** The token or cookie is invalid, expired or revoked: sign in again. */
  SIGNED_OUT: { code: 4501, clientReconnects: false },
} as const;

/** Everything that a client may send. Whoever adds a variant adds a golden frame. */
export type ClientMessage =
  | ClientMessage.Hello
  | ClientMessage.Ping
  | ClientMessage.Typing
  | ClientMessage.LaunchChat
  | ClientMessage.ReviseIntake
  | ClientMessage.RateChat
  | ClientMessage.PostMessage
  | ClientMessage.Mark
  | ClientMessage.OpenTicket
  | ClientMessage.CloseConversation
  | ClientMessage.ReadHistory
  | ClientMessage.SetState
  | ClientMessage.AcceptOffer
  | ClientMessage.DeclineOffer
  | ClientMessage.EndWrapUp
  | ClientMessage.ChangeWants
  | ClientMessage.ReadTeam
  | ClientMessage.TransferChat
  | ClientMessage.WeighChat
  | ClientMessage.AssignTicket
  | ClientMessage.ResolveTicket
  | ClientMessage.AssignChat
  | ClientMessage.BoostChat
  | ClientMessage.MarkVip
  | ClientMessage.JoinChat
  | ClientMessage.PauseQueue
  | ClientMessage.Follow
  | ClientMessage.Unfollow
  | ClientMessage.WatchBoard;

export namespace ClientMessage {
  /** First message of every connection. */
  export interface Hello {
    readonly type: "hello";
    /** a customer's session token; staff are known by their cookie and leave it out */
    readonly token?: string;
    /** the last event that this client holds of each conversation; it gets what came after */
    readonly positions: readonly Position[];
  }

  /** Keeps the connection alive and proves that both directions work; answered by `pong`. */
  export interface Ping {
    readonly type: "ping";
  }

  /** Somebody types in a conversation. Never stored, may be lost. */
  export interface Typing {
    readonly type: "typing";
    readonly conversation: number;
    readonly active: boolean;
  }

  /**
   * A message that changes or asks something and is answered by exactly one `done`, `history`, `conversation` or `refused`
   * with the same `request`. The id is the client's and makes repeating harmless: the same id is carried out once.
   */
  export type Request =
    | ClientMessage.LaunchChat
    | ClientMessage.ReviseIntake
    | ClientMessage.RateChat
    | ClientMessage.PostMessage
    | ClientMessage.Mark
    | ClientMessage.OpenTicket
    | ClientMessage.CloseConversation
    | ClientMessage.ReadHistory
    | ClientMessage.SetState
    | ClientMessage.AcceptOffer
    | ClientMessage.DeclineOffer
    | ClientMessage.EndWrapUp
    | ClientMessage.ChangeWants
    | ClientMessage.ReadTeam
    | ClientMessage.TransferChat
    | ClientMessage.WeighChat
    | ClientMessage.AssignTicket
    | ClientMessage.ResolveTicket
    | ClientMessage.AssignChat
    | ClientMessage.BoostChat
    | ClientMessage.MarkVip
    | ClientMessage.JoinChat
    | ClientMessage.PauseQueue
    | ClientMessage.Follow
    | ClientMessage.Unfollow
    | ClientMessage.WatchBoard;

  /** Starts a chat: it enters the queue, or an offer goes out at once. The site and the plan come from the token. */
  export interface LaunchChat {
    readonly type: "launch_chat";
    readonly request: string;
    readonly intake: Intake;
    /** whether it is to be a ticket at once, as when nobody chats at this hour */
    readonly ticket?: boolean;
  }

  /** Replaces what the customer told about the problem, at any time before the conversation is closed. */
  export interface ReviseIntake {
    readonly type: "revise_intake";
    readonly request: string;
    readonly conversation: number;
    readonly intake: Intake;
  }

  /** Says how the customer found the service, once the exchange is over; as often as they like, the last time counts. */
  export interface RateChat {
    readonly type: "rate_chat";
    readonly request: string;
    readonly conversation: number;
    /** from 1, the worst, to 5 */
    readonly score: number;
    readonly comment: string;
  }

  /** Posts a message. A note is seen by staff only, and only staff may post one. */
  export interface PostMessage {
    readonly type: "post_message";
    readonly request: string;
    readonly conversation: number;
    readonly text: string;
    readonly note: boolean;
  }

  /**
   * Everything up to and including `sequence` has reached this person's screen (`delivered`) or was looked at (`read`).
   * A mark never moves back; one that would is accepted and changes nothing.
   */
  export interface Mark {
    readonly type: "mark";
    readonly request: string;
    readonly conversation: number;
    readonly mark: MarkKind;
    readonly sequence: number;
  }

  /** Turns the conversation into a ticket: the customer who would rather not wait, or the agent. Transcript and intake stay with it. */
  export interface OpenTicket {
    readonly type: "open_ticket";
    readonly request: string;
    readonly conversation: number;
    readonly subject: string;
  }

  /** Ends the chat. By the customer while waiting it leaves the queue; by the agent it begins wrap-up. */
  export interface CloseConversation {
    readonly type: "close_conversation";
    readonly request: string;
    readonly conversation: number;
  }

  /** Asks for the events before `before`, newest last, at most `Limits.HISTORY_PAGE_MAX`. */
  export interface ReadHistory {
    readonly type: "read_history";
    readonly request: string;
    readonly conversation: number;
    readonly before: number;
  }

  /** Chooses to take chats or not. */
  export interface SetState {
    readonly type: "set_state";
    readonly request: string;
    readonly state: AgentState;
  }

  /** Takes the offered chat. Refused with `conflict` when the offer has ended meanwhile. */
  export interface AcceptOffer {
    readonly type: "accept_offer";
    readonly request: string;
    readonly offer: number;
  }

  /** Passes the offer on: the chat keeps its place, and this agent is not offered it again for a while. */
  export interface DeclineOffer {
    readonly type: "decline_offer";
    readonly request: string;
    readonly offer: number;
    readonly reason: string;
  }

  /** Wrap-up is done: the slot is free for the next chat. */
  export interface EndWrapUp {
    readonly type: "end_wrap_up";
    readonly request: string;
    readonly conversation: number;
  }

  /** Says what a chat wants of its agent; from then on nothing else does. */
  export interface ChangeWants {
    readonly type: "change_wants";
    readonly request: string;
    readonly conversation: number;
    readonly wants: WantsView;
  }

  /** Asks for the agents and queues that a chat may be passed on to: answered by `team`. */
  export interface ReadTeam {
    readonly type: "read_team";
    readonly request: string;
  }

  /** Passes the chat on, to an agent, at whom it rings and who has it once they accept, or to a queue, where it keeps its age. Name one of the two. */
  export interface TransferChat {
    readonly type: "transfer_chat";
    readonly request: string;
    readonly conversation: number;
    readonly agent?: string;
    readonly queue?: string;
    /** what the next one must know; only a supervisor may leave it empty */
    readonly summary: string;
  }

  /** Says how hard a chat is: a hard one takes two slots of its agent. */
  export interface WeighChat {
    readonly type: "weigh_chat";
    readonly request: string;
    readonly conversation: number;
    readonly weight: number;
  }

  /** Gives a ticket to an agent; without `agent`, to the sender. */
  export interface AssignTicket {
    readonly type: "assign_ticket";
    readonly request: string;
    readonly conversation: number;
    readonly agent?: string;
  }

  /** The ticket is done. A later message of the customer opens it again. */
  export interface ResolveTicket {
    readonly type: "resolve_ticket";
    readonly request: string;
    readonly conversation: number;
  }

  /** Gives a chat to an agent at once, or takes it over: without `agent`, it is the sender's. */
  export interface AssignChat {
    readonly type: "assign_chat";
    readonly request: string;
    readonly conversation: number;
    readonly agent?: string;
  }

  /** Lets a waiting chat count as having come as much earlier as any tier's may. */
  export interface BoostChat {
    readonly type: "boost_chat";
    readonly request: string;
    readonly conversation: number;
  }

  /** Lets each chat of its customer's have the largest head start from now on, or no longer. */
  export interface MarkVip {
    readonly type: "mark_vip";
    readonly request: string;
    readonly conversation: number;
    readonly vip: boolean;
  }

  /** Takes part beside the agent, or no longer. */
  export interface JoinChat {
    readonly type: "join_chat";
    readonly request: string;
    readonly conversation: number;
    readonly active: boolean;
  }

  /** Offers nobody the chats of a queue for now, or again. */
  export interface PauseQueue {
    readonly type: "pause_queue";
    readonly request: string;
    readonly queue: string;
    readonly active: boolean;
  }

  /**
   * Opens a conversation that one may read (a ticket's, or any for a supervisor): answered by `conversation`, then its events follow.
   * Of a chat the journal keeps who reads along.
   */
  export interface Follow {
    readonly type: "follow";
    readonly request: string;
    readonly conversation: number;
  }

  /** Ends what `follow` began. */
  export interface Unfollow {
    readonly type: "unfollow";
    readonly request: string;
    readonly conversation: number;
  }

  /** Begins or ends the stream of `board` messages; supervisors only. */
  export interface WatchBoard {
    readonly type: "watch_board";
    readonly request: string;
    readonly active: boolean;
  }
}

/** Where a client stands in a conversation. A position of another epoch (the desk was restored from a backup) counts as none. */
export interface Position {
  readonly conversation: number;
  readonly epoch: string;
  readonly sequence: number;
}

/** What the customer tells before or while waiting. Every part may be empty: the form never blocks. */
export interface Intake {
  /** in one line, what it is about */
  readonly topic: string;
  /** steps to reproduce, with URLs or file paths */
  readonly steps: string;
  /** the environment affected: Dev, Test, Live, a Multidev's name */
  readonly environment: string;
  /** when it began, in the customer's words */
  readonly began: string;
  /** the error message */
  readonly error: string;
  /** links to screenshots and screencasts, http or https */
  readonly links: readonly string[];
}

/** A receipt's kind; read implies delivered. */
export type MarkKind = "delivered" | "read";

/** What an agent does now. Wrap-up is set by the desk while all that an agent holds is after-contact work. */
export type AgentState = "available" | "draining" | "away" | "wrap_up" | "offline";

/** What a chat wants of its agent. */
export interface WantsView {
  /** the team's name; empty where the desk has but one */
  readonly queue: string;
  /** skills without which nobody is offered it: "dns:3" is level 3 of 5 */
  readonly needs: readonly string[];
  /** skills for which it waits a while */
  readonly prefers: readonly string[];
}

/** Everything that the server may send. */
export type ServerMessage =
  | ServerMessage.Welcome
  | ServerMessage.Pong
  | ServerMessage.Done
  | ServerMessage.Refused
  | ServerMessage.ProblemFound
  | ServerMessage.EventHappened
  | ServerMessage.ConversationOpened
  | ServerMessage.ConversationLeft
  | ServerMessage.History
  | ServerMessage.Team
  | ServerMessage.QueuePlace
  | ServerMessage.Offered
  | ServerMessage.OfferEnded
  | ServerMessage.AgentChanged
  | ServerMessage.TypingSeen
  | ServerMessage.Presence
  | ServerMessage.TicketChanged
  | ServerMessage.Board;

export namespace ServerMessage {
  /**
   * Answer to `hello`. Each conversation comes as its snapshot with the events after the client's position, or with the last
   * page when the position is missing, of another epoch or too old. Times everywhere are milliseconds since 1970, by the server's clock.
   */
  export interface Welcome {
    readonly type: "welcome";
    /** changes when the desk's history was restored from a backup: what a client holds of another epoch is void */
    readonly epoch: string;
    readonly atMs: number;
    readonly self: Person;
    readonly conversations: readonly ConversationView[];
    readonly offers: readonly OfferView[];
    /** the own state, for staff who take chats */
    readonly agent?: AgentView;
  }

  /** Answer to `ping`. */
  export interface Pong {
    readonly type: "pong";
    readonly atMs: number;
  }

  /** The request was carried out and is stored. For a repeated request: what its first sending led to. */
  export interface Done {
    readonly type: "done";
    readonly request: string;
    /** the conversation concerned, 0 where none is */
    readonly conversation: number;
    /** the event that carried it out, 0 where nothing needed to change */
    readonly sequence: number;
  }

  /** The request was not carried out; nothing changed. */
  export interface Refused {
    readonly type: "refused";
    readonly request: string;
    readonly problem: Problem;
  }

  /** A frame without a readable request id was refused; nothing changed and the connection stays. */
  export interface ProblemFound {
    readonly type: "problem";
    readonly problem: Problem;
  }

  /** The next event of a conversation. Sequences have no gaps: what a reader may not see comes as `hidden`. */
  export interface EventHappened {
    readonly type: "event";
    readonly conversation: number;
    readonly event: ConversationEvent;
  }

  /** A conversation that this client now takes part in or follows, as its snapshot. `request` is set when it answers `follow`. */
  export interface ConversationOpened {
    readonly type: "conversation";
    readonly request?: string;
    readonly conversation: ConversationView;
  }

  /** The conversation is no longer shown to this client (it was requeued, or given to somebody else). */
  export interface ConversationLeft {
    readonly type: "conversation_left";
    readonly conversation: number;
  }

  /** Answer to `read_history`. */
  export interface History {
    readonly type: "history";
    readonly request: string;
    readonly conversation: number;
    /** sequence of the oldest event; 1 means that the beginning was reached */
    readonly first: number;
    readonly events: readonly ConversationEvent[];
  }

  /** Answer to `read_team`, agents by name. */
  export interface Team {
    readonly type: "team";
    readonly request: string;
    readonly agents: readonly ColleagueView[];
    readonly queues: readonly QueueView[];
  }

  /** Where a waiting customer stands; sent when it changes, at most once a second. */
  export interface QueuePlace {
    readonly type: "queue_place";
    readonly conversation: number;
    readonly place: PlaceView;
  }

  /** An offer to this agent. */
  export interface Offered {
    readonly type: "offered";
    readonly offer: OfferView;
  }

  /** An offer to this agent is over, by the agent itself in another window or by the desk. */
  export interface OfferEnded {
    readonly type: "offer_ended";
    readonly offer: number;
    readonly outcome: OfferOutcome;
  }

  /** The own agent state or load has changed. */
  export interface AgentChanged {
    readonly type: "agent";
    readonly agent: AgentView;
  }

  /** Somebody else types in the conversation, or has stopped. */
  export interface TypingSeen {
    readonly type: "typing";
    readonly conversation: number;
    readonly by: Person;
    readonly active: boolean;
  }

  /** Whether the other side of a conversation is connected now. */
  export interface Presence {
    readonly type: "presence";
    readonly conversation: number;
    readonly customer: boolean;
    readonly agent: boolean;
  }

  /** A ticket was opened or changed; sent to all staff. */
  export interface TicketChanged {
    readonly type: "ticket";
    readonly ticket: TicketView;
  }

  /** What supervisors watch; sent when it changes, at most once a second. */
  export interface Board {
    readonly type: "board";
    readonly board: BoardView;
  }
}

/** Who acts or is meant. The desk itself is a person too: `system`, id empty. */
export interface Person {
  readonly kind: PersonKind;
  readonly id: string;
  /** as shown to the other side */
  readonly name: string;
}

/** Which side of the desk somebody is on. */
export type PersonKind = "customer" | "agent" | "supervisor" | "system";

/** A conversation as one reader sees it: the fold of all its events up to `sequence`, with the newest of them. */
export interface ConversationView {
  /** also the number that people quote: "chat 4812" */
  readonly id: number;
  readonly sequence: number;
  /** a reader who may not see offers sees `queued` until an agent has it */
  readonly stage: Stage;
  readonly customer: CustomerView;
  readonly intake: Intake;
  /** staff only; absent when anybody will do */
  readonly wants?: WantsView;
  readonly launchedAtMs: number;
  /** when it last entered the queue; only while it waits */
  readonly queuedAtMs?: number;
  /** who holds it, or held it last when it is closed */
  readonly agent?: Person;
  /** when that agent took it; only until it is closed */
  readonly assignedAtMs?: number;
  /** staff only: slots that it takes of its agent; absent when 1 */
  readonly weight?: number;
  /** staff who take part beside the agent; absent when nobody does */
  readonly guests?: readonly Person[];
  /** staff only: while it is passed on and rings */
  readonly transfer?: TransferView;
  readonly outcome?: Outcome;
  readonly ticket?: TicketView;
  /** absent until the customer gives one */
  readonly rating?: RatingView;
  readonly customerMarks: MarksView;
  readonly agentMarks: MarksView;
  /** only while waiting, only to its customer */
  readonly place?: PlaceView;
  /** consecutive, ending with `sequence`; fewer than all when the conversation is long or the client had the rest */
  readonly events: readonly ConversationEvent[];
}

/** Where a conversation is in its life. */
export type Stage = "queued" | "offered" | "assigned" | "wrap_up" | "closed";

/** Who the customer is and what the plan grants, as the host vouched for it. */
export interface CustomerView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organization: string;
  readonly organizationPackage?: string;
  readonly site?: string;
  readonly sitePlan?: string;
  readonly environments: readonly string[];
  /** the tier's name, "Elite" */
  readonly tier: string;
  readonly tierRank: number;
  readonly targetSeconds: number;
  /** whether the plan grants no tickets: then only staff turn a chat into one */
  readonly chatOnly: boolean;
  /** what the plan grants beside chat, each as one short line for the agent */
  readonly rights: readonly string[];
  /** staff only: each of the customer's chats goes ahead; absent when not */
  readonly vip?: boolean;
}

/** A chat that its agent passes on: it rings at another, and is theirs once they accept. */
export interface TransferView {
  readonly offer: number;
  /** at whom it rings */
  readonly to: Person;
  readonly expiresAtMs: number;
}

/** How a conversation ended. */
export type Outcome = "resolved" | "abandoned" | "ticketed";

/** A ticket: what a conversation goes on as when a chat is not enough. Its messages are the conversation's. */
export interface TicketView {
  readonly id: number;
  readonly conversation: number;
  readonly state: TicketState;
  readonly subject: string;
  readonly customer: string;
  readonly organization: string;
  readonly tier: string;
  readonly tierRank: number;
  readonly agent?: Person;
  readonly openedAtMs: number;
  /** when it was last written to or changed */
  readonly changedAtMs: number;
}

/**
 * Where a ticket is in its life. A message (a note is none) passes the turn: one by staff makes any ticket `answered`, one by the customer
 * makes an answered or resolved ticket `assigned` again, or `open` when nobody has it. Assigning it makes it `assigned`.
 */
export type TicketState = "open" | "assigned" | "answered" | "resolved";

/** How a customer found the service in a chat. */
export interface RatingView {
  /** from 1, the worst, to 5 */
  readonly score: number;
  /** may be empty */
  readonly comment: string;
}

/** How far one side has received and read the conversation: sequences, 0 for nothing yet. */
export interface MarksView {
  readonly delivered: number;
  readonly read: number;
}

/** A place in the queue and an honest range for the wait, both for a customer's eyes. */
export interface PlaceView {
  /** chats that would be offered before this one if nobody else came */
  readonly ahead: number;
  /** half of such chats wait no longer from now on; -1 while nobody who could take it is on duty */
  readonly waitP50Seconds: number;
  /** nine in ten wait no longer from now on; -1 likewise */
  readonly waitP90Seconds: number;
  /** the order explained in one sentence */
  readonly reason: string;
  /** the wait is long for this plan: a ticket is worth offering */
  readonly ticketSuggested: boolean;
}

/** One stored fact of a conversation. */
export interface ConversationEvent {
  /** 1, 2, 3 … without gaps within the conversation */
  readonly sequence: number;
  readonly atMs: number;
  readonly by: Person;
  /** the client-made id of the request that led to it; lets the sender recognise its own */
  readonly request?: string;
  readonly change: Change;
}

/** What happened in a conversation. A client folds these into its view: snapshot + later events = a fresh snapshot. */
export type Change =
  | Change.Launched
  | Change.Queued
  | Change.Offered
  | Change.OfferEnded
  | Change.WantsChanged
  | Change.Boosted
  | Change.TransferOffered
  | Change.Transferred
  | Change.Weighed
  | Change.VipMarked
  | Change.Joined
  | Change.Left
  | Change.Assigned
  | Change.Message
  | Change.Marked
  | Change.IntakeRevised
  | Change.Rated
  | Change.WrapUpBegan
  | Change.Closed
  | Change.TicketOpened
  | Change.TicketAssigned
  | Change.TicketResolved
  | Change.Hidden;

export namespace Change {
  /** The first event of every conversation. */
  export interface Launched {
    readonly type: "launched";
    readonly intake: Intake;
  }

  /** It waits for an agent; after a requeue nobody holds it any more. */
  export interface Queued {
    readonly type: "queued";
    readonly reason: QueueReason;
  }

  /** Staff only. */
  export interface Offered {
    readonly type: "offered";
    readonly offer: number;
    readonly agent: Person;
    readonly expiresAtMs: number;
  }

  /** Staff only. The chat keeps its place. */
  export interface OfferEnded {
    readonly type: "offer_ended";
    readonly offer: number;
    readonly outcome: OfferOutcome;
    readonly reason: string;
  }

  /** Staff only. What it wants of its agent is another now. */
  export interface WantsChanged {
    readonly type: "wants_changed";
    readonly wants: WantsView;
  }

  /** Staff only. A supervisor gave it the largest head start. */
  export interface Boosted {
    readonly type: "boosted";
  }

  /** Staff only. The event's author passes it on: it rings at another agent. */
  export interface TransferOffered {
    readonly type: "transfer_offered";
    readonly offer: number;
    readonly agent: Person;
    readonly expiresAtMs: number;
    readonly summary: string;
  }

  /** Staff only. The event's author passes it on to a queue, which it enters next. */
  export interface Transferred {
    readonly type: "transferred";
    readonly queue: string;
    readonly summary: string;
  }

  /** Staff only. How many slots it takes of its agent. */
  export interface Weighed {
    readonly type: "weighed";
    readonly weight: number;
  }

  /** Staff only. Its customer goes ahead with each chat from now on, or no longer. */
  export interface VipMarked {
    readonly type: "vip_marked";
    readonly vip: boolean;
  }

  /** The event's author takes part beside the agent. */
  export interface Joined {
    readonly type: "joined";
  }

  /** The event's author takes part no longer. */
  export interface Left {
    readonly type: "left";
  }

  /** An agent has taken the conversation, or was given it. */
  export interface Assigned {
    readonly type: "assigned";
    readonly agent: Person;
  }

  /** The event's author wrote something; a note is for staff only. */
  export interface Message {
    readonly type: "message";
    readonly text: string;
    readonly note: boolean;
  }

  /** The event's author has received or read everything up to `upTo`. */
  export interface Marked {
    readonly type: "marked";
    readonly mark: MarkKind;
    readonly upTo: number;
  }

  /** The customer has told anew what the problem is. */
  export interface IntakeRevised {
    readonly type: "intake_revised";
    readonly intake: Intake;
  }

  /** The customer has said how they found the service; it replaces what they said before. */
  export interface Rated {
    readonly type: "rated";
    readonly score: number;
    readonly comment: string;
  }

  /** The exchange is over; the agent still works on what comes after it. */
  export interface WrapUpBegan {
    readonly type: "wrap_up_began";
  }

  /** The chat is over. With a ticket, the conversation goes on as that. */
  export interface Closed {
    readonly type: "closed";
    readonly outcome: Outcome;
  }

  /** The conversation goes on as a ticket: messages may still be posted by both sides. */
  export interface TicketOpened {
    readonly type: "ticket_opened";
    readonly ticket: number;
    readonly subject: string;
  }

  /** An agent takes care of the ticket from now on. */
  export interface TicketAssigned {
    readonly type: "ticket_assigned";
    readonly agent: Person;
  }

  /** The ticket is done. */
  export interface TicketResolved {
    readonly type: "ticket_resolved";
  }

  /** Something happened that this reader may not see; it only keeps the sequence gapless. */
  export interface Hidden {
    readonly type: "hidden";
  }
}

/** Why a conversation entered the queue (again). */
export type QueueReason = "launched" | "agent_lost" | "agent_offline" | "transferred" | "requeued";

/** How an offer ended. */
export type OfferOutcome = "accepted" | "declined" | "expired" | "withdrawn";

/** An offer as the agent sees it. */
export interface OfferView {
  readonly id: number;
  readonly conversation: number;
  readonly customer: CustomerView;
  readonly intake: Intake;
  readonly waitingSinceMs: number;
  readonly expiresAtMs: number;
  /** why this chat and why this agent, in one sentence */
  readonly reason: string;
  /** of whoever passed the chat on; absent when nobody did */
  readonly summary?: string;
}

/** An agent's state and load. */
export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly state: AgentState;
  readonly stateSinceMs: number;
  readonly capacity: number;
  readonly load: number;
  /** slots that offers hold */
  readonly reserved: number;
  readonly conversations: readonly number[];
  /** set while the agent's connection is lost and the chats wait for its return */
  readonly graceUntilMs?: number;
  /** set while nothing is heard of the agent though connected: treated as away, and lost if that goes on */
  readonly unheard?: boolean;
  /** share of today's time at work that chats took; on the board only, and absent before any */
  readonly occupancy?: number;
}

/** One refusal: what is wrong in a sentence for a person, where, and whether to try again. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  /** path of the offending field, when one is to blame */
  readonly field?: string;
  /** when sending the same again may succeed; only for retryable codes */
  readonly retryAfterMs?: number;
}

/** An agent to whom a chat may be passed on. */
export interface ColleagueView {
  readonly id: string;
  readonly name: string;
  readonly state: AgentState;
  /** slots taken, by offers too */
  readonly load: number;
  readonly capacity: number;
  /** with levels: "dns:3" */
  readonly skills: readonly string[];
  /** that the agent serves; none means all of them */
  readonly queues: readonly string[];
  /** set while nothing is heard of the agent: they cannot be given a chat */
  readonly unheard?: boolean;
}

/** A team's queue. */
export interface QueueView {
  /** empty where the desk has but one */
  readonly name: string;
  /** chats in it */
  readonly waiting: number;
  /** 0 when nobody waits */
  readonly longestWaitMs: number;
  /** who serve it and take chats now */
  readonly agents: number;
  /** whether nobody is offered its chats for now */
  readonly paused: boolean;
}

/** What a supervisor watches. */
export interface BoardView {
  readonly atMs: number;
  readonly waitingCount: number;
  readonly longestWaitMs: number;
  readonly openConversations: number;
  readonly openTickets: number;
  /** highest rank first */
  readonly tiers: readonly BoardView.TierDepth[];
  /** of the desk, or its only one */
  readonly queues: readonly QueueView[];
  /** first in order first, at most 200 */
  readonly waiting: readonly BoardView.Waiting[];
  readonly agents: readonly AgentView[];
  readonly last30Minutes: BoardView.ServiceView;
  readonly today: BoardView.ServiceView;
  /** of all agents together today; absent while nobody was at work */
  readonly occupancy?: number;
  /** newest first, at most 50 */
  readonly decisions: readonly BoardView.DecisionView[];
  /** that have begun and are not over */
  readonly alerts: readonly BoardView.AlertView[];
  /** whether the waits told came true, highest rank first; no tier without any */
  readonly calibration: readonly BoardView.CalibrationView[];
}

export namespace BoardView {
  export interface TierDepth {
    readonly tier: string;
    readonly tierRank: number;
    readonly targetSeconds: number;
    readonly depth: number;
    /** 0 when nobody waits */
    readonly longestWaitMs: number;
    /** chats that wait beyond their target */
    readonly late: number;
    /** chats that will within 15 minutes, by the estimate */
    readonly breaches: number;
  }

  export interface Waiting {
    readonly conversation: number;
    readonly customer: string;
    readonly organization: string;
    readonly tier: string;
    readonly tierRank: number;
    readonly waitingSinceMs: number;
    readonly targetSeconds: number;
    /** empty where the desk has but one */
    readonly queue: string;
    /** whether a supervisor, or a lost agent, gave it the largest head start */
    readonly boosted: boolean;
    readonly offered: boolean;
    /** why it still waits, in one sentence */
    readonly explanation: string;
  }

  /** Shares are from 0 to 1, and null when nothing counts for them. */
  export interface ServiceView {
    readonly launched: number;
    readonly answered: number;
    readonly answeredInTarget: number;
    readonly abandoned: number;
    readonly ticketed: number;
    /** answered within target / (all - abandoned within target - turned into tickets) */
    readonly serviceLevel?: number;
    /** abandoned / all, without those who left within 5 s */
    readonly abandonment?: number;
    /** turned into tickets / all */
    readonly deflection?: number;
    /** mean time from launch to acceptance */
    readonly speedOfAnswerMs?: number;
  }

  /** One routing decision and its explanation. */
  export interface DecisionView {
    readonly atMs: number;
    readonly conversation: number;
    readonly tier: string;
    readonly explanation: string;
  }

  /** A threshold that is passed. */
  export interface AlertView {
    readonly name: string;
    readonly sinceMs: number;
    readonly sentence: string;
  }

  /** Whether the waits told to a tier came true. Shares and errors are of the last 500; null while there is none. */
  export interface CalibrationView {
    readonly tier: string;
    /** waits told that ended */
    readonly told: number;
    /** share of waits within the P80 told; a customer who left before it passed does not count */
    readonly coveredP80?: number;
    readonly coveredP90?: number;
    /** mean absolute difference between the P50 told and the wait of who was answered */
    readonly meanErrorMs?: number;
    /** the same if chats ahead x mean handle time / slots had been told */
    readonly naiveErrorMs?: number;
  }
}
