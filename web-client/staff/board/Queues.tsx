import { Button } from '@mantine/core';
import { pause, play } from '../../ui/icons.ts';
import type { BoardView, QueueView } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import { stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { strings } from '../strings.ts';
import { useBoardNow } from './board-clock.ts';
import classes from './Queues.module.css';
import { words as drill } from './strings.ts';
import { longestNow } from './verdict.ts';

const words = strings.board;

/** The teams' queues: how many wait, who serves them, and a hand to stop one. */
export function Queues(props: {
  board: BoardView;
  /** Whether it may be acted on: not in the past. */
  live: boolean;
  onOpen: (queue: string) => void;
}) {
  const { board, live, onOpen } = props;
  return (
    <section aria-label={words.queues} className={classes.queues}>
      {board.queues.map((queue) => (
        <Queue key={queue.name} queue={queue} atMs={board.atMs} live={live} onOpen={onOpen} />
      ))}
    </section>
  );
}

function Queue(props: {
  queue: QueueView;
  atMs: number;
  live: boolean;
  onOpen: (queue: string) => void;
}) {
  const { queue, atMs, live, onOpen } = props;
  const desk = useDesk();
  const now = useBoardNow();
  const { name, waiting, agents, paused } = queue;
  const longest = longestNow(queue.longestWaitMs, atMs, now);
  const facts = [
    `${waiting} ${words.waiting.toLocaleLowerCase()}`,
    waiting > 0 && `${words.longestOf} ${stopwatch(longest)}`,
    paused ? words.paused : words.queueAgents(agents),
  ];
  const action = paused ? words.resume(name) : words.pause(name);
  return (
    <article className={classes.queue} data-paused={paused || undefined}>
      <h2>
        <button
          type="button"
          className={classes.name}
          aria-label={drill.openQueue(name || words.queue)}
          onClick={() => onOpen(name)}
        >
          {name || words.queue}
        </button>
      </h2>
      <p className={`numeric ${classes.facts}`}>{facts.filter(Boolean).join(' · ')}</p>
      {live && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon of={paused ? play : pause} size={12} />}
          onClick={() => void desk.pauseQueue(name, !paused)}
        >
          {action}
        </Button>
      )}
    </article>
  );
}
