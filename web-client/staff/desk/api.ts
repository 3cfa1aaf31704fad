import type {
  Outcome,
  Person,
  Problem,
  Stage,
  TicketState,
  TicketView,
} from '../../wire/messages.ts';
import type { CannedReply } from '../console/canned.ts';
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

/** The transcript as text, of any conversation however old. */
export function transcript(conversation: number): Promise<Answer<string>> {
  return call('GET', `conversations/${conversation}/transcript`);
}

export function transcriptUrl(conversation: number): string {
  return `/api/v1/conversations/${conversation}/transcript`;
}

async function call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
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
