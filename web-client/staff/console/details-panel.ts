import { Store } from '../look/store.ts';
import { change, settings } from '../shell/settings.ts';

/** Where the customer's details lie over the chats instead of beside them (Console.module.css has the same width). */
const overlays = matchMedia('(max-width: 1120px)');

/** Beside the chats the details stay as the agent likes them; over the chats they are only looked up. */
const lookedUp = new Store(false);

export const detailsShown = new Store(read());
for (const source of [settings, lookedUp]) source.subscribe(() => detailsShown.set(read()));
overlays.addEventListener('change', () => detailsShown.set(read()));

function read(): boolean {
  return overlays.matches ? lookedUp.value : settings.value.customerPanel;
}

export function showDetails(shown: boolean): void {
  if (overlays.matches) lookedUp.set(shown);
  else change({ customerPanel: shown });
}

export function toggleDetails(): void {
  showDetails(!detailsShown.value);
}
