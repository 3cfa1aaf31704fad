import { expect, it } from 'vitest';
import type { Findings, Row } from './api.ts';
import { gistOf, rowsOf, verdict } from './findings.ts';
import { isIn, sentenceOf } from './problems.ts';

function level(tier: string | undefined, mean: number, significant: boolean): Row {
  return {
    ...(tier !== undefined && { tier }),
    metric: 'service_level',
    unit: 'share',
    baseline: { mean: 0.5, low: 0.4, high: 0.6 },
    change: { mean: 0.5 + mean, low: 0.4 + mean, high: 0.6 + mean },
    difference: { mean, low: mean - 0.01, high: mean + 0.01, significant },
  };
}

function findings(...rows: Row[]): Findings {
  return {
    from: 0,
    to: 1,
    replications: 30,
    recorded: { agents: 1, chats: 1, tiers: [] },
    changes: [{ type: 'agents_added', count: 1 }],
    rows,
  };
}

it('calls more better or worse by what the figure is', () => {
  const more = { mean: 0.1, low: 0.05, high: 0.15, significant: true };
  expect(verdict('service_level', more)).toBe('better');
  expect(verdict('mean_wait', more)).toBe('worse');
  expect(verdict('abandonment', { mean: -0.1, significant: true })).toBe('better');
});

it('calls nothing better that chance explains as well', () => {
  expect(verdict('service_level', { mean: 0.1, low: -0.1, high: 0.3, significant: false })).toBe(
    'unclear',
  );
  expect(verdict('service_level', undefined)).toBe('unclear');
  expect(verdict('service_level', { mean: 0, low: 0, high: 0, significant: false })).toBe('same');
});

it('tells of the tier that gains most, and of each that loses', () => {
  const gist = gistOf(
    findings(
      level(undefined, 0.1, true),
      level('Elite', -0.1, true),
      level('Business', 0.1, true),
      level('Basic', 0.3, true),
      level('Sandbox', 0.4, false),
    ),
  );
  expect(gist.gains?.tier).toBe('Basic');
  expect(gist.loses.map((row) => row.tier)).toEqual(['Elite']);
});

it('lists all chats first, then the highest tier', () => {
  const rows = rowsOf(
    findings(level('Basic', 0, false), level('Elite', 0, false), level(undefined, 0, false)),
    'service_level',
    (tier) => (tier === 'Elite' ? 3 : 1),
  );
  expect(rows.map((row) => row.tier)).toEqual([undefined, 'Elite', 'Basic']);
});

it('names a field as the page does', () => {
  const problem = {
    code: 'invalid_field',
    field: 'changes.headStartMinutes.Elite',
    message: 'changes.headStartMinutes.Elite is -1, expected a number from 0 to 1440',
  } as const;
  expect(isIn(problem, 'changes.headStartMinutes')).toBe(true);
  expect(isIn(problem, 'changes.head')).toBe(false);
  expect(sentenceOf(problem)).toBe('Head starts: -1, expected a number from 0 to 1440');
  expect(sentenceOf({ code: 'internal', message: 'Something broke.' })).toBe('Something broke.');
});
