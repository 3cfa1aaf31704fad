import type { Problem } from '../../wire/messages.ts';
import { words } from './strings.ts';

/** Whether the problem is in the field or in a part of it. */
export function isIn(problem: Problem, field: string): boolean {
  const { field: at = '' } = problem;
  return at === field || at.startsWith(`${field}.`) || at.startsWith(`${field}[`);
}

/** What is wrong, without the name that the field has in the API. */
export function saidOf({ field, message }: Problem): string {
  const name = `${field} is `;
  return message.startsWith(name) ? message.slice(name.length) : message;
}

/** What is wrong, by the name that the field has on this page. */
export function sentenceOf(problem: Problem): string {
  const known = Object.keys(words.fieldNames).find((field) => isIn(problem, field));
  const name = known === undefined ? undefined : words.fieldNames[known];
  return name === undefined ? problem.message : words.ofField(name, saidOf(problem));
}
