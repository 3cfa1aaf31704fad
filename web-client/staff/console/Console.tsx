import { Button } from '@mantine/core';
import {
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { chevronRight } from '../../ui/icons.ts';
import type { ConversationView } from '../../wire/messages.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import type { Desk } from '../desk/desk.ts';
import { IconButton } from '../look/IconButton.tsx';
import { Keys } from '../look/Keys.tsx';
import { useStore } from '../look/store.ts';
import { useActions } from '../shell/actions.ts';
import { keep, recall } from '../shell/settings.ts';
import { strings } from '../strings.ts';
import { Announcer } from './Announcer.tsx';
import classes from './Console.module.css';
import { orderChats, type TicketFolder } from './chat-list.ts';
import { consoleActions } from './console-actions.ts';
import { detailsShown, showDetails } from './details-panel.ts';
import { dropDraft, readDraft } from './drafts.ts';
import { expected } from './expected.ts';
import { Lists } from './Lists.tsx';
import type { Question } from './questions.ts';
import { Tile, type TileHandle } from './Tile.tsx';
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

const Details = lazy(() => import('./Details.tsx'));
const Questions = lazy(() => import('./Questions.tsx'));
const words = strings.console;
/** Below this width lists and tiles take turns. */
const NARROW_PX = 760;

/** The agent's face of the desk: lists, up to four chats side by side, the customer. */
export function Console(props: { onHelp: () => void; onPalette: () => void }) {
  const desk = useDesk();
  const byId = useDeskState((state) => state.conversations.byId);
  const agent = useDeskState((state) => state.agent);
  const panel = useStore(detailsShown);
  const [folder, setFolder] = useState<TicketFolder>('mine');
  const [question, setQuestion] = useState<Question>();
  const [focusWanted, wantFocus] = useState<number>();
  const center = useRef<HTMLDivElement>(null);
  const { room, narrow } = useRoom(center);
  const [tiles, setTiles] = useTiles(desk);
  const handles = useRef(new Map<number, TileHandle>());

  const held = useMemo(() => [...byId.values()].filter((view) => desk.isHeld(view)), [byId, desk]);
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
  const finish = useCallback(
    (id: number) => {
      dropDraft(desk.self.id, id);
      void desk.endWrapUp(id);
    },
    [desk],
  );
  const ask = useCallback(
    (asked: Question) => {
      const nothingToLose =
        asked.kind === 'finish' && readDraft(desk.self.id, asked.id).text === '';
      if (nothingToLose) finish(asked.id);
      else setQuestion(asked);
    },
    [desk, finish],
  );

  useNewChats(held, setTiles, room, wantFocus);
  useGoneTiles(desk, byId, tiles, setTiles);
  useEffect(() => {
    if (focusWanted === undefined || !byId.has(focusWanted)) return;
    const handle = handles.current.get(focusWanted);
    if (!handle) return;
    handle.write();
    wantFocus(undefined);
  });

  const shown = visible(tiles, room);
  const focused = tiles.focused === undefined ? undefined : byId.get(tiles.focused);
  useActions(
    useMemo(
      () =>
        consoleActions({
          desk,
          chats: [...chats, ...wrapUps],
          shown: shown.flatMap((id) => byId.get(id) ?? []),
          focused,
          handle: () => (focused ? handles.current.get(focused.id) : undefined),
          open,
          close,
          ask,
          setFolder,
        }),
      [desk, chats, wrapUps, tiles, room, focused, open, close, ask],
    ),
  );

  const details = panel && tiles.focused !== undefined;
  const reading = narrow && tiles.focused !== undefined;
  return (
    <main
      className={classes.console}
      aria-label={words.title}
      data-details={details || undefined}
      data-reading={reading || undefined}
    >
      <h1 className="visually-hidden">{words.title}</h1>
      <nav className={`scroll ${classes.lists}`} aria-label={words.lists}>
        <Lists
          chats={chats}
          wrapUps={wrapUps}
          folder={folder}
          onFolder={setFolder}
          open={tiles.open}
          focused={tiles.focused}
          onOpen={open}
        />
      </nav>
      <section ref={center} className={classes.tiles} aria-label={words.tiles}>
        {shown.map((id) => (
          <Tile
            key={id}
            id={id}
            focused={id === tiles.focused}
            alone={narrow}
            onFocus={focus}
            onClose={close}
            onAsk={ask}
            ref={(handle) => {
              if (handle) handles.current.set(id, handle);
              else handles.current.delete(id);
            }}
          />
        ))}
        {shown.length === 0 && <Empty {...props} available={agent?.state === 'available'} />}
      </section>
      <section className={`scroll ${classes.details}`} aria-label={strings.details.title}>
        {details && (
          <>
            <div className={classes.closeDetails}>
              <IconButton
                icon={chevronRight}
                label={strings.details.hide}
                keys="i"
                onClick={() => showDetails(false)}
              />
            </div>
            <Suspense>
              <Details conversation={tiles.focused} />
            </Suspense>
          </>
        )}
      </section>
      <Announcer views={held} />
      <Suspense>
        {question && (
          <Questions question={question} onClose={() => setQuestion(undefined)} onFinish={finish} />
        )}
      </Suspense>
    </main>
  );
}

function Empty(props: { available: boolean; onHelp: () => void; onPalette: () => void }) {
  return (
    <div className={classes.empty}>
      <Board />
      <h2>{words.emptyTitle}</h2>
      <p>{words.empty}</p>
      <div className={classes.emptyKeys}>
        <Button variant="default" rightSection={<Keys of="mod+k" />} onClick={props.onPalette}>
          {words.emptyKeys}
        </Button>
        <Button variant="default" rightSection={<Keys of="?" />} onClick={props.onHelp}>
          {words.emptyHelp}
        </Button>
      </div>
    </div>
  );
}

/** A switchboard at rest: every jack free, one cord waiting. */
function Board() {
  const columns = [0, 1, 2, 3, 4, 5, 6, 7];
  return (
    <svg width="224" height="112" viewBox="0 0 224 112" aria-hidden="true" focusable="false">
      {[18, 46, 74].map((y) =>
        columns.map((column) => (
          <circle
            key={`${column} ${y}`}
            cx={14 + column * 28}
            cy={y}
            r="6.5"
            fill="none"
            stroke="var(--line-control)"
            strokeOpacity="0.55"
            strokeWidth="2.5"
          />
        )),
      )}
      <path
        d="M70 46c0 54 84 2 84 46"
        fill="none"
        stroke="var(--accent-text)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <rect x="149.5" y="90" width="9" height="15" rx="3" fill="var(--accent-text)" />
      <rect x="152.5" y="104" width="3" height="7" rx="1.5" fill="var(--lamp)" />
      <circle cx="70" cy="46" r="8" fill="var(--accent-text)" />
      <circle cx="70" cy="46" r="2.5" fill="var(--canvas)" />
    </svg>
  );
}

function useRoom(center: RefObject<HTMLDivElement | null>): { room: number; narrow: boolean } {
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
