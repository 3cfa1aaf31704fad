/** Which conversations stand side by side. Pure, so that every path through it can be tested. */
export interface Tiles {
  /** In the order on screen, at most `OPEN_MAX`. */
  readonly open: readonly number[];
  /** The tile that shortcuts act on; last in `recent` too. */
  readonly focused: number | undefined;
  /** The open ones, least recently focused first. */
  readonly recent: readonly number[];
}

export const OPEN_MAX = 4;
export const NO_TILES: Tiles = { open: [], focused: undefined, recent: [] };

/** Opens a conversation beside the others, or in place of the least recently focused one when `room` is used up. */
export function openTile(tiles: Tiles, id: number, room: number): Tiles {
  if (tiles.open.includes(id)) return focusTile(tiles, id);
  const limit = Math.max(1, Math.min(room, OPEN_MAX));
  if (tiles.open.length < limit) return focusTile({ ...tiles, open: [...tiles.open, id] }, id);
  const leaves = visible(tiles, limit).reduce((oldest, candidate) =>
    tiles.recent.indexOf(candidate) < tiles.recent.indexOf(oldest) ? candidate : oldest,
  );
  return focusTile(
    {
      ...tiles,
      open: tiles.open.map((open) => (open === leaves ? id : open)),
      recent: tiles.recent.filter((recent) => recent !== leaves),
    },
    id,
  );
}

/** Adds a conversation where there is room, without taking the focus from another. */
export function addTile(tiles: Tiles, id: number, room: number): Tiles {
  if (tiles.open.includes(id) || tiles.open.length >= Math.min(room, OPEN_MAX)) return tiles;
  const open = [...tiles.open, id];
  return { open, recent: [id, ...tiles.recent], focused: tiles.focused ?? id };
}

export function focusTile(tiles: Tiles, id: number): Tiles {
  if (!tiles.open.includes(id)) return tiles;
  if (tiles.focused === id && tiles.recent.at(-1) === id) return tiles;
  return { ...tiles, focused: id, recent: [...tiles.recent.filter((other) => other !== id), id] };
}

export function closeTile(tiles: Tiles, id: number): Tiles {
  if (!tiles.open.includes(id)) return tiles;
  const recent = tiles.recent.filter((other) => other !== id);
  const open = tiles.open.filter((other) => other !== id);
  const focused = tiles.focused === id ? (recent.at(-1) ?? open[0]) : tiles.focused;
  return { open, recent, focused };
}

/** The tiles that there is room for: the most recently focused ones, in their order on screen. */
export function visible(tiles: Tiles, room: number): number[] {
  if (tiles.open.length <= room) return [...tiles.open];
  const byRecency = [...tiles.open].sort(
    (a, b) => tiles.recent.indexOf(b) - tiles.recent.indexOf(a),
  );
  const shown = new Set(byRecency.slice(0, Math.max(1, room)));
  return tiles.open.filter((id) => shown.has(id));
}

/** How many tiles fit: each is readable at its least width. */
export function roomFor(widthPx: number): number {
  const TILE_WIDTH_MIN_PX = 330;
  return Math.max(1, Math.min(OPEN_MAX, Math.floor(widthPx / TILE_WIDTH_MIN_PX)));
}
