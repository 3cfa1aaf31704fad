import { expect, it } from 'vitest';
import type { BoardView } from '../../wire/messages.ts';
import { type DepthSample, LOOK_BACK_MS, sampled } from './depth.ts';

function board(atMs: number, depth: number): BoardView {
  const tier = { tier: 'Elite', tierRank: 3, targetSeconds: 60, depth, longestWaitMs: 0 };
  return { atMs, tiers: [tier] } as unknown as BoardView;
}

function watch(...boards: BoardView[]): DepthSample[] {
  return boards.reduce<DepthSample[]>((samples, each) => sampled(samples, each), []);
}

it('keeps samples five seconds apart, the newest always the latest', () => {
  const boards = Array.from({ length: 12 }, (_, second) => board(second * 1000, second));
  const samples = watch(...boards);
  expect(samples.at(-1)).toEqual({ atMs: 11_000, depths: { Elite: 11 } });
  const gaps = samples.slice(1, -1).map((sample, i) => sample.atMs - (samples[i]?.atMs ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5_000);
});

it('forgets what lies further back than the chart looks', () => {
  const samples = watch(board(0, 1), board(10_000, 2), board(LOOK_BACK_MS + 5_000, 3));
  expect(samples.map((sample) => sample.atMs)).toEqual([10_000, LOOK_BACK_MS + 5_000]);
});
