import { expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { searchActions } from './palette-search.ts';

function action(title: string, group = 'Desk'): Action {
  return { id: title, group, title, run: () => {} };
}

const all = [action('Go to the console'), action('Open a ticket'), action('Tickets: Open', 'Move')];

it('finds actions that hold every word, in title or group, those that begin so first', () => {
  const found = (query: string) => searchActions(all, query).map((each) => each.title);
  expect(found('')).toEqual(all.map((each) => each.title));
  expect(found('ticket')).toEqual(['Tickets: Open', 'Open a ticket']);
  expect(found('open ticket')).toEqual(['Open a ticket', 'Tickets: Open']);
  expect(found('move OPEN')).toEqual(['Tickets: Open']);
  expect(found('nothing')).toEqual([]);
});
