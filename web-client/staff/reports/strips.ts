import type { HistoryAnswer, State } from './answers.ts';
import { type Day, dayIn, plusDays } from './period.ts';

/** A part of a day in which an agent was one thing. Places are parts of the day's width. */
export interface Piece {
  readonly state: State;
  readonly from: number;
  readonly width: number;
}

/** A day of an agent. */
export interface Strip {
  readonly day: Day;
  readonly fromMs: number;
  readonly toMs: number;
  readonly pieces: readonly Piece[];
}

/** When a day begins in a time zone, which is not always at midnight, to the second. */
export function beginOf(day: Day, zone: string): number {
  // Some day begins within 26 h around the same words in UTC; halving finds the moment at which the date changes.
  const around = Date.parse(`${day}T00:00:00Z`);
  let before = around - 93_600_000;
  let after = around + 93_600_000;
  while (after - before > 1_000) {
    const middle = Math.floor((before + after) / 2 / 1_000) * 1_000;
    if (dayIn(zone, middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

/** An agent's states cut into days, the newest last; of what lies ahead nothing is known. */
export function stripsOf(history: HistoryAnswer): Strip[] {
  const { zone, fromMs, toMs, upToMs } = history;
  const strips: Strip[] = [];
  let day = dayIn(zone, fromMs);
  while (beginOf(day, zone) < Math.min(toMs, upToMs)) {
    const begin = beginOf(day, zone);
    const end = beginOf(plusDays(day, 1), zone);
    const pieces = history.states
      .map((state) => {
        const from = Math.max(state.fromMs, begin, fromMs);
        const to = Math.min(state.toMs ?? upToMs, end, toMs, upToMs);
        return { state, from: (from - begin) / (end - begin), width: (to - from) / (end - begin) };
      })
      .filter((piece) => piece.width > 0);
    strips.push({ day, fromMs: begin, toMs: end, pieces });
    day = plusDays(day, 1);
  }
  return strips;
}
