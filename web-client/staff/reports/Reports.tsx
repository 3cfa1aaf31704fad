import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { download, refresh } from '../../ui/icons.ts';
import { report as askReport, type ReportWanted, reportCsvUrl } from '../desk/api.ts';
import { secondHand } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Splash } from '../shell/Splash.tsx';
import { strings } from '../strings.ts';
import { AgentStates } from './AgentStates.tsx';
import type { Grouping, ReportAnswer } from './answers.ts';
import { Headlines } from './Headlines.tsx';
import { before, dayIn, isGoingOn } from './period.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';
import { Table } from './Table.tsx';
import { Toolbar } from './Toolbar.tsx';
import { type Choice, fromAddress, periodOf, toAddress } from './wanted.ts';

const Charts = lazy(() => import('./Charts.tsx'));

/** A report always ends a moment ago; past this it lags. */
const BEHIND_MS = 15_000;
/** While its period goes on, a report is made anew this often. */
const EVERY_MS = 60_000;

type Found =
  | { readonly kind: 'loading'; readonly last?: Made }
  | { readonly kind: 'failed'; readonly message: string; readonly last?: Made }
  | { readonly kind: 'found'; readonly made: Made };

/** A report, what it was asked for, and that of the period before. */
interface Made {
  readonly by: Grouping;
  readonly report: ReportAnswer;
  readonly before: ReportAnswer | undefined;
}

/** What came of any period, in numbers, charts and a table. */
export default function Reports() {
  const [choice, setChoice] = useState(() => fromAddress(location.search));
  const [zone, setZone] = useState<string>();
  const today = dayIn(zone, secondHand.nowMs());
  const { from, to } = periodOf(choice, today);
  const { by, queue, tier, agent } = choice;
  const wanted = useMemo(
    (): ReportWanted & { by: Grouping } => ({ from, to, by, queue, tier, agent }),
    [from, to, by, queue, tier, agent],
  );
  const { found, again } = useReport(wanted);
  const made = found.kind === 'found' ? found.made : found.last;
  const [shownAgent, setShownAgent] = useState<{ id: string; name: string }>();

  useEffect(() => setZone(made?.report.zone), [made]);
  const choose = (next: Choice) => {
    setChoice(next);
    history.replaceState(null, '', `${location.pathname}${toAddress(next)}`);
  };

  return (
    <main className={`scroll ${classes.page}`} aria-label={strings.faces.reports.title}>
      <header className={classes.header}>
        <h1>{strings.faces.reports.title}</h1>
        <UpTo report={made?.report} />
        <IconButton icon={refresh} label={words.refresh} onClick={again} />
        <Button
          component="a"
          href={reportCsvUrl(wanted)}
          download
          size="xs"
          variant="default"
          leftSection={<Icon of={download} size={14} />}
        >
          {words.csv}
        </Button>
      </header>
      <Toolbar
        choice={choice}
        period={{ from, to }}
        choices={made?.report.choices}
        onChoose={choose}
      />
      {found.kind === 'failed' && (
        <div className={classes.failed} role="alert">
          <strong>{words.failed}</strong>
          <p>{found.message}</p>
          <Button size="xs" variant="default" onClick={again}>
            {words.again}
          </Button>
        </div>
      )}
      {!made && found.kind === 'loading' && <Splash says={words.loading} />}
      {made && (
        <div className={classes.body} aria-busy={found.kind !== 'found'}>
          <Headlines report={made.report} before={made.before} />
          {made.report.total.figures.launched === 0 && (
            <div className={classes.empty}>
              <strong>{words.empty}</strong>
              <p className="soft">{words.emptyHelp}</p>
            </div>
          )}
          {made.report.total.figures.launched > 0 && (
            <div className={classes.charts}>
              <Suspense>
                <Charts report={made.report} />
              </Suspense>
            </div>
          )}
          <Table report={made.report} by={made.by} onAgent={setShownAgent} />
        </div>
      )}
      {shownAgent && (
        <AgentStates
          key={shownAgent.id}
          agent={shownAgent}
          period={{ from, to }}
          row={made?.report.rows.find((row) => row.key === shownAgent.id)}
          onClose={() => setShownAgent(undefined)}
        />
      )}
    </main>
  );
}

/** The newest report asked for; meanwhile the one before it stays. An answer that comes too late is dropped. */
function useReport(wanted: ReportWanted & { by: Grouping }) {
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    setFound((now) => ({ kind: 'loading', ...lastOf(now) }));
    void make(wanted).then((next) => {
      if (current) setFound((now) => ({ ...lastOf(now), ...next }));
    });
    return () => {
      current = false;
    };
  }, [wanted, tries]);
  const goesOn = found.kind === 'found' && isGoingOn(found.made.report);
  useEffect(() => {
    if (!goesOn) return;
    let current = true;
    // Whoever reads on is not disturbed: where it fails, the one that is shown says up to when it is.
    const renew = async () => {
      if (document.hidden) return;
      const next = await make(wanted);
      if (current && next.kind === 'found') setFound(next);
    };
    const timer = setInterval(renew, EVERY_MS);
    document.addEventListener('visibilitychange', renew);
    return () => {
      current = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [wanted, goesOn]);
  return { found, again: () => setTries((n) => n + 1) };
}

async function make(wanted: ReportWanted & { by: Grouping }): Promise<Found> {
  const answer = await askReport(wanted);
  if (!answer.ok) return { kind: 'failed', message: answer.problem.message };
  const report = answer.value;
  // The other one says only what changed: without it there is a report all the same.
  const earlier = await askReport({ ...wanted, ...before(wanted, report), by: undefined });
  return {
    kind: 'found',
    made: { by: wanted.by, report, before: earlier.ok ? earlier.value : undefined },
  };
}

function lastOf(found: Found): { last?: Made } {
  if (found.kind === 'found') return { last: found.made };
  return found.last ? { last: found.last } : {};
}

function UpTo({ report }: { report: ReportAnswer | undefined }) {
  if (!report) return <p className={classes.upTo} />;
  const time = new Intl.DateTimeFormat(undefined, {
    timeZone: report.zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(Math.min(report.upToMs, report.toMs));
  const behind = report.behind > 0 && secondHand.nowMs() - report.upToMs > BEHIND_MS;
  return (
    <p className={classes.upTo} data-behind={behind || undefined} role="status">
      {!behind
        ? words.upTo(time, report.zone)
        : report.upToMs === 0
          ? words.making(report.behind)
          : words.behind(report.behind, time)}
    </p>
  );
}
