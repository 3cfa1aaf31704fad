import type { LetterStorage } from './outbox.ts';

/**
 * The browser's storage, or the page's memory where the browser gives none (blocked for embedded pages, or full): then
 * a reload forgets, and everything else works.
 */
export function browserStorage(): LetterStorage {
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? attempt(() => localStorage.getItem(key)) ?? null,
    set(key, value) {
      const stored = attempt(() => {
        localStorage.setItem(key, value);
        return true;
      });
      if (stored) memory.delete(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt(() => localStorage.removeItem(key));
    },
    keys: () => [...memory.keys(), ...(attempt(() => Object.keys(localStorage)) ?? [])],
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
