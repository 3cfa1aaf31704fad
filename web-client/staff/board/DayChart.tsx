import { memo, type ReactElement, useMemo } from 'react';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { BoardView } from '../../wire/messages.ts';
import type { DayPoint, DayView } from '../desk/api.ts';
import { LETTERS, TOOLTIP } from '../look/chart.ts';
import { percent } from '../look/format.ts';
import { tierTone } from '../look/Tier.tsx';
import classes from './Board.module.css';
import { depthOf, type HalfHour, halfHours, known, levelOf, marks, timeIn } from './day.ts';
import { words } from './strings.ts';

/** What the day is drawn by. */
export type ChartKind = Exclude<keyof typeof words.chart, 'estimates'>;

/** The usual goal of support desks, drawn as a line to look along. */
const LEVEL_GOAL = 0.8;
const HALF_HOUR_MS = 30 * 60_000;
const MARGIN = { top: 8, right: 36, bottom: 0, left: 0 };

interface Series<T> {
  readonly name: string;
  readonly tone: string;
  readonly of: (item: T) => number | undefined;
}

/** One of the day's charts. A board of each second does not draw it anew; what has changed in it does. */
export default memo(DayChart, (a, b) => {
  const depths = (board: BoardView) => board.tiers.map((tier) => tier.depth).join();
  return a.day === b.day && a.kind === b.kind && depths(a.board) === depths(b.board);
});

function DayChart(props: { day: DayView; board: BoardView; kind: ChartKind }) {
  const { day, board, kind } = props;
  const points = useMemo(() => withNow(known(day), board, day), [day, board]);
  const halves = useMemo(() => halfHours({ ...day, points: known(day) }), [day]);
  const [series, summary] = chartOf(kind, day, points);
  if (points.length < 2) return <p className={classes.none}>{words.chartsEmpty}</p>;
  return (
    <>
      <ul className={classes.legend} aria-hidden="true">
        {series.map(({ name, tone }) => (
          <li key={name} style={{ '--tone': tone }}>
            {name}
          </li>
        ))}
      </ul>
      <div role="img" aria-label={summary} className={classes.plot}>
        <ResponsiveContainer>{plot(kind, day, points, halves)}</ResponsiveContainer>
      </div>
    </>
  );
}

/** The board's own moment at the end, where it is of this day. */
function withNow(points: readonly DayPoint[], board: BoardView, day: DayView): readonly DayPoint[] {
  const last = points.at(-1);
  if (!last || board.atMs <= last.atMs || board.atMs >= day.toMs) return points;
  const depths = day.tiers.map(
    ({ tier }) => board.tiers.find((each) => each.tier === tier)?.depth ?? 0,
  );
  return [...points, { ...last, atMs: board.atMs, depths }];
}

function chartOf(
  kind: ChartKind,
  day: DayView,
  points: readonly DayPoint[],
): [readonly Omit<Series<never>, 'of'>[], string] {
  const sum = (of: (point: DayPoint) => number) => points.reduce((all, each) => all + of(each), 0);
  const last = points.at(-1);
  switch (kind) {
    case 'depth': {
      const most = Math.max(0, ...points.map(depthOf));
      return [depths(day), words.summary.depth(last ? depthOf(last) : 0, most)];
    }
    case 'level': {
      const level = levelOf(day.points);
      return [LEVEL, words.summary.level(level === undefined ? '–' : percent(level))];
    }
    case 'volume':
      return [
        [...ENDS, LAUNCHED],
        words.summary.volume(
          sum((each) => each.launched),
          sum((each) => each.answered),
          sum((each) => each.abandoned),
          sum((each) => each.ticketed),
        ),
      ];
    case 'agents':
      return [STATES, words.summary.agents(last?.available ?? 0)];
  }
}

function depths(day: DayView): Series<DayPoint>[] {
  return day.tiers.map(({ tier, tierRank }, index) => ({
    name: tier,
    tone: tierTone(tierRank),
    of: (point) => point.depths[index],
  }));
}

const STATES: readonly Series<DayPoint>[] = [
  { name: words.available, tone: 'var(--good)', of: (point) => point.available },
  { name: words.wrappingUp, tone: 'var(--lamp)', of: (point) => point.wrappingUp },
  { name: words.draining, tone: 'light-dark(#5c6fb1, #8fa2e6)', of: (point) => point.draining },
  { name: words.away, tone: 'var(--caution)', of: (point) => point.away },
];

const LEVEL: readonly Series<HalfHour>[] = [
  { name: words.chart.level, tone: 'var(--accent-text)', of: (half) => half.level },
];

const ENDS: readonly Series<HalfHour>[] = [
  { name: words.answered, tone: 'var(--good)', of: (half) => half.answered },
  { name: words.abandoned, tone: 'var(--bad)', of: (half) => half.abandoned },
  { name: words.ticketed, tone: 'var(--caution)', of: (half) => half.ticketed },
];

const LAUNCHED: Series<HalfHour> = {
  name: words.launched,
  tone: 'var(--text-soft)',
  of: (half) => half.launched,
};

function plot(
  kind: ChartKind,
  day: DayView,
  points: readonly DayPoint[],
  halves: readonly HalfHour[],
): ReactElement {
  switch (kind) {
    case 'depth':
      return stacked(day, points, depths(day));
    case 'agents':
      return stacked(day, points, STATES);
    case 'level':
      return (
        <LineChart data={[...halves]} margin={MARGIN} accessibilityLayer={false}>
          {halfHourAxis(day)}
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tickFormatter={percent}
            width="auto"
            {...QUIET}
          />
          {tooltip(day, (value) => percent(value))}
          <ReferenceLine
            y={LEVEL_GOAL}
            stroke="var(--caution)"
            strokeDasharray="4 3"
            label={{
              value: words.goal(percent(LEVEL_GOAL)),
              position: 'insideBottomRight',
              ...LETTERS,
            }}
          />
          {LEVEL.map(({ name, tone, of }) => (
            <Line
              key={name}
              dataKey={of}
              name={name}
              stroke={tone}
              strokeWidth={2.5}
              dot={{ r: 3, fill: tone }}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      );
    case 'volume':
      return (
        <BarChart data={[...halves]} margin={MARGIN} accessibilityLayer={false}>
          {halfHourAxis(day)}
          <YAxis allowDecimals={false} width="auto" {...QUIET} />
          {tooltip(day, String)}
          <Bar
            dataKey={LAUNCHED.of}
            name={LAUNCHED.name}
            fill={LAUNCHED.tone}
            fillOpacity={0.35}
            isAnimationActive={false}
          />
          {ENDS.map(({ name, tone, of }) => (
            <Bar
              key={name}
              dataKey={of}
              name={name}
              stackId="ends"
              fill={tone}
              fillOpacity={0.75}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      );
  }
}

const QUIET = { tick: LETTERS, tickLine: false, axisLine: false } as const;
const AXIS = { tick: LETTERS, tickLine: false, axisLine: { stroke: 'var(--line)' } } as const;

function stacked(
  day: DayView,
  points: readonly DayPoint[],
  series: readonly Series<DayPoint>[],
): ReactElement {
  return (
    <AreaChart data={[...points]} margin={MARGIN} accessibilityLayer={false}>
      <XAxis
        dataKey="atMs"
        type="number"
        domain={['dataMin', 'dataMax']}
        ticks={marks(day, points)}
        tickFormatter={(atMs) => timeIn(day.zone, Number(atMs))}
        minTickGap={36}
        {...AXIS}
      />
      <YAxis
        allowDecimals={false}
        width="auto"
        domain={[0, (most: number) => Math.max(4, most)]}
        {...QUIET}
      />
      {tooltip(day, String)}
      {series.map(({ name, tone, of }) => (
        <Area
          key={name}
          type="stepBefore"
          dataKey={of}
          name={name}
          stackId="all"
          stroke={tone}
          strokeWidth={1.5}
          fill={tone}
          fillOpacity={0.28}
          isAnimationActive={false}
        />
      ))}
    </AreaChart>
  );
}

function halfHourAxis(day: DayView): ReactElement {
  return (
    <XAxis
      dataKey="fromMs"
      tickFormatter={(fromMs) => timeIn(day.zone, Number(fromMs))}
      minTickGap={24}
      {...AXIS}
    />
  );
}

function tooltip(day: DayView, show: (value: number) => string): ReactElement {
  return (
    <Tooltip
      labelFormatter={(_, items) => {
        const item = items[0]?.payload as { atMs?: number; fromMs?: number } | undefined;
        if (item?.fromMs !== undefined) {
          const end = timeIn(day.zone, item.fromMs + HALF_HOUR_MS);
          return `${timeIn(day.zone, item.fromMs)} – ${end}`;
        }
        return timeIn(day.zone, item?.atMs ?? 0);
      }}
      formatter={(value) => show(Number(value))}
      isAnimationActive={false}
      contentStyle={TOOLTIP}
      itemStyle={{ padding: 0 }}
    />
  );
}
