import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { gauge } from '../../ui/icons.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { useNow } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { useStore } from '../look/store.ts';
import { Splash } from '../shell/Splash.tsx';
import { strings } from '../strings.ts';
import { Agents } from './Agents.tsx';
import classes from './Board.module.css';
import { Decisions } from './Decisions.tsx';
import { Figures } from './Figures.tsx';
import { Line } from './Line.tsx';
import { ReadAlong } from './ReadAlong.tsx';
import { Tiers } from './Tiers.tsx';

const DepthChart = lazy(() => import('./DepthChart.tsx'));
const words = strings.board;

/** The supervisor's face of the desk, live. */
export default function Board(props: { wall: boolean; onWall: (on: boolean) => void }) {
  const { wall, onWall } = props;
  const desk = useDesk();
  const board = useStore(desk.board);
  const [read, setRead] = useState<number>();
  const onRead = useCallback((conversation: number) => setRead(conversation), []);
  useEffect(() => desk.watchBoard(), [desk]);
  useWallDisplay(wall, onWall);

  if (!board) return <Splash says={words.waitingForFirst} />;
  return (
    <div className={classes.page}>
      <main className={classes.board} aria-label={words.title}>
        <header className={classes.header}>
          <h1>{words.title}</h1>
          <Staleness atMs={board.atMs} />
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon of={gauge} size={14} />}
            onClick={() => onWall(!wall)}
          >
            {wall ? words.leaveWall : words.wall}
          </Button>
        </header>
        <Figures board={board} />
        <Tiers board={board} />
        <div className={classes.columns}>
          <Line board={board} onRead={onRead} />
          <Agents agents={board.agents} onRead={onRead} />
          <div className={classes.stack}>
            <section className={classes.panel} aria-labelledby="depth">
              <h2 id="depth" className={classes.title}>
                {words.depth}
              </h2>
              <div className={classes.chart}>
                <Suspense>
                  <DepthChart tiers={board.tiers} />
                </Suspense>
              </div>
            </section>
            <Decisions decisions={board.decisions} onRead={onRead} />
          </div>
        </div>
      </main>
      {read !== undefined && (
        <ReadAlong key={read} conversation={read} onClose={() => setRead(undefined)} />
      )}
    </div>
  );
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
