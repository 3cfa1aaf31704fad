import { useId, useState } from 'react';
import { info } from '../../ui/icons.ts';
import { stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import type { ReportAnswer, Row } from './answers.ts';
import { type Change, changeOf, decimal, HEADLINES, type Measure } from './measures.ts';
import { isGoingOn } from './period.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';

/** The period in a few numbers, each beside that of the period before. */
export function Headlines(props: { report: ReportAnswer; before: ReportAnswer | undefined }) {
  return (
    <section className={classes.headlines} aria-label={words.headlines}>
      {HEADLINES.map((measure) => (
        <Headline
          key={measure.name}
          measure={measure}
          row={props.report.total}
          before={props.before?.total}
          when={isGoingOn(props.report) ? words.beforeSoFar : words.before}
        />
      ))}
    </section>
  );
}

function Headline(props: {
  measure: Measure;
  row: Row;
  before: Row | undefined;
  /** When that was, in words. */
  when: string;
}) {
  const { measure, row, before, when } = props;
  const [explained, setExplained] = useState(false);
  const id = useId();
  const name = words.names[measure.name];
  const value = measure.of(row);
  const earlier = before && measure.of(before);
  const change = changeOf(measure, value, earlier);
  return (
    <div className={classes.headline}>
      <h2>
        {name}
        <button
          type="button"
          className={classes.define}
          aria-label={words.define(name)}
          aria-expanded={explained}
          aria-controls={id}
          onClick={() => setExplained(!explained)}
        >
          <Icon of={info} size={14} />
        </button>
      </h2>
      <p className={classes.value}>
        <strong>{value === undefined ? words.none : shown(measure, value)}</strong>
        {change && earlier !== undefined && (
          <ChangeMark change={change} earlier={measure.show(earlier)} when={when} />
        )}
      </p>
      <p className={`soft ${classes.more}`}>{moreOf(measure, row)}</p>
      <p id={id} className={classes.definition} hidden={!explained}>
        {words.definitions[measure.name]}
      </p>
    </div>
  );
}

function shown(measure: Measure, value: number): string {
  return measure.kind === 'score' ? words.outOf5(decimal(value)) : measure.show(value);
}

function ChangeMark(props: { change: Change; earlier: string; when: string }) {
  const { change, earlier, when } = props;
  const { direction, by, verdict } = change;
  const spoken =
    direction === 'same' ? words.same(earlier, when) : words[direction](by, earlier, when);
  const arrow = { up: '▲', down: '▼', same: '=' }[direction];
  return (
    <span className={classes.change} data-verdict={verdict} data-hint={spoken}>
      <span aria-hidden="true">
        {arrow} {direction === 'same' ? '' : by}
      </span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}

/** What stands below the number, in a few words. */
function moreOf({ name }: Measure, { figures, work }: Row): string {
  const within = ({ p50Ms, p90Ms }: { p50Ms?: number; p90Ms?: number }) =>
    p50Ms === undefined || p90Ms === undefined
      ? ''
      : words.p50p90(stopwatch(p50Ms), stopwatch(p90Ms));
  switch (name) {
    case 'launched':
      return `${figures.answered.toLocaleString()} ${words.names.answered.toLocaleLowerCase()}`;
    case 'answer':
      return within(figures.answer);
    case 'firstReply':
      return within(figures.firstReply);
    case 'handle':
      return within(figures.handle);
    case 'abandonment':
      return `${(figures.abandoned - figures.abandonedSoon).toLocaleString()} ${words.names.abandoned.toLocaleLowerCase()}`;
    case 'deflection':
      return `${figures.ticketed.toLocaleString()} ${words.names.ticketed.toLocaleLowerCase()}`;
    case 'occupancy':
      return work ? '' : words.notDivided;
    case 'rating':
      return words.ratings(figures.ratings);
    default:
      return '';
  }
}
