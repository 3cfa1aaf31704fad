import type { Problem } from '../../wire/messages.ts';
import { strings } from '../strings.ts';
import { type Toast, toast } from './toasts.tsx';

/** Turns a refusal into words that say what did not happen, why, and what to do. */
export function describe(doing: string, problem: Problem): Toast {
  const advice = strings.advice[problem.code];
  return {
    tone: 'problem',
    title: strings.couldNot(doing),
    text: advice ? `${sentence(problem.message)} ${advice}` : sentence(problem.message),
  };
}

export function report(doing: string, problem: Problem): void {
  toast(describe(doing, problem));
}

/** Problems speak like this: `text is longer than 8000`; people read sentences. */
function sentence(message: string): string {
  const begun = message.charAt(0).toLocaleUpperCase() + message.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
