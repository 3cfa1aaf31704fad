import { Store } from '../look/store.ts';

/** What one person likes on this device. */
export interface Settings {
  /** Shortcuts of one key without Control, Command or Alt (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly sound: boolean;
  readonly notifications: boolean;
  readonly customerPanel: boolean;
}

const KEY = 'switchboard.desk.settings';
const USUAL: Settings = {
  singleKeys: true,
  sound: true,
  notifications: false,
  customerPanel: true,
};

export const settings = new Store<Settings>({ ...USUAL, ...(recall<Settings>(KEY) ?? {}) });
settings.subscribe(() => keep(KEY, settings.value));

export function change(part: Partial<Settings>): void {
  settings.update((before) => ({ ...before, ...part }));
}

/** Reads what was kept on this device; undefined when there is nothing, or storage is closed to us. */
export function recall<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps something on this device; undefined removes it. A full or closed storage only costs the convenience. */
export function keep(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full storages refuse; what is on screen still counts.
  }
}
