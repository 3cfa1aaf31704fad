import { useNow } from './clock.ts';
import { stopwatch } from './format.ts';

/** A running stopwatch. Not announced: it would never stop talking. */
export function Elapsed({ sinceMs }: { sinceMs: number }) {
  const now = useNow();
  return <span className="numeric">{stopwatch(now - sinceMs)}</span>;
}
