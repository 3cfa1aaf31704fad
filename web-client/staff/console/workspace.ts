import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ConversationView } from '../../wire/messages.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import type { Desk } from '../desk/desk.ts';
import { useStore } from '../look/store.ts';
import { keep, recall } from '../shell/settings.ts';
import { orderChats } from './chat-list.ts';
import { expected } from './expected.ts';
import type { TileHandle } from './Tile.tsx';
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

/** Below this width lists and tiles take turns (Console.module.css has the same). */
const NARROW_PX = 760;

/** What lies on the agent's desk, and how it is moved about. */
export interface Workspace {
  /** Chats and wrap-ups that take the agent's slots, and chats in which they take part beside another. */
  readonly held: readonly ConversationView[];
  /** Being chatted, in the order of the list. */
  readonly chats: readonly ConversationView[];
  readonly wrapUps: readonly ConversationView[];
  readonly tiles: Tiles;
  /** The tiles that there is room for. */
  readonly shown: readonly number[];
  readonly focused: ConversationView | undefined;
  /** One thing at a time: lists, or a tile. */
  readonly narrow: boolean;
  readonly open: (id: number) => void;
  readonly close: (id: number) => void;
  readonly focus: (id: number) => void;
  /** The focused tile, to write in. */
  readonly handle: () => TileHandle | undefined;
  readonly hold: (id: number, handle: TileHandle | null) => void;
}

export function useWorkspace(center: RefObject<HTMLElement | null>): Workspace {
  const desk = useDesk();
  const byId = useDeskState((state) => state.conversations.byId);
  const { room, narrow } = useRoom(center);
  const [tiles, setTiles] = useTiles(desk);
  const [focusWanted, wantFocus] = useState<number>();
  const handles = useRef(new Map<number, TileHandle>());

  const held = useMemo(
    () => [...byId.values()].filter((view) => desk.isHeld(view) || desk.hasJoined(view)),
    [byId, desk],
  );
  const chats = useMemo(() => orderChats(held.filter((view) => view.stage === 'assigned')), [held]);
  const wrapUps = useMemo(() => held.filter((view) => view.stage === 'wrap_up'), [held]);

  const open = useCallback(
    (id: number) => {
      setTiles((before) => openTile(before, id, room));
      wantFocus(id);
      void desk.follow(id);
    },
    [desk, room, setTiles],
  );
  const close = useCallback(
    (id: number) => {
      setTiles((before) => closeTile(before, id));
      desk.unfollow(id);
    },
    [desk, setTiles],
  );
  const focus = useCallback(
    (id: number) => setTiles((before) => focusTile(before, id)),
    [setTiles],
  );
  const hold = useCallback((id: number, handle: TileHandle | null) => {
    if (handle) handles.current.set(id, handle);
    else handles.current.delete(id);
  }, []);

  useNewChats(held, setTiles, room, wantFocus);
  useGoneTiles(desk, byId, tiles, setTiles);
  // A tile can be written in once its conversation is here and it is on the page.
  useEffect(() => {
    if (focusWanted === undefined || !byId.has(focusWanted)) return;
    const handle = handles.current.get(focusWanted);
    if (!handle) return;
    handle.write();
    wantFocus(undefined);
  });

  const shown = useMemo(() => visible(tiles, room), [tiles, room]);
  const focused = tiles.focused === undefined ? undefined : byId.get(tiles.focused);
  const focusedId = focused?.id;
  const handle = useCallback(
    () => (focusedId === undefined ? undefined : handles.current.get(focusedId)),
    [focusedId],
  );
  return { held, chats, wrapUps, tiles, shown, focused, narrow, open, close, focus, handle, hold };
}

function useRoom(center: RefObject<HTMLElement | null>): { room: number; narrow: boolean } {
  const [room, setRoom] = useState(2);
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = center.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setNarrow(window.innerWidth < NARROW_PX);
      // Hidden behind the lists on a narrow screen it has no width of its own.
      setRoom(element.clientWidth > 0 ? roomFor(element.clientWidth) : 1);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [center]);
  return { room, narrow };
}

/** The tiles, as they stood before a reload; what in them is not the agent's own is opened again. */
function useTiles(desk: Desk) {
  const key = `switchboard.desk.tiles.${desk.self.id}`;
  const state = useState<Tiles>(() => recall<Tiles>(key) ?? NO_TILES);
  const [tiles] = state;
  const before = useRef([...tiles.open]);
  const welcomed = useDeskState((s) => s.conversations.epoch !== '');
  useEffect(() => keep(key, tiles), [key, tiles]);
  useEffect(() => {
    if (!welcomed) return;
    for (const id of before.current.splice(0)) void desk.follow(id);
  }, [desk, welcomed]);
  return state;
}

type Change<T> = (change: (before: T) => T) => void;

/** A chat that has just come opens where there is room; the one that was accepted opens in any case, with the focus. */
function useNewChats(
  held: readonly ConversationView[],
  setTiles: Change<Tiles>,
  room: number,
  wantFocus: (id: number) => void,
): void {
  const known = useRef<ReadonlySet<number>>(undefined);
  const accepted = useStore(expected);
  useEffect(() => {
    const ids = held.map((view) => view.id);
    const before = known.current;
    known.current = new Set(ids);
    for (const id of ids) {
      if (id === accepted) {
        expected.set(undefined);
        setTiles((now) => openTile(now, id, room));
        wantFocus(id);
      } else if (before && !before.has(id)) {
        setTiles((now) => addTile(now, id, room));
      }
    }
  }, [held, accepted, setTiles, room, wantFocus]);
}

/** Tiles of conversations that are no longer shown to this agent, or are over and done, go. */
function useGoneTiles(
  desk: Desk,
  byId: ReadonlyMap<number, ConversationView>,
  tiles: Tiles,
  setTiles: Change<Tiles>,
): void {
  const online = useDeskState((state) => state.connection.kind === 'online');
  const welcomed = useDeskState((state) => state.conversations.epoch !== '');
  const followed = useDeskState((state) => state.followed);
  const stages = useRef(new Map<number, string>());
  useEffect(() => {
    if (!online || !welcomed) return;
    for (const id of tiles.open) {
      const view = byId.get(id);
      const before = stages.current.get(id);
      if (view) stages.current.set(id, view.stage);
      // As of now, not of this render: tiles of before a reload are asked for in this very moment.
      const gone = !view && !desk.state.value.followed.has(id);
      const done = view?.stage === 'closed' && before === 'wrap_up' && !desk.isMine(view);
      if (gone || done) setTiles((now) => closeTile(now, id));
    }
  }, [desk, byId, followed, tiles, setTiles, online, welcomed]);
}
