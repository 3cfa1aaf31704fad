import type { BoardView } from '../../wire/messages.ts';

/** How many waited in each tier at one moment. */
export interface DepthSample {
  readonly atMs: number;
  readonly depths: Readonly<Record<string, number>>;
}

/** The chart looks back this far. */
export const LOOK_BACK_MS = 15 * 60_000;
const APART_MS = 5_000;

/** The samples with one more of `board`. Between two samples lie at least 5 s; the newest is always the latest board. */
export function sampled(samples: readonly DepthSample[], board: BoardView): DepthSample[] {
  const depths = Object.fromEntries(board.tiers.map((tier) => [tier.tier, tier.depth]));
  const sample: DepthSample = { atMs: board.atMs, depths };
  const kept = samples.filter((each) => each.atMs >= board.atMs - LOOK_BACK_MS);
  const [before, newest] = kept.slice(-2);
  const tooNear = before && newest && newest.atMs - before.atMs < APART_MS;
  return [...(tooNear ? kept.slice(0, -1) : kept), sample];
}
