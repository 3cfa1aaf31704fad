import { expect, it } from 'vitest';
import type { ReportAnswer, Row } from './answers.ts';
import { labelsOf } from './labels.ts';

it('tells the hour that the clock shows twice by its zone', () => {
  const fromMs = Date.parse('2026-11-01T00:00:00-07:00');
  const report = { by: 'hour', zone: 'America/Los_Angeles', fromMs, toMs: fromMs + 90_000_000 };
  const { long } = labelsOf(report as ReportAnswer);
  const labels = [0, 1, 2, 3].map((hour) => long({ fromMs: fromMs + hour * 3_600_000 } as Row));
  expect(new Set(labels)).toHaveLength(4);
  expect(labels[0]).not.toContain('PDT');
  expect(labels[1]).toContain('PDT');
  expect(labels[2]).toContain('PST');
  expect(labels[3]).not.toContain('PST');
});
