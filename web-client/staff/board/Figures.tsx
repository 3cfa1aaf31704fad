import type { ReactNode } from 'react';
import type { BoardView } from '../../wire/messages.ts';
import { percent, stopwatch } from '../look/format.ts';
import { strings } from '../strings.ts';
import { useBoardNow } from './board-clock.ts';
import classes from './Figures.module.css';
import { words as more } from './strings.ts';
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
        <Figure name={words.openTickets} aside>
          {board.openTickets.toLocaleString()}
        </Figure>
        <Figure name={more.breaches} help={more.breachesHelp}>
          {board.tiers.reduce((all, tier) => all + tier.breaches, 0).toLocaleString()}
        </Figure>
      </Group>
      <Group name={words.last30}>
        <ServiceLevel level={recent.serviceLevel} />
        <Figure name={words.answered} aside>
          {recent.answered.toLocaleString()}
        </Figure>
        <Figure name={more.abandonment} help={more.abandonmentHelp}>
          {share(recent.abandonment)}
        </Figure>
      </Group>
      <Group name={words.today}>
        <ServiceLevel level={today.serviceLevel} />
        <Figure name={words.speed} aside>
          {today.speedOfAnswerMs === undefined ? words.none : stopwatch(today.speedOfAnswerMs)}
        </Figure>
        <Figure name={words.answered} aside>
          {today.answered.toLocaleString()}
        </Figure>
        <Figure name={more.abandonment} help={more.abandonmentHelp}>
          {share(today.abandonment)}
        </Figure>
        <Figure name={more.deflection} help={more.deflectionHelp} aside>
          {share(today.deflection)}
        </Figure>
        <Figure name={more.occupancy} help={more.occupancyHelp}>
          {share(board.occupancy)}
        </Figure>
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

function share(of: number | undefined): string {
  return of === undefined ? words.none : percent(of);
}

function Figure(props: {
  name: string;
  help?: string;
  /** Left out on the wall, where fewer figures are read from further away. */
  aside?: boolean;
  children: ReactNode;
}) {
  const { name, help, aside, children } = props;
  return (
    <div className={classes.figure} data-hint={help} data-aside={aside || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Longest({ board }: { board: BoardView }) {
  return stopwatch(longestNow(board.longestWaitMs, board.atMs, useBoardNow()));
}

function ServiceLevel({ level }: { level: number | undefined }) {
  return (
    <Figure name={words.serviceLevel}>
      {share(level)}
      <span className={classes.level} aria-hidden="true">
        <span style={{ inlineSize: `${(level ?? 0) * 100}%` }} />
      </span>
    </Figure>
  );
}
