import { describe, expect, it } from 'vitest';
import { before, dayIn, daysOf, faultOf, plusDays, preset } from './period.ts';

describe('preset', () => {
  it('ends after today, except for yesterday', () => {
    expect(preset('today', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
    expect(preset('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-03-01' });
    expect(preset('week', '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-02' });
    expect(preset('this_month', '2026-03-17')).toEqual({ from: '2026-03-01', to: '2026-03-18' });
  });

  it('has as many days as it says', () => {
    expect(daysOf(preset('week', '2026-10-27'))).toBe(7);
    expect(daysOf(preset('month', '2026-10-27'))).toBe(30);
  });
});

it('compares with as many days right before', () => {
  const week = { from: '2026-03-01', to: '2026-03-08' };
  const toMs = Date.parse('2026-03-08T00:00:00Z');
  expect(before(week, { toMs, upToMs: toMs })).toEqual({ from: '2026-02-22', to: '2026-03-01' });
});

it('compares a period that goes on with as much of the one before', () => {
  const today = { from: '2026-03-01', to: '2026-03-02' };
  const covered = {
    toMs: Date.parse('2026-03-02T00:00:00Z'),
    upToMs: Date.parse('2026-03-01T09:30:00Z'),
  };
  expect(before(today, covered)).toEqual({ from: '2026-02-28', to: '2026-02-28T09:30:00.000Z' });
});

it('knows leap years and the ends of years', () => {
  expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
});

it('takes the day that it is at the desk, not here', () => {
  const ms = Date.parse('2026-11-30T23:30:00Z');
  expect(dayIn('UTC', ms)).toBe('2026-11-30');
  expect(dayIn('Europe/Berlin', ms)).toBe('2026-12-01');
  expect(dayIn('America/New_York', ms)).toBe('2026-11-30');
});

describe('faultOf', () => {
  it('says what is wrong with a chosen period and where', () => {
    expect(faultOf('', '2026-01-01', 366)).toEqual({ field: 'first', why: 'missing' });
    expect(faultOf('2026-01-01', '', 366)).toEqual({ field: 'last', why: 'missing' });
    expect(faultOf('2026-01-02', '2026-01-01', 366)).toEqual({ field: 'last', why: 'earlier' });
    expect(faultOf('2026-01-01', '2026-02-01', 31)).toEqual({
      field: 'last',
      why: 'long',
      days: 32,
    });
  });

  it('finds nothing wrong with one day, and with the longest', () => {
    expect(faultOf('2026-01-01', '2026-01-01', 31)).toBeUndefined();
    expect(faultOf('2026-01-01', '2026-01-31', 31)).toBeUndefined();
  });
});
