import { expect, it } from 'vitest';
import { pathOf } from './face.ts';
import { faceAt, facesOf } from './faces.ts';

it('gives an agent the console alone, whatever the address says', () => {
  expect(facesOf('agent').map((face) => face.id)).toEqual(['console']);
  expect(faceAt('board', 'agent').id).toBe('console');
});

it('gives supervisors and administrators every face at its own address', () => {
  for (const role of ['supervisor', 'admin'] as const) {
    const faces = facesOf(role);
    expect(faces.length).toBeGreaterThan(1);
    expect(new Set(faces.flatMap((face) => face.keys)).size).toBe(faces.length);
    for (const face of faces) {
      expect(faceAt(pathOf(face.id).split('/').at(-1) ?? '', role)).toBe(face);
    }
  }
});

it('shows the console at an address that it does not know', () => {
  expect(faceAt('desk', 'supervisor').id).toBe('console');
  expect(faceAt('', 'supervisor').id).toBe('console');
});
