import { expect, it } from 'vitest';
import { customPeriod, localTime, periodOf } from './period.ts';
import { changesNothing, questionOf, UNCHANGED } from './wishes.ts';

const NOW = new Date(2026, 10, 30, 15, 0).getTime();
const HOUR_MS = 3_600_000;

it('asks only for what is different', () => {
  const period = { from: 1, to: 2 };
  expect(changesNothing(UNCHANGED)).toBe(true);
  expect(questionOf(UNCHANGED, period, false)).toEqual({
    ...period,
    customers: 'as_recorded',
    changes: {},
  });
  const wishes = {
    ...UNCHANGED,
    agents: -1,
    demand: 20,
    deflection: 0,
    headStarts: { Elite: 20 },
    lesson: ' dns:3, ,php ',
    learners: ['a1'],
    atRandom: true,
    targetTier: 'Basic',
  };
  expect(changesNothing(wishes)).toBe(false);
  expect(questionOf(wishes, period, true)).toEqual({
    ...period,
    customers: 'at_random',
    changes: {
      agents: -1,
      demandPercent: 120,
      deflectionPercent: 0,
      headStartMinutes: { Elite: 20 },
      teach: { agents: ['a1'], skills: ['dns:3', 'php'] },
    },
    target: { percent: 90, tier: 'Basic' },
  });
});

it('knows today and yesterday by the calendar', () => {
  const midnight = new Date(2026, 10, 30).getTime();
  expect(periodOf('today', NOW)).toEqual({ from: midnight, to: NOW });
  expect(periodOf('yesterday', NOW)).toEqual({
    from: new Date(2026, 10, 29).getTime(),
    to: midnight,
  });
  expect(periodOf('hours', NOW)).toEqual({ from: NOW - 4 * HOUR_MS, to: NOW });
});

it('reads two times as a period, or says why they are none', () => {
  const at = (hoursAgo: number) => localTime(NOW - hoursAgo * HOUR_MS);
  expect(customPeriod(at(3), at(1), NOW)).toEqual({ from: NOW - 3 * HOUR_MS, to: NOW - HOUR_MS });
  expect(customPeriod(at(3), at(-1), NOW)).toEqual({ from: NOW - 3 * HOUR_MS, to: NOW });
  expect(customPeriod('', at(1), NOW)).toBe('missing');
  expect(customPeriod(at(1), at(1), NOW)).toBe('order');
  expect(customPeriod(at(-1), at(-2), NOW)).toBe('future');
  expect(customPeriod(at(32 * 24), at(0), NOW)).toBe('long');
});
