import { describe, expect, it } from 'vitest';
import {
  addTile,
  closeTile,
  focusTile,
  NO_TILES,
  openTile,
  roomFor,
  type Tiles,
  visible,
} from './tiles.ts';

function opened(room: number, ...ids: number[]): Tiles {
  return ids.reduce((tiles, id) => openTile(tiles, id, room), NO_TILES);
}

describe('opening', () => {
  it('puts a chat beside the others and focuses it', () => {
    expect(opened(4, 1, 2, 3)).toEqual({ open: [1, 2, 3], recent: [1, 2, 3], focused: 3 });
  });

  it('replaces the one that was left alone longest when there is no room, in its place', () => {
    const tiles = focusTile(opened(3, 1, 2, 3), 1);
    expect(openTile(tiles, 4, 3)).toEqual({ open: [1, 4, 3], recent: [3, 1, 4], focused: 4 });
  });

  it('only focuses what is open already', () => {
    expect(openTile(opened(2, 1, 2), 1, 2).open).toEqual([1, 2]);
    expect(openTile(opened(2, 1, 2), 1, 2).focused).toBe(1);
  });

  it('never goes beyond four, however wide the screen', () => {
    expect(opened(9, 1, 2, 3, 4, 5).open).toHaveLength(4);
  });
});

describe('adding', () => {
  it('takes room but no focus', () => {
    expect(addTile(opened(3, 1), 2, 3)).toEqual({ open: [1, 2], recent: [2, 1], focused: 1 });
    expect(addTile(NO_TILES, 1, 3).focused).toBe(1);
  });

  it('does nothing without room, or when it is open', () => {
    const tiles = opened(2, 1, 2);
    expect(addTile(tiles, 3, 2)).toBe(tiles);
    expect(addTile(tiles, 2, 4)).toBe(tiles);
  });
});

it('closing the focused one focuses the one before it', () => {
  const tiles = focusTile(focusTile(opened(4, 1, 2, 3), 1), 3);
  expect(closeTile(tiles, 3)).toEqual({ open: [1, 2], recent: [2, 1], focused: 1 });
  expect(closeTile(opened(1, 1), 1)).toEqual(NO_TILES);
});

describe('a narrower screen', () => {
  it('shows the most recently focused ones in their order, and keeps the rest', () => {
    const tiles = focusTile(opened(4, 1, 2, 3, 4), 2);
    expect(visible(tiles, 4)).toEqual([1, 2, 3, 4]);
    expect(visible(tiles, 2)).toEqual([2, 4]);
    expect(visible(tiles, 1)).toEqual([2]);
    expect(tiles.open).toHaveLength(4);
  });

  it('has room for one to four tiles by its width', () => {
    expect([200, 329, 660, 1000, 1400, 3000].map(roomFor)).toEqual([1, 1, 2, 3, 4, 4]);
  });
});
