import { startOfDay } from '../look/format.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest that the server takes. */
export const DAYS_MAX = 31;

export type Preset = 'hour' | 'hours' | 'today' | 'yesterday' | 'week' | 'custom';

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** @param preset any but custom */
export function periodOf(preset: Exclude<Preset, 'custom'>, nowMs: number): Period {
  const today = startOfDay(nowMs);
  switch (preset) {
    case 'hour':
      return { from: nowMs - HOUR_MS, to: nowMs };
    case 'hours':
      return { from: nowMs - 4 * HOUR_MS, to: nowMs };
    case 'today':
      return { from: today, to: nowMs };
    case 'yesterday':
      // a day is not always of 24 hours
      return { from: startOfDay(today - DAY_MS / 2), to: today };
    case 'week':
      return { from: nowMs - 7 * DAY_MS, to: nowMs };
  }
}

export type CustomFault = 'missing' | 'order' | 'future' | 'long';

/** What two local times as `<input type="datetime-local">` has them name, or why they name no period. */
export function customPeriod(from: string, to: string, nowMs: number): Period | CustomFault {
  const [fromMs, toMs] = [new Date(from).getTime(), new Date(to).getTime()];
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'missing';
  if (toMs <= fromMs) return 'order';
  if (fromMs >= nowMs) return 'future';
  if (toMs - fromMs > DAYS_MAX * DAY_MS) return 'long';
  return { from: fromMs, to: Math.min(toMs, nowMs) };
}

/** A time as `<input type="datetime-local">` has it. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
