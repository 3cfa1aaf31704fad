import { describe, expect, it } from 'vitest';
import type { HistoryAnswer, State } from './answers.ts';
import { beginOf, stripsOf } from './strips.ts';

const at = (text: string) => Date.parse(text);

describe('beginOf', () => {
  it('is midnight by the clock of the zone, whatever the season', () => {
    expect(beginOf('2026-11-30', 'UTC')).toBe(at('2026-11-30T00:00:00Z'));
    expect(beginOf('2026-11-30', 'Europe/Berlin')).toBe(at('2026-11-29T23:00:00Z'));
    expect(beginOf('2026-07-01', 'Europe/Berlin')).toBe(at('2026-06-30T22:00:00Z'));
    expect(beginOf('2026-11-30', 'Pacific/Auckland')).toBe(at('2026-11-29T11:00:00Z'));
  });

  it('is later where the clock skips midnight', () => {
    expect(beginOf('2026-09-06', 'America/Santiago')).toBe(at('2026-09-06T04:00:00Z'));
  });
});

function history(states: State[], more: Partial<HistoryAnswer> = {}): HistoryAnswer {
  return {
    fromMs: at('2026-11-29T00:00:00Z'),
    toMs: at('2026-12-01T00:00:00Z'),
    zone: 'UTC',
    agent: '1',
    name: 'Ana',
    upToMs: at('2026-12-02T00:00:00Z'),
    states,
    cutOff: false,
    work: { handlingMs: 0, availableMs: 0, statusMs: {} },
    ...more,
  };
}

describe('stripsOf', () => {
  it('cuts what goes over midnight', () => {
    const state: State = {
      state: 'available',
      handling: false,
      fromMs: at('2026-11-29T18:00:00Z'),
      toMs: at('2026-11-30T06:00:00Z'),
    };
    expect(stripsOf(history([state]))).toMatchObject([
      { day: '2026-11-29', pieces: [{ from: 0.75, width: 0.25 }] },
      { day: '2026-11-30', pieces: [{ from: 0, width: 0.25 }] },
    ]);
  });

  it('ends where nothing is known any more', () => {
    const state: State = {
      state: 'away',
      handling: false,
      fromMs: at('2026-11-20T00:00:00Z'),
    };
    const strips = stripsOf(history([state], { upToMs: at('2026-11-29T12:00:00Z') }));
    expect(strips).toMatchObject([{ day: '2026-11-29', pieces: [{ from: 0, width: 0.5 }] }]);
  });

  it('gives a day of 25 hours its whole width', () => {
    const state: State = {
      state: 'away',
      handling: false,
      fromMs: at('2026-10-20T00:00:00Z'),
      toMs: at('2026-10-30T00:00:00Z'),
    };
    const [strip] = stripsOf(
      history([state], {
        zone: 'Europe/Berlin',
        fromMs: at('2026-10-24T22:00:00Z'),
        toMs: at('2026-10-25T23:00:00Z'),
      }),
    );
    expect(strip?.toMs).toBe(at('2026-10-25T23:00:00Z'));
    expect(strip?.pieces).toMatchObject([{ from: 0, width: 1 }]);
  });
});
