import type { DayPoint, DayView } from '../desk/api.ts';
import { words } from './strings.ts';

const HALF_HOUR_MS = 30 * 60_000;

/** What happened in a half-hour. */
export interface HalfHour {
  readonly fromMs: number;
  readonly launched: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly ticketed: number;
  /** Undefined while nothing counts. */
  readonly level: number | undefined;
}

/** Answered within target of those that count: as the server defines it (docs/spec/supervision.md, S3). */
export function levelOf(points: readonly DayPoint[]): number | undefined {
  const sum = (of: (point: DayPoint) => number) => points.reduce((all, each) => all + of(each), 0);
  const counted = sum((each) => each.answered + each.abandoned - each.abandonedInTarget);
  return counted === 0 ? undefined : sum((each) => each.answeredInTarget) / counted;
}

/** The day's points by half-hour, those that have begun. */
export function halfHours({ fromMs, points }: DayView): HalfHour[] {
  const groups = new Map<number, DayPoint[]>();
  for (const point of points) {
    // A point is named by its end.
    const group = Math.floor((point.atMs - 1 - fromMs) / HALF_HOUR_MS);
    groups.set(group, [...(groups.get(group) ?? []), point]);
  }
  return [...groups].map(([group, some]) => {
    const sum = (of: (point: DayPoint) => number) => some.reduce((all, each) => all + of(each), 0);
    return {
      fromMs: fromMs + group * HALF_HOUR_MS,
      launched: sum((each) => each.launched),
      answered: sum((each) => each.answered),
      abandoned: sum((each) => each.abandoned),
      ticketed: sum((each) => each.ticketed),
      level: levelOf(some),
    };
  });
}

/** The points since the desk began. */
export function known(day: DayView): readonly DayPoint[] {
  return day.points.filter((point) => point.atMs > day.firstMs);
}

const MINUTE_MS = 60_000;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240].map((minutes) => minutes * MINUTE_MS);
const MARKS_MAX = 6;

/** Round times of the day for an axis over the points: six at most. */
export function marks(day: DayView, points: readonly DayPoint[]): number[] {
  const from = (points[0]?.atMs ?? day.fromMs) - day.fromMs;
  const to = (points.at(-1)?.atMs ?? day.fromMs) - day.fromMs;
  const count = (step: number) => Math.floor(to / step) - Math.ceil(from / step) + 1;
  const step = STEPS_MS.find((each) => count(each) <= MARKS_MAX) ?? 6 * 60 * MINUTE_MS;
  const first = Math.ceil(from / step);
  return Array.from({ length: count(step) }, (_, i) => day.fromMs + (first + i) * step);
}

export function depthOf(point: DayPoint): number {
  return point.depths.reduce((all, each) => all + each, 0);
}

/** A line over the points from left (0) to right (1) of the day, for `<polyline>`: x in thousandths, y of 0 (most) to 100 (none). */
export function silhouette(day: DayView): string {
  const points = known(day);
  const most = Math.max(1, ...points.map(depthOf));
  const x = (atMs: number) => Math.round((1000 * (atMs - day.fromMs)) / (day.toMs - day.fromMs));
  const tops = points.map(
    (each) => `${x(each.atMs)},${Math.round(100 - (95 * depthOf(each)) / most)}`,
  );
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? [`${x(first.atMs)},100`, ...tops, `${x(last.atMs)},100`].join(' ') : '';
}

/** The day of a moment where the desk is, `2026-11-30`. */
export function dateIn(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(atMs);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** Whose clock the times of a day are by, to be said to those whose own shows something else; else empty. */
export function whoseClock(zone: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return own === zone ? '' : words.ofZone(zone);
}

/** A moment's time of day where the desk is. */
export function timeIn(zone: string, atMs: number, seconds = false): string {
  return new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(atMs);
}

/** A moment's day in words where the desk is. */
export function dayIn(zone: string, atMs: number): string {
  return new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(atMs);
}
