import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { download } from '../../ui/icons.ts';
import { agentStates, agentStatesCsvUrl } from '../desk/api.ts';
import { Dialog } from '../look/Dialog.tsx';
import { percent, stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import type { HistoryAnswer, Row, State, Status } from './answers.ts';
import { MEASURES, type Measure } from './measures.ts';
import { DAYS_BY_HOUR_MAX, daysOf, type Period, plusDays } from './period.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';
import { type Strip, stripsOf } from './strips.ts';

type Found =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly history: HistoryAnswer };

const FIGURES: readonly Measure[] = [
  MEASURES.handled,
  MEASURES.handle,
  MEASURES.occupancy,
  MEASURES.missed,
  MEASURES.rating,
];

/** One agent in the period: each day as a strip of what they were, and the sums. */
export function AgentStates(props: {
  agent: { id: string; name: string };
  period: Period;
  /** The agent's row of the report, where there is one. */
  row: Row | undefined;
  onClose: () => void;
}) {
  const { agent, row } = props;
  const tooLong = daysOf(props.period) > DAYS_BY_HOUR_MAX;
  const from = tooLong ? plusDays(props.period.to, -DAYS_BY_HOUR_MAX) : props.period.from;
  const { to } = props.period;
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  useEffect(() => {
    let current = true;
    setFound({ kind: 'loading' });
    agentStates(agent.id, { from, to }).then((answer) => {
      if (!current) return;
      setFound(
        answer.ok
          ? { kind: 'found', history: answer.value }
          : { kind: 'failed', message: answer.problem.message },
      );
    });
    return () => {
      current = false;
    };
  }, [agent.id, from, to, tries]);

  return (
    <Dialog title={words.states(agent.name)} onClose={props.onClose} width={960}>
      <div className={`scroll ${classes.states}`}>
        {row && (
          <dl className={classes.agentFigures}>
            {FIGURES.map((measure) => {
              const value = measure.of(row);
              return (
                <div key={measure.name}>
                  <dt data-hint={words.definitions[measure.name]}>{words.names[measure.name]}</dt>
                  <dd>{value === undefined ? words.none : measure.show(value)}</dd>
                </div>
              );
            })}
          </dl>
        )}
        {found.kind === 'loading' && <p role="status">{words.loading}</p>}
        {found.kind === 'failed' && (
          <div className={classes.failed} role="alert">
            <strong>{words.failed}</strong>
            <p>{found.message}</p>
            <Button size="xs" variant="default" onClick={() => setTries((n) => n + 1)}>
              {words.again}
            </Button>
          </div>
        )}
        {found.kind === 'found' && (
          <>
            {tooLong && <p className="soft">{words.statesLast(DAYS_BY_HOUR_MAX)}</p>}
            {found.history.states.length === 0 ? (
              <p>{words.statesNone}</p>
            ) : (
              <Days history={found.history} />
            )}
            {found.history.cutOff && <p className="soft">{words.cutOff}</p>}
            <Button
              component="a"
              href={agentStatesCsvUrl(agent.id, { from, to })}
              download
              size="xs"
              variant="default"
              leftSection={<Icon of={download} size={14} />}
            >
              {words.statesCsv}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Days({ history }: { history: HistoryAnswer }) {
  const { zone, work } = history;
  const dayFormat = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const known = Object.values(work.statusMs).reduce((sum, ms) => sum + ms, 0);
  return (
    <>
      <div className={classes.strips}>
        <Hours />
        {stripsOf(history).map((strip) => (
          <Day
            key={strip.day}
            strip={strip}
            name={dayFormat.format((strip.fromMs + strip.toMs) / 2)}
            zone={zone}
          />
        ))}
      </div>
      <ul className={classes.legend} aria-hidden="true">
        <li data-state="available" data-handling="true">
          {words.statuses.available}, {words.withChats}
        </li>
        <li data-state="available">
          {words.statuses.available}, {words.withoutChats}
        </li>
        {(['wrap_up', 'draining', 'away', 'lost', 'offline'] as const).map((state) => (
          <li key={state} data-state={state}>
            {words.statuses[state]}
          </li>
        ))}
      </ul>
      <table className={classes.totals}>
        <caption className="visually-hidden">{words.statesTable}</caption>
        <thead>
          <tr>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.duration}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(words.statuses) as Status[])
            .filter((state) => work.statusMs[state] !== undefined)
            .map((state) => (
              <tr key={state}>
                <th scope="row">{words.statuses[state]}</th>
                <td>{stopwatch(work.statusMs[state] ?? 0)}</td>
                <td>{percent((work.statusMs[state] ?? 0) / known)}</td>
              </tr>
            ))}
          <tr>
            <th scope="row" data-hint={words.definitions.occupancy}>
              {words.names.occupancy}
            </th>
            <td>{stopwatch(work.handlingMs)}</td>
            <td>{work.occupancy === undefined ? words.none : percent(work.occupancy)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function Hours() {
  return (
    <div className={classes.hours} aria-hidden="true">
      <span />
      <div>
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  );
}

function Day({ strip, name, zone }: { strip: Strip; name: string; zone: string }) {
  const clock = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const sums = new Map<Status, number>();
  for (const { state, width } of strip.pieces) {
    const ms = width * (strip.toMs - strip.fromMs);
    sums.set(state.state, (sums.get(state.state) ?? 0) + ms);
  }
  const summary = [...sums].map(([state, ms]) => `${words.statuses[state]} ${stopwatch(ms)}`);
  return (
    <div className={classes.day}>
      <span className={classes.dayName}>{name}</span>
      <div
        className={classes.strip}
        role="img"
        aria-label={words.statesDay(name, summary.join(', '))}
      >
        {strip.pieces.map(({ state, from, width }) => (
          <span
            key={`${state.fromMs} ${state.state}`}
            data-state={state.state}
            data-handling={state.handling || undefined}
            data-hint={sentenceOf(state, clock)}
            style={{ insetInlineStart: `${from * 100}%`, inlineSize: `${width * 100}%` }}
          />
        ))}
      </div>
    </div>
  );
}

function sentenceOf(state: State, clock: Intl.DateTimeFormat): string {
  const parts = [
    words.statuses[state.state],
    ...(state.handling && state.state !== 'wrap_up' ? [words.withChats] : []),
    ...(state.reason ? [words.reasons[state.reason] ?? state.reason] : []),
  ];
  return words.span(
    parts.join(', '),
    clock.format(state.fromMs),
    state.toMs === undefined ? words.now : clock.format(state.toMs),
  );
}
