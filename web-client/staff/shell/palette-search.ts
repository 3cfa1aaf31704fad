import type { Action } from './actions.ts';

/** Actions whose title or group holds every word of the query, those whose title begins with it first. */
export function searchActions(actions: readonly Action[], query: string): Action[] {
  const wanted = query.trim().toLocaleLowerCase();
  const parts = wanted.split(/\s+/).filter(Boolean);
  const fits = actions.filter((action) => {
    const text = `${action.title} ${action.group}`.toLocaleLowerCase();
    return parts.every((part) => text.includes(part));
  });
  const begins = (action: Action) => action.title.toLocaleLowerCase().startsWith(wanted);
  return [...fits].sort((a, b) => Number(begins(b)) - Number(begins(a)));
}
