import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { clock, gauge } from '../../ui/icons.ts';
import type { BoardView } from '../../wire/messages.ts';
import { boardAt, boardDay, type DayView } from '../desk/api.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { secondHand, useNow } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { useStore } from '../look/store.ts';
import { Splash } from '../shell/Splash.tsx';
import { strings } from '../strings.ts';
import { AgentPanel } from './AgentPanel.tsx';
import { Agents } from './Agents.tsx';
import { Alerts } from './Alerts.tsx';
import classes from './Board.module.css';
import { PastTime } from './board-clock.ts';
import { DayCharts } from './DayCharts.tsx';
import { Decisions } from './Decisions.tsx';
import { dateIn } from './day.ts';
import { Figures } from './Figures.tsx';
import { Line } from './Line.tsx';
import { PastReading } from './PastReading.tsx';
import { type Drill, goTo, place, placeOf } from './place.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { Queues } from './Queues.tsx';
import { ReadAlong } from './ReadAlong.tsx';
import { words as past } from './strings.ts';
import { Tiers } from './Tiers.tsx';
import { TimeBar } from './TimeBar.tsx';
import { useAnswer } from './use-answer.ts';

const words = strings.board;
/** The day's chart gains a point each minute. */
const DAY_EVERY_MS = 60_000;
/** Where one lands who goes back in time. */
const BACK_MS = 5 * 60_000;

/** The supervisor's face of the desk: live, or as it was at any time. */
export default function Board(props: { wall: boolean; onWall: (on: boolean) => void }) {
  const { wall, onWall } = props;
  const desk = useDesk();
  const { atMs, drill } = useStore(place);
  const live = useStore(desk.board);
  const then = useAnswer(atMs === undefined ? undefined : String(atMs), (signal) =>
    boardAt(atMs ?? 0, signal),
  );
  const day = useDay(atMs);
  const board = atMs === undefined ? live : then.value;
  useEffect(() => desk.watchBoard(), [desk]);
  // Who comes back by the bar finds the board as its address says.
  useEffect(() => () => place.set(placeOf(location.search)), []);
  useWallDisplay(wall, onWall);

  const look = useCallback((to: Drill | undefined) => {
    const { atMs: then } = place.value;
    goTo({ ...(then !== undefined && { atMs: then }), ...(to && { drill: to }) });
  }, []);
  const onRead = useCallback((id: number) => look({ kind: 'chat', id }), [look]);
  const onAgent = useCallback((id: string) => look({ kind: 'agent', id }), [look]);
  const onQueue = useCallback((id: string) => look({ kind: 'queue', id }), [look]);
  const onClose = useCallback(() => look(undefined), [look]);
  const travel = useCallback((toMs: number) => {
    const { atMs: before, drill: open } = place.value;
    goTo({ atMs: toMs, ...(open && { drill: open }) }, before !== undefined);
  }, []);

  return (
    <div className={classes.page} data-past={atMs !== undefined || undefined}>
      <main className={classes.board} aria-label={words.title}>
        {atMs === undefined ? (
          <header className={classes.header}>
            <h1>{words.title}</h1>
            {board ? <Staleness atMs={board.atMs} /> : <span className={classes.stale} />}
            {!wall && (
              <Button
                size="xs"
                variant="default"
                leftSection={<Icon of={clock} size={14} />}
                onClick={() =>
                  travel(Math.max(secondHand.nowMs() - BACK_MS, day.value?.firstMs ?? 0))
                }
              >
                {past.travel}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon of={gauge} size={14} />}
              onClick={() => onWall(!wall)}
            >
              {wall ? words.leaveWall : words.wall}
            </Button>
          </header>
        ) : (
          <>
            <h1 className="visually-hidden">{words.title}</h1>
            <TimeBar
              atMs={atMs}
              shownMs={then.value?.atMs}
              day={day.value}
              asking={then.asking}
              problem={then.problem?.message}
              onTravel={travel}
              onLive={() => goTo({})}
            />
          </>
        )}
        <PastTime value={atMs === undefined ? undefined : board?.atMs}>
          {board ? (
            <Faces
              board={board}
              day={day.value}
              dayProblem={day.problem?.message}
              live={atMs === undefined}
              wall={wall}
              onRead={onRead}
              onAgent={onAgent}
              onQueue={onQueue}
            />
          ) : (
            <Splash
              says={
                atMs === undefined ? words.waitingForFirst : (then.problem?.message ?? past.reading)
              }
            />
          )}
        </PastTime>
      </main>
      <PastTime value={atMs === undefined ? undefined : board?.atMs}>
        {drill?.kind === 'chat' &&
          (atMs === undefined ? (
            <ReadAlong key={drill.id} conversation={drill.id} onClose={onClose} />
          ) : (
            <PastReading
              key={drill.id}
              conversation={drill.id}
              atMs={board?.atMs ?? atMs}
              onClose={onClose}
            />
          ))}
        {drill?.kind === 'agent' && (
          <AgentPanel
            key={drill.id}
            id={drill.id}
            shown={board?.agents.find((agent) => agent.id === drill.id)}
            atMs={atMs}
            onRead={onRead}
            onClose={onClose}
          />
        )}
        {drill?.kind === 'queue' && board && (
          <QueuePanel
            key={drill.id}
            name={drill.id}
            queue={board.queues.find((queue) => queue.name === drill.id)}
            boardMs={board.atMs}
            atMs={atMs}
            onRead={onRead}
            onAgent={onAgent}
            onClose={onClose}
          />
        )}
      </PastTime>
    </div>
  );
}

/** What a board shows, of whatever time. */
function Faces(props: {
  board: BoardView;
  day: DayView | undefined;
  dayProblem: string | undefined;
  live: boolean;
  wall: boolean;
  onRead: (conversation: number) => void;
  onAgent: (agent: string) => void;
  onQueue: (queue: string) => void;
}) {
  const { board, day, dayProblem, live, wall, onRead, onAgent, onQueue } = props;
  return (
    <>
      {live && <Alerts board={board} />}
      <Figures board={board} />
      <Tiers board={board} />
      <Queues board={board} live={live && !wall} onOpen={onQueue} />
      <div className={classes.columns}>
        <Line board={board} onRead={onRead} />
        <Agents agents={board.agents} onRead={onRead} onAgent={onAgent} />
        <div className={classes.stack}>
          <DayCharts day={day} board={board} problem={dayProblem} live={live} wall={wall} />
          {!wall && <Decisions decisions={board.decisions} onRead={onRead} />}
        </div>
      </div>
    </>
  );
}

/** The day that is looked at: today's goes on. */
function useDay(atMs: number | undefined) {
  const today = useAnswer(
    atMs === undefined ? 'today' : undefined,
    (signal) => boardDay(undefined, signal),
    DAY_EVERY_MS,
  );
  const [zone, setZone] = useState<string>();
  const date = atMs !== undefined && zone ? dateIn(zone, atMs) : undefined;
  const isToday = atMs !== undefined && (!zone || date === dateIn(zone, secondHand.nowMs()));
  const other = useAnswer(
    atMs === undefined ? undefined : isToday ? 'today' : date,
    (signal) => boardDay(isToday ? undefined : date, signal),
    isToday ? DAY_EVERY_MS : undefined,
  );
  const shown = atMs === undefined ? today : other;
  const known = shown.value?.zone;
  useEffect(() => {
    if (known) setZone(known);
  }, [known]);
  return shown;
}

/** While the connection is away the numbers stand still, and say so. */
function Staleness({ atMs }: { atMs: number }) {
  const online = useDeskState((state) => state.connection.kind === 'online');
  const now = useNow();
  const seconds = Math.floor((now - atMs) / 1000);
  return (
    <p className={classes.stale} role="status">
      {!online && seconds > 2 && words.stale(seconds)}
    </p>
  );
}
/** For a screen on the wall: the whole screen, and letters that are read from across the room. */
function useWallDisplay(wall: boolean, onWall: (on: boolean) => void): void {
  useEffect(() => {
    if (!wall) return;
    const { documentElement: page } = document;
    page.dataset.wall = '';
    // Browsers that refuse full screen still get the large letters.
    page.requestFullscreen?.().catch(() => {});
    const onChange = () => {
      if (!document.fullscreenElement) onWall(false);
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      delete page.dataset.wall;
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [wall, onWall]);
}
