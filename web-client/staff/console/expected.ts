import { Store } from '../look/store.ts';

/** The conversation whose offer the agent has just accepted: when it arrives, it opens and gets the focus. */
export const expected = new Store<number | undefined>(undefined);

export function expectChat(conversation: number): void {
  expected.set(conversation);
}
