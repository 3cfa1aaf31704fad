import { expect, it } from 'vitest';
import { type Place, placeOf, queryOf } from './place.ts';

const PLACES: Place[] = [
  {},
  { atMs: 1_800_000_000_000 },
  { drill: { kind: 'chat', id: 4812 } },
  { atMs: 5, drill: { kind: 'agent', id: 'a b&c' } },
  { drill: { kind: 'queue', id: '' } },
];

it.each(PLACES)('comes back from its address: %o', (place) => {
  expect(placeOf(queryOf(place))).toEqual(place);
});

it.each(['?at=noon', '?at=-1', '?chat=x', '?at=99999999999999999999', '?more=1'])(
  'leaves out what it does not know: %s',
  (query) => {
    expect(placeOf(query)).toEqual({});
  },
);
