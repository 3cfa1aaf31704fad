import { type ComponentType, lazy } from 'react';
import { chart, gauge, type Icon, list, message, sliders } from '../../ui/icons.ts';
import { Console } from '../console/Console.tsx';
import type { Role } from '../desk/api.ts';
import { strings } from '../strings.ts';
import type { FaceId } from './face.ts';
import type { Shortcut } from './shortcuts.ts';

/** What the shell gives to any face; each takes what it needs. */
export interface FaceProps {
  readonly onHelp: () => void;
  readonly onPalette: () => void;
  /** Whether it fills a screen on the wall; only ever true of a face that can (`wall`). */
  readonly wall: boolean;
  readonly onWall: (on: boolean) => void;
}

/** A face of the desk: its address is `/desk/` and its id, its words are those of `strings.faces`. */
export interface Face {
  readonly id: FaceId;
  readonly icon: Icon;
  /** Who has it; to others its address shows the console. */
  readonly roles: readonly Role[];
  readonly keys: readonly Shortcut[];
  readonly page: ComponentType<FaceProps>;
  /** It can be shown on a screen on the wall. */
  readonly wall?: boolean;
}

const STAFF: readonly Role[] = ['agent', 'supervisor', 'admin'];
const SUPERVISORS: readonly Role[] = ['supervisor', 'admin'];

const CONSOLE: Face = {
  id: 'console',
  icon: message,
  roles: STAFF,
  keys: ['shift+c'],
  page: Console,
};
const Board = lazy(() => import('../board/Board.tsx'));
const Reports = lazy(() => import('../reports/Reports.tsx'));
const WhatIf = lazy(() => import('../what-if/WhatIf.tsx'));
const Audit = lazy(() => import('../audit/Audit.tsx'));

/** All faces, in the order of the bar. One more is one line here and its words in `strings.faces`. */
const FACES: readonly Face[] = [
  CONSOLE,
  { id: 'board', icon: gauge, roles: SUPERVISORS, keys: ['shift+b'], page: Board, wall: true },
  { id: 'reports', icon: chart, roles: SUPERVISORS, keys: ['shift+r'], page: Reports },
  { id: 'what-if', icon: sliders, roles: SUPERVISORS, keys: ['shift+i'], page: WhatIf },
  { id: 'audit', icon: list, roles: SUPERVISORS, keys: ['shift+l'], page: Audit },
];

export function facesOf(role: Role): readonly Face[] {
  return FACES.filter((face) => face.roles.includes(role));
}

/** The face of an address; the console where there is none, or not for this role. */
export function faceAt(address: string, role: Role): Face {
  return facesOf(role).find((face) => face.id === address) ?? CONSOLE;
}

export function titleOf(face: Face): string {
  return strings.faces[face.id].title;
}
