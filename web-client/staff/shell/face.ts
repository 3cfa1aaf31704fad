import type { Role } from '../desk/api.ts';
import { Store } from '../look/store.ts';

/** The two faces of the desk, each with an address of its own. */
export type Face = 'console' | 'board';

export function mayWatch(role: Role): boolean {
  return role === 'supervisor' || role === 'admin';
}

function read(): Face {
  return location.pathname.replace(/\/$/, '').endsWith('/board') ? 'board' : 'console';
}

export const face = new Store<Face>(read());
addEventListener('popstate', () => face.set(read()));

export function pathOf(to: Face): string {
  return `/desk/${to}`;
}

export function go(to: Face): void {
  if (face.value === to && location.pathname === pathOf(to)) return;
  history.pushState(null, '', pathOf(to));
  face.set(to);
}
