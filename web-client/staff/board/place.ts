import { Store } from '../look/store.ts';

/** What is looked at beside the board. */
export type Drill =
  | { readonly kind: 'chat'; readonly id: number }
  | { readonly kind: 'agent'; readonly id: string }
  | { readonly kind: 'queue'; readonly id: string };

/** What of the board is shown: in its address, so that it can be passed on and gone back from. */
export interface Place {
  /** A time in the past; undefined while it is live. */
  readonly atMs?: number;
  readonly drill?: Drill;
}

/** The place that the query of an address names; what it does not know it leaves out. */
export function placeOf(query: string): Place {
  const given = new URLSearchParams(query);
  const atMs = whole(given.get('at'));
  const chat = whole(given.get('chat'));
  const agent = given.get('agent');
  const queue = given.get('queue');
  const drill: Drill | undefined =
    chat !== undefined
      ? { kind: 'chat', id: chat }
      : agent
        ? { kind: 'agent', id: agent }
        : queue !== null
          ? { kind: 'queue', id: queue }
          : undefined;
  return { ...(atMs !== undefined && { atMs }), ...(drill && { drill }) };
}

export function queryOf({ atMs, drill }: Place): string {
  const query = new URLSearchParams();
  if (atMs !== undefined) query.set('at', String(atMs));
  if (drill) query.set(drill.kind, String(drill.id));
  const text = query.toString();
  return text && `?${text}`;
}

function whole(text: string | null): number | undefined {
  return text !== null && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

export const place = new Store<Place>(placeOf(location.search));
addEventListener('popstate', () => place.set(placeOf(location.search)));

/** Goes there; `over` leaves no step to go back to, as while scrubbing. */
export function goTo(to: Place, over = false): void {
  const address = location.pathname + queryOf(to);
  if (over) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  place.set(to);
}
