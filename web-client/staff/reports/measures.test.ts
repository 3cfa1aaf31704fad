import { describe, expect, it } from 'vitest';
import type { Row } from './answers.ts';
import { changeOf, MEASURES, sorted } from './measures.ts';

describe('changeOf', () => {
  it('says by what part a count changed, which is neither good nor bad', () => {
    expect(changeOf(MEASURES.launched, 150, 100)).toEqual({
      by: '50 %',
      direction: 'up',
      verdict: 'neither',
    });
    expect(changeOf(MEASURES.launched, 300, 100)?.by).toBe('200 %');
  });

  it('changes shares by points: more service level is good, more abandonment bad', () => {
    expect(changeOf(MEASURES.serviceLevel, 0.9, 0.85)).toEqual({
      by: '5 pts',
      direction: 'up',
      verdict: 'good',
    });
    expect(changeOf(MEASURES.abandonment, 0.1, 0)).toEqual({
      by: '10 pts',
      direction: 'up',
      verdict: 'bad',
    });
  });

  it('takes shorter times for better', () => {
    expect(changeOf(MEASURES.answer, 30_000, 60_000)).toEqual({
      by: '50 %',
      direction: 'down',
      verdict: 'good',
    });
  });

  it('knows nothing of what was not measured, and divides by nothing', () => {
    expect(changeOf(MEASURES.answer, undefined, 60_000)).toBeUndefined();
    expect(changeOf(MEASURES.answer, 60_000, undefined)).toBeUndefined();
    expect(changeOf(MEASURES.launched, 5, 0)).toBeUndefined();
    expect(changeOf(MEASURES.launched, 0, 0)?.direction).toBe('same');
  });

  it('calls a change that does not show none', () => {
    expect(changeOf(MEASURES.serviceLevel, 0.851, 0.85)?.direction).toBe('same');
  });
});

it('sorts rows with what is not known last, whichever way, and equal ones as they were', () => {
  const rows = [3, undefined, 1, 2, 1].map((n, i) => ({ key: `${i}`, n }) as unknown as Row);
  const of = (row: Row) => (row as unknown as { n?: number }).n;
  expect(sorted(rows, of, false).map((row) => row.key)).toEqual(['2', '4', '3', '0', '1']);
  expect(sorted(rows, of, true).map((row) => row.key)).toEqual(['0', '3', '2', '4', '1']);
});
