import type { LetterStorage } from './outbox.ts';

/** A storage that lasts as long as the test that holds it. */
export function memoryStorage(): LetterStorage {
  const entries = new Map<string, string>();
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
  };
}
