import { describe, expect, it } from 'vitest';
import { type Action, actionFor } from './actions.ts';

const accept: Action = { id: 'accept', group: '', title: '', keys: ['a', 'alt+a'], run: () => {} };
const palette: Action = { id: 'palette', group: '', title: '', keys: ['mod+k'], run: () => {} };
const actions = [accept, palette];

describe('actionFor', () => {
  it('finds an action by any of its shortcuts', () => {
    expect(actionFor(actions, 'a', false, true)).toBe(accept);
    expect(actionFor(actions, 'alt+a', false, true)).toBe(accept);
    expect(actionFor(actions, 'z', false, true)).toBeUndefined();
  });

  it('leaves single keys to the text while somebody types, and keeps the others', () => {
    expect(actionFor(actions, 'a', true, true)).toBeUndefined();
    expect(actionFor(actions, 'alt+a', true, true)).toBe(accept);
    expect(actionFor(actions, 'mod+k', true, true)).toBe(palette);
  });

  it('drops single keys altogether where they are switched off', () => {
    expect(actionFor(actions, 'a', false, false)).toBeUndefined();
    expect(actionFor(actions, 'alt+a', false, false)).toBe(accept);
  });
});
