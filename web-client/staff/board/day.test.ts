import { expect, it } from 'vitest';
import type { DayPoint, DayView } from '../desk/api.ts';
import { dateIn, halfHours, known, levelOf, marks, silhouette } from './day.ts';

const FROM_MS = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const NOTHING: DayPoint = {
  atMs: 0,
  depths: [0, 0],
  longestWaitMs: 0,
  open: 0,
  launched: 0,
  answered: 0,
  answeredInTarget: 0,
  abandoned: 0,
  abandonedInTarget: 0,
  ticketed: 0,
  available: 0,
  wrappingUp: 0,
  draining: 0,
  away: 0,
};

function point(endMinute: number, part: Partial<DayPoint>): DayPoint {
  return { ...NOTHING, atMs: FROM_MS + endMinute * MINUTE_MS, ...part };
}

function day(points: DayPoint[], firstMinute = 0): DayView {
  return {
    date: '2027-01-15',
    zone: 'UTC',
    fromMs: FROM_MS,
    toMs: FROM_MS + 1440 * MINUTE_MS,
    firstMs: FROM_MS + firstMinute * MINUTE_MS,
    minutes: 5,
    tiers: [],
    points,
  };
}

it('counts a point in the half-hour in which it ends, its last minute included', () => {
  const some = day([
    point(5, { launched: 1 }),
    point(30, { launched: 2, answered: 1, answeredInTarget: 1 }),
    point(35, { launched: 4, abandoned: 1 }),
  ]);
  expect(halfHours(some).map((half) => [half.fromMs - FROM_MS, half.launched, half.level])).toEqual(
    [
      [0, 3, 1],
      [30 * MINUTE_MS, 4, 0],
    ],
  );
});

it('S3: leaves those who gave up within the target out of the service level, and has none of nothing', () => {
  expect(
    levelOf([
      point(5, { answered: 3, answeredInTarget: 2, abandoned: 2, abandonedInTarget: 1 }),
      point(10, { ticketed: 5 }),
    ]),
  ).toBe(0.5);
  expect(levelOf([point(5, { ticketed: 1 })])).toBeUndefined();
});

it('draws nothing of the time before the desk began', () => {
  const some = day([point(5, {}), point(10, { depths: [1, 3] }), point(15, { depths: [2, 0] })], 6);
  expect(known(some)).toHaveLength(2);
  expect(silhouette(some)).toBe('7,100 7,5 10,53 10,100');
  expect(silhouette(day([]))).toBe('');
});

it('knows the day of a moment where the desk is', () => {
  expect(dateIn('UTC', Date.UTC(2026, 10, 30, 23, 30))).toBe('2026-11-30');
  expect(dateIn('Europe/Berlin', Date.UTC(2026, 10, 30, 23, 30))).toBe('2026-12-01');
  expect(dateIn('America/New_York', Date.UTC(2026, 10, 30, 2, 30))).toBe('2026-11-29');
});

it('marks round times, six at most', () => {
  const between = (from: number, to: number) =>
    marks(day([]), [point(from, {}), point(to, {})]).map((atMs) => (atMs - FROM_MS) / MINUTE_MS);
  expect(between(578, 581)).toEqual([578, 579, 580, 581]);
  expect(between(578, 601)).toEqual([580, 585, 590, 595, 600]);
  expect(between(483, 1022)).toEqual([600, 720, 840, 960]);
  expect(between(0, 1440)).toEqual([0, 360, 720, 1080, 1440]);
  expect(between(578.2, 578.7)).toEqual([]);
});
