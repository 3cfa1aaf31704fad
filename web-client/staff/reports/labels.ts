import type { ReportAnswer, Row } from './answers.ts';
import { words } from './strings.ts';

const HOUR_MS = 3_600_000;

/** How a report's rows are called, in the desk's time zone. */
export interface Labels {
  /** In full, for the table. */
  readonly long: (row: Row) => string;
  /** For the axis of a chart. */
  readonly short: (row: Row) => string;
}

export function labelsOf(report: ReportAnswer): Labels {
  const { zone, by } = report;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(undefined, { timeZone: zone, ...options });
    return (row: Row) => formatter.format(row.fromMs ?? 0);
  };
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  switch (by) {
    case 'day':
      return {
        long: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
        short: format({ day: 'numeric', month: 'short' }),
      };
    case 'hour': {
      const one = report.toMs - report.fromMs <= 90_000_000;
      const parts = { weekday: 'short', day: 'numeric', month: 'short', ...clock } as const;
      const plain = format(parts);
      const zoned = format({ ...parts, timeZoneName: 'short' });
      const isShownTwice = (row: Row) =>
        [-HOUR_MS, HOUR_MS].some(
          (by) => plain({ ...row, fromMs: (row.fromMs ?? 0) + by }) === plain(row),
        );
      return {
        long: (row) => (isShownTwice(row) ? zoned(row) : plain(row)),
        short: one ? format(clock) : format({ day: 'numeric', month: 'short', hour: '2-digit' }),
      };
    }
    case 'hour_of_day': {
      const hour = (row: Row) => `${(row.key ?? '').padStart(2, '0')}:00`;
      return { long: hour, short: hour };
    }
    case 'agent': {
      const name = (row: Row) => row.agent?.name ?? row.key ?? '';
      return { long: name, short: name };
    }
    default: {
      const key = (row: Row) => row.key || words.noQueue;
      return { long: key, short: key };
    }
  }
}
