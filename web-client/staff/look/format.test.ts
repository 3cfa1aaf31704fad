import { describe, expect, it } from 'vitest';
import { coarse, dayName, percent, startOfDay, stopwatch } from './format.ts';

describe('stopwatch', () => {
  it.each([
    [-5_000, '0:00'],
    [7_999, '0:07'],
    [750_000, '12:30'],
    [3_725_000, '1:02:05'],
    [172_799_000, '47:59:59'],
    [273_600_000, '3 d 4 h'],
  ])('%d ms is %s', (ms, shown) => expect(stopwatch(ms)).toBe(shown));
});

it('coarse names one unit', () => {
  expect([20_000, 240_000, 10_800_000, 172_800_000].map(coarse)).toEqual([
    'now',
    '4 min',
    '3 h',
    '2 d',
  ]);
});

it('days near now have names, and a day begins at the own midnight', () => {
  const noon = new Date(2026, 2, 14, 12).getTime();
  expect(startOfDay(noon)).toBe(new Date(2026, 2, 14).getTime());
  const today = dayName(noon, noon);
  const yesterday = dayName(noon - 86_400_000, noon);
  expect(today).not.toBe(yesterday);
  expect(dayName(new Date(2026, 2, 14, 0, 1).getTime(), noon)).toBe(today);
  expect(dayName(new Date(2026, 2, 11).getTime(), noon)).toMatch(/11/);
});

it('a share is not called full before it is', () => {
  expect([0, 0.842, 0.999, 1].map(percent)).toEqual(['0 %', '84 %', '99 %', '100 %']);
});
