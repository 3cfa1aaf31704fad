import type { Difference, Findings, Metric, Row } from './api.ts';

/** Of a difference that chance explains as well, nothing else is said. */
export type Verdict = 'better' | 'worse' | 'unclear' | 'same';

/** Figures of which less is better. */
const LESS_IS_BETTER: ReadonlySet<Metric> = new Set([
  'mean_wait',
  'p50_wait',
  'p90_wait',
  'max_wait',
  'abandonment',
]);

export function verdict(metric: Metric, difference: Difference | undefined): Verdict {
  if (!difference) return 'unclear';
  if (difference.mean === 0 && difference.low === 0 && difference.high === 0) return 'same';
  if (!difference.significant) return 'unclear';
  return difference.mean > 0 === LESS_IS_BETTER.has(metric) ? 'worse' : 'better';
}

/** The rows of a figure: all chats first, then the tiers, highest first where their ranks are known. */
export function rowsOf(
  findings: Findings,
  metric: Metric,
  rankOf: (tier: string) => number,
): readonly Row[] {
  return findings.rows
    .filter((row) => row.metric === metric)
    .sort((one, other) => rank(other, rankOf) - rank(one, rankOf));
}

function rank(row: Row, rankOf: (tier: string) => number): number {
  return row.tier === undefined ? Number.POSITIVE_INFINITY : rankOf(row.tier);
}

/** What the change does to who is answered in time: the tier that gains most, and those that lose. */
export interface Gist {
  readonly gains?: Row;
  readonly loses: readonly Row[];
  readonly all?: Row;
}

export function gistOf(findings: Findings): Gist {
  const levels = findings.rows.filter((row) => row.metric === 'service_level');
  const tiers = levels.filter((row) => row.tier !== undefined);
  const gaining = tiers
    .filter((row) => verdict('service_level', row.difference) === 'better')
    .sort((one, other) => (other.difference?.mean ?? 0) - (one.difference?.mean ?? 0));
  const all = levels.find((row) => row.tier === undefined);
  return {
    ...(gaining[0] && { gains: gaining[0] }),
    ...(all && { all }),
    loses: tiers.filter((row) => verdict('service_level', row.difference) === 'worse'),
  };
}
