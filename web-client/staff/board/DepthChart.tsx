import { Area, AreaChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BoardView } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import type { DepthSample } from '../desk/depth.ts';
import { timeWithSeconds } from '../look/format.ts';
import { useStore } from '../look/store.ts';
import { tierTone } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import classes from './Board.module.css';

const words = strings.board;
const MINUTE_MS = 60_000;
const LETTERS = { fontSize: '0.6875rem', fill: 'var(--text-soft)' };

/** How many waited in each tier over the last minutes, the highest tier at the bottom. */
export default function DepthChart({ tiers }: { tiers: readonly BoardView.TierDepth[] }) {
  const samples = useStore(useDesk().depth);
  const oldest = samples[0];
  const newest = samples.at(-1);
  if (!oldest || !newest || samples.length < 3) {
    return <p className={classes.none}>{words.depthEmpty}</p>;
  }
  const waiting = tiers.reduce((sum, tier) => sum + tier.depth, 0);
  const [minutes, apart] = newest.atMs - oldest.atMs <= 5 * MINUTE_MS ? [5, 1] : [15, 5];
  const ago = Array.from({ length: minutes / apart + 1 }, (_, step) => minutes - step * apart);
  return (
    <>
      <ul className={classes.legend} aria-hidden="true">
        {tiers.map((tier) => (
          <li key={tier.tier} style={{ '--tone': tierTone(tier.tierRank) }}>
            {tier.tier}
          </li>
        ))}
      </ul>
      <div role="img" aria-label={words.depthSummary(waiting)} className={classes.plot}>
        <ResponsiveContainer>
          <AreaChart
            data={samples as DepthSample[]}
            margin={{ top: 8, right: 20, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="atMs"
              type="number"
              domain={[newest.atMs - minutes * MINUTE_MS, newest.atMs]}
              allowDataOverflow
              ticks={ago.map((each) => newest.atMs - each * MINUTE_MS)}
              tickFormatter={(atMs) =>
                words.minutesAgo(Math.round((newest.atMs - atMs) / MINUTE_MS))
              }
              tick={LETTERS}
              tickLine={false}
              axisLine={{ stroke: 'var(--line)' }}
            />
            <YAxis
              allowDecimals={false}
              width={28}
              tick={LETTERS}
              tickLine={false}
              axisLine={false}
              domain={[0, (most: number) => Math.max(4, most)]}
            />
            <Tooltip
              labelFormatter={(label) => timeWithSeconds(Number(label))}
              isAnimationActive={false}
              contentStyle={{
                border: '1px solid var(--line)',
                borderRadius: 8,
                background: 'var(--surface-raised)',
                fontSize: '0.75rem',
              }}
            />
            {tiers.map((tier) => (
              <Area
                key={tier.tier}
                type="stepAfter"
                dataKey={(sample: DepthSample) => sample.depths[tier.tier] ?? 0}
                name={tier.tier}
                stackId="depth"
                stroke={tierTone(tier.tierRank)}
                strokeWidth={1.5}
                fill={tierTone(tier.tierRank)}
                fillOpacity={0.28}
                isAnimationActive={false}
              />
            ))}
          </AreaChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}
