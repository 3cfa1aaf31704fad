/** A day by the desk's calendar: `2026-11-30`. */
export type Day = string;

/** From the first day until before `to`. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export const PRESETS = ['today', 'yesterday', 'week', 'month', 'this_month'] as const;
export type Preset = (typeof PRESETS)[number];

/** Most days that a report may be over, as the server says. */
export const DAYS_MAX = 366;
export const DAYS_BY_HOUR_MAX = 31;

/** The day that it is in a time zone. */
export function dayIn(zone: string | undefined, ms: number): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms);
  return parts.slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Days are counted without any clock: as if in UTC. */
function at(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text));
}

export function plusDays(day: Day, days: number): Day {
  return new Date(at(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysOf(period: Period): number {
  return Math.round((at(period.to) - at(period.from)) / DAY_MS);
}

export function preset(which: Preset, today: Day): Period {
  const to = plusDays(today, 1);
  switch (which) {
    case 'today':
      return { from: today, to };
    case 'yesterday':
      return { from: plusDays(today, -1), to: today };
    case 'week':
      return { from: plusDays(today, -6), to };
    case 'month':
      return { from: plusDays(today, -29), to };
    case 'this_month':
      return { from: `${today.slice(0, 8)}01`, to };
  }
}

/** How much of its period a report covers. */
interface Covered {
  readonly toMs: number;
  readonly upToMs: number;
}

export function isGoingOn({ toMs, upToMs }: Covered): boolean {
  return upToMs < toMs;
}

/** As many days right before; while the period goes on, as much of them as has passed of it. */
export function before(period: Period, covered: Covered): { from: Day; to: string } {
  const days = daysOf(period);
  return {
    from: plusDays(period.from, -days),
    to: isGoingOn(covered) ? new Date(covered.upToMs - days * DAY_MS).toISOString() : period.from,
  };
}

/** Why a period of two chosen days, the last one included, cannot be reported; undefined when it can. */
export function faultOf(first: string, last: string, daysMax: number): PeriodFault | undefined {
  if (!isDay(first)) return { field: 'first', why: 'missing' };
  if (!isDay(last)) return { field: 'last', why: 'missing' };
  if (last < first) return { field: 'last', why: 'earlier' };
  const days = daysOf({ from: first, to: plusDays(last, 1) });
  if (days > daysMax) return { field: 'last', why: 'long', days };
  return undefined;
}

export interface PeriodFault {
  readonly field: 'first' | 'last';
  readonly why: 'missing' | 'earlier' | 'long';
  readonly days?: number;
}
