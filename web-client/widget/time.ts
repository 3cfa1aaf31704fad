import { strings } from './strings.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_MS = 86_400_000;

export function clockTime(atMs: number): string {
  return clock.format(atMs);
}

export function dayName(atMs: number, nowMs: number): string {
  const date = new Date(atMs).toDateString();
  if (date === new Date(nowMs).toDateString()) return strings.chat.today;
  if (date === new Date(nowMs - DAY_MS).toDateString()) return strings.chat.yesterday;
  return day.format(atMs);
}

/** A wait in words as coarse as an estimate deserves: "1 min", "25 min", "2 hours". */
export function waitName(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes <= 10) return strings.place.minutes(minutes);
  if (minutes <= 60) return strings.place.minutes(Math.ceil(minutes / 5) * 5);
  return strings.place.hours(Math.ceil(minutes / 60));
}
