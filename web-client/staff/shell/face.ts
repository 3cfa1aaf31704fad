import { Store } from '../look/store.ts';
import type { strings } from '../strings.ts';

/** A face of the desk, by the last part of its address. What there are: `faces.ts`. */
export type FaceId = keyof typeof strings.faces;

/** The last part of the address, whatever it is: whether there is such a face for whoever is signed in, `faces.ts` knows. */
function read(): string {
  return location.pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
}

export const address = new Store<string>(read());
addEventListener('popstate', () => address.set(read()));

export function pathOf(to: FaceId): string {
  return `/desk/${to}`;
}

export function go(to: FaceId): void {
  if (location.pathname === pathOf(to)) return;
  history.pushState(null, '', pathOf(to));
  address.set(to);
}
