import { lazy, Suspense, useState } from 'react';
import type { BoardView } from '../../wire/messages.ts';
import type { DayView } from '../desk/api.ts';
import { Segments } from '../look/Segments.tsx';
import classes from './Board.module.css';
import { Calibration } from './Calibration.tsx';
import type { ChartKind } from './DayChart.tsx';
import { whoseClock } from './day.ts';
import { words } from './strings.ts';

const KINDS = Object.entries(words.chart) as [keyof typeof words.chart, string][];
const DayChart = lazy(() => import('./DayChart.tsx'));

/** The day in charts: one to choose, or on the wall two of them. */
export function DayCharts(props: {
  day: DayView | undefined;
  board: BoardView;
  problem: string | undefined;
  live: boolean;
  wall: boolean;
}) {
  const { day, wall, live } = props;
  const [kind, setKind] = useState<keyof typeof words.chart>('depth');
  const title = live ? words.charts : words.chartsOf;
  if (wall) {
    return (
      <>
        {(['depth', 'level'] as const).map((each) => (
          <section key={each} className={classes.panel} aria-label={words.chartHelp[each]}>
            <h2 className={classes.title}>
              {title} <span className={classes.titleAside}>{help(each, day)}</span>
            </h2>
            <Chart {...props} kind={each} />
          </section>
        ))}
      </>
    );
  }
  return (
    <section className={classes.panel} aria-labelledby="day-charts">
      <h2 id="day-charts" className={classes.title}>
        {title} <span className={classes.titleAside}>{help(kind, day)}</span>
      </h2>
      <div className={classes.kinds}>
        <Segments label={title} choices={KINDS} chosen={kind} onChoose={setKind} small />
      </div>
      {kind === 'estimates' ? (
        <Calibration tiers={props.board.calibration} />
      ) : (
        <Chart {...props} kind={kind} />
      )}
    </section>
  );
}

/** What is shown, and by whose clock where that is not the reader's. */
function help(kind: keyof typeof words.chart, day: DayView | undefined): string {
  const clock = day && kind !== 'estimates' ? whoseClock(day.zone) : '';
  return clock ? `${words.chartHelp[kind]}, ${clock}` : words.chartHelp[kind];
}

function Chart(props: {
  day: DayView | undefined;
  board: BoardView;
  problem: string | undefined;
  kind: ChartKind;
}) {
  const { day, board, problem, kind } = props;
  return (
    <div className={classes.chart}>
      {day ? (
        <Suspense>
          <DayChart day={day} board={board} kind={kind} />
        </Suspense>
      ) : (
        <p className={classes.none} role="status">
          {problem ?? words.chartsLoading}
        </p>
      )}
    </div>
  );
}
