import { type ComponentProps, type ReactNode, useId } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { LETTERS, TOOLTIP } from '../look/chart.ts';
import { percent, stopwatch } from '../look/format.ts';
import type { ReportAnswer, Row } from './answers.ts';
import { labelsOf } from './labels.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';

/** Below a minute the marks of a scale of waits would all read alike. */
const LEAST_MS = 60_000;

/** Past this many, groups without an order are more than a chart can tell apart. */
const GROUPS_MAX = 30;

const OUTCOMES = [
  ['answered', 'var(--chart-answered)'],
  ['ticketed', 'var(--chart-ticketed)'],
  ['abandoned', 'var(--chart-abandoned)'],
  ['waiting', 'var(--chart-waiting)'],
] as const;

const WAITS = [
  [words.mean, 'var(--chart-mean)', (row: Row) => row.figures.answer.meanMs],
  [words.p50, 'var(--chart-p50)', (row: Row) => row.figures.answer.p50Ms],
  [words.p90, 'var(--chart-p90)', (row: Row) => row.figures.answer.p90Ms],
] as const;

/** What came of the chats, how many were answered in time, and how long they waited: over time, or group beside group. */
export default function Charts({ report }: { report: ReportAnswer }) {
  const { total, serviceLevelAlert } = report;
  const inOrder = report.by === 'day' || report.by === 'hour' || report.by === 'hour_of_day';
  const rows = (inOrder ? report.rows : report.rows.slice(0, GROUPS_MAX)) as Row[];
  const labels = labelsOf(report);
  const level = total.figures.serviceLevel;
  const mean = total.figures.answer.meanMs;
  return (
    <>
      <Chart
        title={words.volumes}
        summary={words.volumesSummary(total.figures.launched, total.figures.answered)}
        legend={OUTCOMES.map(([name, tone]) => [words.names[name], tone])}
      >
        <ComposedChart data={rows} {...frame}>
          {axes(labels.short)}
          <YAxis allowDecimals={false} width={34} {...axis} axisLine={false} />
          {tooltip(labels.long, (value) => value.toLocaleString())}
          {OUTCOMES.map(([name, tone]) => (
            <Bar
              key={name}
              dataKey={(row: Row) => row.figures[name]}
              name={words.names[name]}
              stackId="chats"
              fill={tone}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </Chart>
      <Chart
        title={words.level}
        summary={words.levelSummary(level === undefined ? words.none : percent(level))}
        legend={[
          [words.level, 'var(--chart-answered)'],
          ...(serviceLevelAlert === undefined
            ? []
            : [[words.levelAlert(percent(serviceLevelAlert)), 'var(--bad)'] as const]),
        ]}
      >
        <ComposedChart data={rows} {...frame}>
          {axes(labels.short)}
          <YAxis domain={[0, 1]} tickFormatter={percent} width={44} {...axis} axisLine={false} />
          {tooltip(labels.long, percent)}
          {serviceLevelAlert !== undefined && (
            <ReferenceLine y={serviceLevelAlert} stroke="var(--bad)" strokeDasharray="4 4" />
          )}
          {series(inOrder, words.level, 'var(--chart-answered)', (row) => row.figures.serviceLevel)}
        </ComposedChart>
      </Chart>
      <Chart
        title={words.waits}
        summary={words.waitsSummary(mean === undefined ? words.none : stopwatch(mean))}
        legend={WAITS.map(([name, tone]) => [name, tone])}
      >
        <ComposedChart data={rows} {...frame}>
          {axes(labels.short)}
          <YAxis
            domain={[0, (most: number) => Math.max(most, LEAST_MS)]}
            tickFormatter={stopwatch}
            width={48}
            {...axis}
            axisLine={false}
          />
          {tooltip(labels.long, stopwatch)}
          {WAITS.map(([name, tone, of]) => series(inOrder, name, tone, of))}
        </ComposedChart>
      </Chart>
    </>
  );
}

const frame = {
  margin: { top: 8, right: 12, bottom: 0, left: 0 },
  accessibilityLayer: false,
} as const;
const axis = { tick: LETTERS, tickLine: false } as const;

function axes(short: (row: Row) => string): ReactNode {
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey={short}
        allowDuplicatedCategory
        minTickGap={16}
        axisLine={{ stroke: 'var(--line)' }}
        {...axis}
      />
    </>
  );
}

function tooltip(long: (row: Row) => string, show: (value: number) => string): ReactNode {
  return (
    <Tooltip
      isAnimationActive={false}
      contentStyle={TOOLTIP}
      itemStyle={{ padding: 0 }}
      cursor={{ fill: 'var(--hover)' }}
      labelFormatter={(_, shown) => (shown[0] ? long(shown[0].payload as Row) : '')}
      formatter={(value) => show(Number(value))}
    />
  );
}

/** A line where the rows follow each other, bars where they do not. */
function series(
  inOrder: boolean,
  name: string,
  tone: string,
  of: (row: Row) => number | undefined,
): ReactNode {
  return inOrder ? (
    <Line
      key={name}
      dataKey={of}
      name={name}
      stroke={tone}
      strokeWidth={2}
      dot={{ r: 2, fill: tone, strokeWidth: 0 }}
      isAnimationActive={false}
    />
  ) : (
    <Bar
      key={name}
      dataKey={of}
      name={name}
      fill={tone}
      maxBarSize={28}
      isAnimationActive={false}
    />
  );
}

function Chart(props: {
  title: string;
  summary: string;
  legend: readonly (readonly [name: string, tone: string])[];
  children: ComponentProps<typeof ResponsiveContainer>['children'];
}) {
  const id = useId();
  return (
    <section className={classes.chart} aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <ul className={classes.legend} aria-hidden="true">
        {props.legend.map(([name, tone]) => (
          <li key={name} style={{ '--tone': tone }}>
            {name}
          </li>
        ))}
      </ul>
      <div role="img" aria-label={props.summary} className={classes.plot}>
        <ResponsiveContainer>{props.children}</ResponsiveContainer>
      </div>
    </section>
  );
}
