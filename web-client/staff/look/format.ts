import { strings } from '../strings.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const moment = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const relativeDay = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const DAY_MS = 86_400_000;

/** A duration as a stopwatch shows it: `0:07`, `12:30`, `1:02:05`, `3 d 4 h` past two days. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 172_800) {
    const days = Math.floor(seconds / 86_400);
    return strings.durations.daysAndHours(days, Math.floor((seconds % 86_400) / 3600));
  }
  const tail = String(seconds % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${tail}`;
}

/** A duration in one coarse unit, for lists that need not tick: `now`, `4 min`, `3 h`, `2 d`. */
export function coarse(ms: number): string {
  const words = strings.durations;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.minutes(minutes);
  if (minutes < 1440) return words.hours(Math.floor(minutes / 60));
  return words.days(Math.floor(minutes / 1440));
}

export function timeOfDay(ms: number): string {
  return clock.format(ms);
}

export function timeWithSeconds(ms: number): string {
  return clockWithSeconds.format(ms);
}

export function dateAndTime(ms: number): string {
  return moment.format(ms);
}

/** Midnight, in the reader's own time zone, of the day that holds `ms`. */
export function startOfDay(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `Today`, `Yesterday`, or the date in words. */
export function dayName(ms: number, nowMs: number): string {
  const days = Math.round((startOfDay(ms) - startOfDay(nowMs)) / DAY_MS);
  if (days === 0 || days === -1) {
    const word = relativeDay.format(days, 'day');
    return word.charAt(0).toLocaleUpperCase() + word.slice(1);
  }
  return day.format(ms);
}

/** A share between 0 and 1 as whole per cent; never rounds up to a 100 that was not reached. */
export function percent(share: number): string {
  const whole = share < 1 ? Math.min(99, Math.round(share * 100)) : 100;
  return strings.percent(whole);
}
