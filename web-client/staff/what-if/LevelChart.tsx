import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { strings } from '../strings.ts';
import type { Interval, Row } from './api.ts';
import { words } from './strings.ts';

const LETTERS = { fontSize: '0.75rem', fill: 'var(--text-soft)' };

interface Group {
  readonly tier: string;
  readonly baseline: number | undefined;
  readonly baselineError: readonly [number, number] | undefined;
  readonly change: number | undefined;
  readonly changeError: readonly [number, number] | undefined;
}

/** The service level of each tier as it was and changed, with 95 % intervals. */
export default function LevelChart({ rows, changed }: { rows: readonly Row[]; changed: boolean }) {
  const groups = rows.map(
    (row): Group => ({
      tier: row.tier ?? words.allChats,
      baseline: percentOf(row.baseline),
      baselineError: errorOf(row.baseline),
      change: percentOf(row.change),
      changeError: errorOf(row.change),
    }),
  );
  return (
    <ResponsiveContainer>
      <BarChart
        data={groups}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barGap={3}
        barCategoryGap="28%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="tier"
          tick={LETTERS}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-control)' }}
          interval={0}
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(per) => strings.percent(Number(per))}
          width={46}
          tick={LETTERS}
          tickLine={false}
          axisLine={false}
        />
        <Bar dataKey="baseline" fill="var(--baseline)" maxBarSize={44} isAnimationActive={false}>
          <ErrorBar
            dataKey="baselineError"
            stroke="var(--text)"
            width={7}
            isAnimationActive={false}
          />
        </Bar>
        {changed && (
          <Bar dataKey="change" fill="var(--accent)" maxBarSize={44} isAnimationActive={false}>
            <ErrorBar
              dataKey="changeError"
              stroke="var(--text)"
              width={7}
              isAnimationActive={false}
            />
          </Bar>
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}

function percentOf(interval: Interval | undefined): number | undefined {
  return interval && interval.mean * 100;
}

/** Below and above the mean; nothing goes beyond 0 and 100. */
function errorOf(interval: Interval | undefined): readonly [number, number] | undefined {
  if (interval?.low === undefined || interval.high === undefined) return undefined;
  return [
    (interval.mean - Math.max(0, interval.low)) * 100,
    (Math.min(1, interval.high) - interval.mean) * 100,
  ];
}
