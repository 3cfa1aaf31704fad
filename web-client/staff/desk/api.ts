import type {
  AgentState,
  AgentView,
  BoardView,
  ConversationView,
  Outcome,
  Person,
  Problem,
  Stage,
  TicketState,
  TicketView,
} from '../../wire/messages.ts';
import type { CannedReply } from '../console/canned.ts';
import type { Grouping, HistoryAnswer, ReportAnswer } from '../reports/answers.ts';
import { strings } from '../strings.ts';

/** What an account may do; customers have none at the desk. */
export type Role = 'customer' | 'agent' | 'supervisor' | 'admin';

/** Who is signed in on this browser. */
export interface SignedIn {
  readonly person: Person;
  readonly role: Role;
}

/** A conversation of a customer's past, as the context panel lists it. */
export interface PastConversation {
  readonly id: number;
  readonly stage: Stage;
  readonly outcome?: Outcome;
  readonly launchedAtMs: number;
  /** What it was about, as its ticket or its customer put it; may be empty. */
  readonly topic: string;
  /** The name of who answered last. */
  readonly agent?: string;
}

/** An answer over HTTP: the value, or why there is none. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function signIn(login: string, password: string): Promise<Answer<SignedIn>> {
  return call('POST', 'login', { login, password });
}

export function signOut(): Promise<Answer<unknown>> {
  return call('POST', 'logout');
}

export function whoAmI(): Promise<Answer<SignedIn>> {
  return call('GET', 'me');
}

export function tickets(state: TicketState): Promise<Answer<{ tickets: TicketView[] }>> {
  return call('GET', `tickets?state=${state}&mine=false`);
}

export function pastConversations(
  customer: string,
): Promise<Answer<{ conversations: PastConversation[] }>> {
  return call('GET', `conversations?customer=${encodeURIComponent(customer)}`);
}

export function cannedReplies(): Promise<Answer<{ replies: CannedReply[] }>> {
  return call('GET', 'canned-replies');
}

/** Why routing did with a conversation what it did, oldest first. */
export interface Explanations {
  readonly waits?: string;
  readonly steps: readonly {
    readonly sequence: number;
    readonly atMs: number;
    readonly sentence: string;
    readonly forCustomer: string;
    readonly type: string;
    readonly data: unknown;
  }[];
}

export function explanations(conversation: number): Promise<Answer<Explanations>> {
  return call('GET', `conversations/${conversation}/explanations`);
}

/** The transcript as text, of any conversation however old. */
export function transcript(conversation: number): Promise<Answer<string>> {
  return call('GET', `conversations/${conversation}/transcript`);
}

export function transcriptUrl(conversation: number): string {
  return `/api/v1/conversations/${conversation}/transcript`;
}

/** What somebody of the staff did by hand. */
export interface Act {
  readonly sequence: number;
  readonly atMs: number;
  readonly by: Person;
  readonly conversation?: number;
  /** What was done, after the name of who did it. */
  readonly sentence: string;
}

/** Newest first, a page: `before` gets the next one, and is absent at the end. */
export function audit(wanted: {
  fromMs: number;
  by?: string | undefined;
  conversation?: number | undefined;
  before?: number;
}): Promise<Answer<{ acts: Act[]; before?: number }>> {
  const query = new URLSearchParams({ from: String(wanted.fromMs) });
  if (wanted.by !== undefined) query.set('by', wanted.by);
  if (wanted.conversation !== undefined) query.set('conversation', String(wanted.conversation));
  if (wanted.before !== undefined) query.set('before', String(wanted.before));
  return call('GET', `audit?${query}`);
}

/** What a report is asked for: days by the desk's clock, `to` the first one that is not in it. */
export interface ReportWanted {
  readonly from: string;
  readonly to: string;
  readonly by?: Grouping | undefined;
  readonly queue?: string | undefined;
  readonly tier?: string | undefined;
  readonly agent?: string | undefined;
}

export function report(wanted: ReportWanted): Promise<Answer<ReportAnswer>> {
  return call('GET', `reports?${reportQuery(wanted)}`);
}

/** The same as a table for spreadsheets. */
export function reportCsvUrl(wanted: ReportWanted): string {
  return `/api/v1/reports?${reportQuery(wanted)}&format=csv`;
}

function reportQuery(wanted: ReportWanted): URLSearchParams {
  const query = new URLSearchParams({ from: wanted.from, to: wanted.to });
  for (const name of ['by', 'queue', 'tier', 'agent'] as const) {
    const value = wanted[name];
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

export function agentStates(
  agent: string,
  period: { from: string; to: string },
): Promise<Answer<HistoryAnswer>> {
  return call('GET', agentStatesPath(agent, period));
}

export function agentStatesCsvUrl(agent: string, period: { from: string; to: string }): string {
  return `/api/v1/${agentStatesPath(agent, period)}&format=csv`;
}

function agentStatesPath(agent: string, { from, to }: { from: string; to: string }): string {
  return `reports/agents/${encodeURIComponent(agent)}/states?${new URLSearchParams({ from, to })}`;
}

/** A day of the desk in numbers. */
export interface DayView {
  readonly date: string;
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** When the desk's first entry was written. */
  readonly firstMs: number;
  /** That each point spans. */
  readonly minutes: number;
  /** Highest rank first. */
  readonly tiers: readonly { readonly tier: string; readonly tierRank: number }[];
  readonly points: readonly DayPoint[];
}

/** Some minutes of it: what happened in them, and how things stood at their end. */
export interface DayPoint {
  readonly atMs: number;
  /** In the order of the day's tiers. */
  readonly depths: readonly number[];
  readonly longestWaitMs: number;
  readonly open: number;
  readonly launched: number;
  readonly answered: number;
  readonly answeredInTarget: number;
  readonly abandoned: number;
  readonly abandonedInTarget: number;
  readonly ticketed: number;
  readonly available: number;
  readonly wrappingUp: number;
  readonly draining: number;
  readonly away: number;
  readonly occupancy?: number;
}

/** Without a date, today where the desk is. */
export function boardDay(date?: string, signal?: AbortSignal): Promise<Answer<DayView>> {
  return call('GET', `board/day${date ? `?date=${date}` : ''}`, undefined, signal);
}

export function boardAt(atMs: number, signal?: AbortSignal): Promise<Answer<BoardView>> {
  return call('GET', `board?at=${atMs}`, undefined, signal);
}

/** Waiting chats of a queue, first in order first. */
export interface WaitingPage {
  readonly atMs: number;
  readonly count: number;
  readonly from: number;
  readonly waiting: readonly BoardView.Waiting[];
}

export function boardWaiting(
  queue: string,
  from: number,
  atMs?: number,
): Promise<Answer<WaitingPage>> {
  const query = new URLSearchParams({ from: String(from) });
  if (queue) query.set('queue', queue);
  if (atMs !== undefined) query.set('at', String(atMs));
  return call('GET', `board/waiting?${query}`);
}

/** An agent's day up to a moment. */
export interface AgentDay {
  readonly atMs: number;
  readonly agent: AgentView;
  readonly skills: readonly string[];
  readonly queues: readonly string[];
  readonly states: readonly {
    readonly state: AgentState;
    readonly sinceMs: number;
    readonly untilMs: number;
  }[];
  readonly handlingMs: number;
  readonly idleMs: number;
  readonly offers: number;
  readonly accepted: number;
  readonly declined: number;
  readonly missed: number;
  readonly given: number;
}

export function agentDay(agent: string, atMs?: number): Promise<Answer<AgentDay>> {
  const at = atMs === undefined ? '' : `?at=${atMs}`;
  return call('GET', `board/agents/${encodeURIComponent(agent)}${at}`);
}

/** A conversation as staff saw it then. */
export function conversationAt(
  conversation: number,
  atMs: number,
): Promise<Answer<ConversationView>> {
  return call('GET', `board/conversations/${conversation}?at=${atMs}`);
}

/** Asks the HTTP API, under `/api/v1/`. */
export async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch {
    return { ok: false, problem: { code: 'unavailable', message: strings.unreachable } };
  }
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const answer: unknown = await (isJson ? response.json() : response.text()).catch(() => undefined);
  if (response.ok) return { ok: true, value: answer as T };
  const problem = (answer as { problem?: Problem } | undefined)?.problem;
  return { ok: false, problem: problem ?? unexplained(response.status) };
}

/** What a proxy in between answered, which does not speak in problems. */
function unexplained(status: number): Problem {
  const code = status === 401 ? 'unauthenticated' : status < 500 ? 'not_found' : 'unavailable';
  return { code, message: strings.unexplained(status) };
}
