const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const HOUR_MS = 3_600_000;

export function count(value: number): string {
  return whole.format(value);
}

export function ago(atMs: number): string {
  const hours = Math.round((Date.now() - atMs) / HOUR_MS);
  return hours < 24
    ? relative.format(-hours, 'hour')
    : relative.format(-Math.round(hours / 24), 'day');
}
