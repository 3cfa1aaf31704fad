import type { Problem } from '../../wire/messages.ts';
import { Store } from '../look/store.ts';
import { ask, cancel, look, type Question, type Status } from './api.ts';

const EVERY_MS = 500;

/** How often the answer is asked for again when it cannot be reached, before that is shown. */
const TRIES = 5;

/** The simulation that this browser asked for last. It goes on while another face is shown. */
export type Asked =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly question: Question }
  | { readonly kind: 'refused'; readonly question: Question; readonly problem: Problem }
  | { readonly kind: 'known'; readonly question: Question; readonly status: Status };

export const asked = new Store<Asked>({ kind: 'none' });

export async function run(question: Question): Promise<void> {
  const asking: Asked = { kind: 'asking', question };
  asked.set(asking);
  const answer = await ask(question);
  if (asked.value !== asking) return;
  if (!answer.ok) {
    asked.set({ kind: 'refused', question, problem: answer.problem });
    return;
  }
  asked.set({ kind: 'known', question, status: answer.value });
  void follow(answer.value.id);
}

export function isGoing(now: Asked): boolean {
  return now.kind === 'asking' || (now.kind === 'known' && !isOver(now.status));
}

function isOver({ state }: Status): boolean {
  return state !== 'waiting' && state !== 'running';
}

export async function stop(): Promise<void> {
  const now = asked.value;
  if (now.kind !== 'known') return;
  const answer = await cancel(now.status.id);
  if (answer.ok) know(answer.value);
}

/** Whether the status is still of the simulation that was asked for last. */
function know(status: Status): boolean {
  const now = asked.value;
  if (now.kind !== 'known' || now.status.id !== status.id) return false;
  if (!isOver(now.status)) asked.set({ ...now, status });
  return true;
}

async function follow(id: string): Promise<void> {
  let left = TRIES;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const now = asked.value;
    if (now.kind !== 'known' || now.status.id !== id || isOver(now.status)) return;
    const answer = await look(id);
    if (answer.ok) {
      left = TRIES;
      if (!know(answer.value) || isOver(answer.value)) return;
    } else if (answer.problem.code !== 'unavailable' || --left === 0) {
      asked.set({ kind: 'refused', question: now.question, problem: answer.problem });
      return;
    }
  }
}
