import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { alert, arrowDown, arrowUp, check, close, minus } from '../../ui/icons.ts';
import type { Problem } from '../../wire/messages.ts';
import { percent } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Segments } from '../look/Segments.tsx';
import { Tier } from '../look/Tier.tsx';
import type { Cheapest, Findings, Metric, Row, Status } from './api.ts';
import { gistOf, rowsOf, type Verdict, verdict } from './findings.ts';
import { sentenceOf } from './problems.ts';
import { type Asked, run, stop } from './simulation.ts';
import { words } from './strings.ts';
import classes from './WhatIf.module.css';

const LevelChart = lazy(() => import('./LevelChart.tsx'));

type RankOf = (tier: string) => number;

/** The answer, or how far it is. */
export function Answer({ asked, rankOf }: { asked: Asked; rankOf: RankOf }) {
  return (
    <section className={classes.answer} aria-live="polite" aria-busy={asked.kind === 'asking'}>
      {asked.kind === 'none' && <Empty />}
      {asked.kind === 'asking' && <Progress state="waiting" progress={0} />}
      {asked.kind === 'refused' && (
        <Refused problem={asked.problem} onAgain={() => void run(asked.question)} />
      )}
      {asked.kind === 'known' && <Known asked={asked} rankOf={rankOf} />}
    </section>
  );
}

function Known({ asked, rankOf }: { asked: Asked & { kind: 'known' }; rankOf: RankOf }) {
  const { status, question } = asked;
  switch (status.state) {
    case 'waiting':
    case 'running':
      return <Progress {...status} onCancel={() => void stop()} />;
    case 'cancelled':
      return <p className={classes.note}>{words.cancelled}</p>;
    case 'failed':
      return status.problem ? (
        <Refused problem={status.problem} onAgain={() => void run(question)} />
      ) : null;
    case 'done':
      return status.result ? <Result findings={status.result} rankOf={rankOf} /> : null;
  }
}

function Empty() {
  return (
    <div className={classes.empty}>
      <h2>{words.emptyTitle}</h2>
      <ul>
        {words.empty.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <p className="soft">{words.emptyHelp}</p>
    </div>
  );
}

function Progress(props: Pick<Status, 'state' | 'progress' | 'ahead'> & { onCancel?: () => void }) {
  const { state, progress, ahead } = props;
  const reading = state === 'running' && progress < 0.3;
  return (
    <div className={classes.note}>
      <p>
        <strong>{reading ? words.reading : words.states[state]}</strong>
        {ahead !== undefined && ahead > 1 && <> · {words.ahead(ahead - 1)}</>}
      </p>
      <progress aria-label={words.progress} max={1} value={progress} />
      {props.onCancel && (
        <Button size="xs" variant="default" onClick={props.onCancel}>
          {words.cancel}
        </Button>
      )}
    </div>
  );
}

/** The period is to blame when too little happened in it: then nothing else helps than another one. */
function Refused({ problem, onAgain }: { problem: Problem; onAgain: () => void }) {
  const field = problem.field ?? '';
  const ofPeriod = field === 'from' || field === 'to';
  const title = ofPeriod ? words.periodRefused : field ? words.refused : words.failed;
  return (
    <div className={classes.note} role="alert">
      <p className={classes.refusal}>
        <Icon of={alert} size={17} />
        <strong>{title}</strong>
      </p>
      <p>{sentenceOf(problem)}</p>
      {ofPeriod && <p className="soft">{words.periodRefusedHelp}</p>}
      {!field && (
        <Button size="xs" variant="default" onClick={onAgain}>
          {words.again}
        </Button>
      )}
    </div>
  );
}

function Result({ findings, rankOf }: { findings: Findings; rankOf: RankOf }) {
  const levels = rowsOf(findings, 'service_level', rankOf);
  return (
    <>
      <Headline findings={findings} />
      {findings.cheapest && (
        <Search
          cheapest={findings.cheapest}
          wished={findings.changes.length > (findings.cheapest.found?.changes.length ?? 0)}
        />
      )}
      <section className={classes.panel} aria-labelledby="level-chart">
        <h3 id="level-chart">{words.chart}</h3>
        <ul className={classes.legend} aria-hidden="true">
          <li data-of="baseline">{words.baseline}</li>
          {findings.changes.length > 0 && <li data-of="change">{words.changed}</li>}
        </ul>
        <div className={classes.chart} role="img" aria-label={words.chartSummary(levels)}>
          <Suspense>
            <LevelChart rows={levels} changed={findings.changes.length > 0} />
          </Suspense>
        </div>
      </section>
      <Figures findings={findings} rankOf={rankOf} />
    </>
  );
}

function Headline({ findings }: { findings: Findings }) {
  const { gains, loses, all } = gistOf(findings);
  const { recorded } = findings;
  return (
    <header className={classes.headline}>
      <h2>{headline(findings, gains, loses, all)}</h2>
      {findings.changes.length > 0 && <p>{words.detail(findings.changes)}</p>}
      <p className="soft">
        {words.trust(
          recorded.chats,
          recorded.agents,
          recorded.serviceLevel === undefined ? words.none : percent(recorded.serviceLevel),
          all?.baseline
            ? `${percent(all.baseline.mean)} ${words.points(all.baseline)}`
            : words.none,
        )}{' '}
        {words.replications(findings.replications)}
      </p>
    </header>
  );
}

function headline(
  { changes }: Findings,
  gains: Row | undefined,
  loses: readonly Row[],
  all: Row | undefined,
): string {
  if (changes.length === 0) return `${words.unchanged(all)}.`;
  if (gains) {
    const others = loses.length === 0 ? words.nobodyWorse : words.worse(loses);
    return `${words.headline(changes, gains)}, ${others}.`;
  }
  const [first] = loses;
  if (!first) return `${words.unclear(changes)}.`;
  const rest = loses.slice(1);
  const others = rest.length > 0 ? `, ${words.worse(rest)}` : '';
  return `${words.headline(changes, first)}${others}.`;
}

function Search({ cheapest, wished }: { cheapest: Cheapest; wished: boolean }) {
  const goal = words.goal(cheapest.percent, cheapest.tier);
  return (
    <section className={classes.panel} aria-labelledby="cheapest">
      <h3 id="cheapest" className={classes.found} data-found={cheapest.found !== undefined}>
        <Icon of={cheapest.found ? check : alert} size={17} />
        {cheapest.found ? words.cheapest(goal, cheapest.found, wished) : words.notFound(goal)}
      </h3>
      <details className={classes.fold}>
        <summary>{words.tried(cheapest.tried.length)}</summary>
        <Scroll labelledBy="cheapest">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{words.triedChange}</th>
                <th scope="col">{words.cost}</th>
                <th scope="col">{words.level}</th>
                <th scope="col">{words.reaches}</th>
              </tr>
            </thead>
            <tbody>
              {cheapest.tried.map((tried) => (
                <tr key={JSON.stringify(tried.changes)}>
                  <th scope="row">{words.changes(tried.changes)}</th>
                  <td>{Math.round(tried.cost).toLocaleString()}</td>
                  <td>
                    {tried.serviceLevel
                      ? `${percent(tried.serviceLevel.mean)} ${words.points(tried.serviceLevel)}`
                      : words.none}
                  </td>
                  <td>
                    <span
                      className={classes.mark}
                      data-verdict={tried.reaches ? 'better' : 'unclear'}
                    >
                      <Icon of={tried.reaches ? check : close} size={14} />
                      {tried.reaches ? words.enough : words.notEnough}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        <p className={classes.help}>{words.costHelp}</p>
      </details>
    </section>
  );
}

const VERDICT_ICONS = { better: check, worse: alert, unclear: minus, same: minus } as const;

/** Figures that nobody wishes to be more, or less, in themselves. */
const NEUTRAL: ReadonlySet<Metric> = new Set(['deflection', 'occupancy']);

function Figures({ findings, rankOf }: { findings: Findings; rankOf: RankOf }) {
  const [metric, setMetric] = useState<keyof typeof words.metrics>('service_level');
  return (
    <section className={classes.panel} aria-labelledby="figures">
      <h3 id="figures">{words.figures}</h3>
      <Segments
        label={words.figures}
        choices={Object.entries(words.metrics) as [keyof typeof words.metrics, string][]}
        chosen={metric}
        onChoose={setMetric}
      />
      <Scroll labelledBy="figures">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.tier}</th>
              <th scope="col">{words.baseline}</th>
              <th scope="col">{words.changed}</th>
              <th scope="col">{words.differenceTitle}</th>
              <th scope="col">{words.verdictTitle}</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(findings, metric, rankOf).map((row) => (
              <Figure key={row.tier ?? ''} row={row} rankOf={rankOf} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** A table that a narrow screen shows in part; the keyboard moves it too. */
function Scroll({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div
      className={`scroll ${classes.wide}`}
      role="group"
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
    >
      {children}
    </div>
  );
}

function Figure({ row, rankOf }: { row: Row; rankOf: RankOf }) {
  const { tier, unit, difference } = row;
  return (
    <tr>
      <th scope="row">
        {tier === undefined ? words.allChats : <Tier name={tier} rank={rankOf(tier)} />}
      </th>
      {[row.baseline, row.change].map((interval, column) => (
        <td key={column}>
          {interval ? (
            <>
              {words.value(interval.mean, unit)}{' '}
              <span className="soft">{words.half(interval, unit)}</span>
            </>
          ) : (
            words.none
          )}
        </td>
      ))}
      <td>
        {difference ? (
          <>
            {words.difference(difference.mean, unit)}{' '}
            <span className="soft">{words.half(difference, unit)}</span>
          </>
        ) : (
          words.none
        )}
      </td>
      <td>
        <Mark row={row} />
      </td>
    </tr>
  );
}

function Mark({ row }: { row: Row }) {
  const found: Verdict = verdict(row.metric, row.difference);
  if (NEUTRAL.has(row.metric) && (found === 'better' || found === 'worse')) {
    const more = (row.difference?.mean ?? 0) > 0;
    return (
      <span className={classes.mark} data-verdict="unclear">
        <Icon of={more ? arrowUp : arrowDown} size={14} />
        {more ? words.neutral.more : words.neutral.less}
      </span>
    );
  }
  return (
    <span className={classes.mark} data-verdict={found}>
      <Icon of={VERDICT_ICONS[found]} size={14} />
      {words.verdicts[found]}
    </span>
  );
}
