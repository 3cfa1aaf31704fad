import type { ReactNode } from 'react';
import type { BoardView } from '../../wire/messages.ts';
import { useNow } from '../look/clock.ts';
import { percent, stopwatch } from '../look/format.ts';
import { strings } from '../strings.ts';
import classes from './Figures.module.css';
import { longestNow } from './verdict.ts';

const words = strings.board;

/** The numbers of the desk: now, in the last half hour, today. */
export function Figures({ board }: { board: BoardView }) {
  const { waitingCount, last30Minutes: recent, today } = board;
  return (
    <div className={classes.figures}>
      <Group name={words.now}>
        <Figure name={words.waiting}>{waitingCount.toLocaleString()}</Figure>
        <Figure name={words.longest}>
          {waitingCount === 0 ? words.none : <Longest board={board} />}
        </Figure>
        <Figure name={words.openChats}>{board.openConversations.toLocaleString()}</Figure>
        <Figure name={words.openTickets}>{board.openTickets.toLocaleString()}</Figure>
      </Group>
      <Group name={words.last30}>
        <ServiceLevel level={recent.serviceLevel} />
        <Figure name={words.answered}>{recent.answered.toLocaleString()}</Figure>
        <Figure name={words.abandoned}>{recent.abandoned.toLocaleString()}</Figure>
      </Group>
      <Group name={words.today}>
        <ServiceLevel level={today.serviceLevel} />
        <Figure name={words.speed}>
          {today.speedOfAnswerMs === undefined ? words.none : stopwatch(today.speedOfAnswerMs)}
        </Figure>
        <Figure name={words.answered}>{today.answered.toLocaleString()}</Figure>
        <Figure name={words.abandoned}>{today.abandoned.toLocaleString()}</Figure>
        <Figure name={words.ticketed}>{today.ticketed.toLocaleString()}</Figure>
      </Group>
    </div>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={name}>
      <h2 className={classes.title}>{name}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Longest({ board }: { board: BoardView }) {
  return stopwatch(longestNow(board.longestWaitMs, board.atMs, useNow()));
}

function ServiceLevel({ level }: { level: number | undefined }) {
  return (
    <Figure name={words.serviceLevel}>
      {level === undefined ? words.none : percent(level)}
      <span className={classes.level} aria-hidden="true">
        <span style={{ inlineSize: `${(level ?? 0) * 100}%` }} />
      </span>
    </Figure>
  );
}
