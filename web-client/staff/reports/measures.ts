import { percent, stopwatch } from '../look/format.ts';
import type { Grouping, Row } from './answers.ts';
import { words } from './strings.ts';

export type Name = keyof typeof words.names;

/** One number of a row: how it reads, how it is compared, and which way is better. */
export interface Measure {
  readonly name: Name;
  readonly of: (row: Row) => number | undefined;
  readonly show: (value: number) => string;
  readonly kind: 'count' | 'share' | 'time' | 'score';
  readonly better?: 'more' | 'less';
}

function counted(name: Name, of: Measure['of'], better?: 'more' | 'less'): Measure {
  return { name, of, show: (n) => n.toLocaleString(), kind: 'count', ...(better && { better }) };
}

function shared(name: Name, of: Measure['of'], better?: 'more' | 'less'): Measure {
  return { name, of, show: percent, kind: 'share', ...(better && { better }) };
}

function timed(name: Name, of: Measure['of']): Measure {
  return { name, of, show: stopwatch, kind: 'time', better: 'less' };
}

export function decimal(score: number): string {
  return score.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

export const MEASURES = {
  launched: counted('launched', ({ figures }) => figures.launched),
  answered: counted('answered', ({ figures }) => figures.answered),
  abandoned: counted('abandoned', ({ figures }) => figures.abandoned),
  ticketed: counted('ticketed', ({ figures }) => figures.ticketed),
  waiting: counted('waiting', ({ figures }) => figures.waiting),
  transfers: counted('transfers', ({ figures }) => figures.transfers),
  serviceLevel: shared('serviceLevel', ({ figures }) => figures.serviceLevel, 'more'),
  abandonment: shared('abandonment', ({ figures }) => figures.abandonment, 'less'),
  deflection: shared('deflection', ({ figures }) => figures.deflection),
  occupancy: shared('occupancy', ({ work }) => work?.occupancy),
  answer: timed('answer', ({ figures }) => figures.answer.meanMs),
  answerP50: timed('answerP50', ({ figures }) => figures.answer.p50Ms),
  answerP80: timed('answerP80', ({ figures }) => figures.answer.p80Ms),
  answerP90: timed('answerP90', ({ figures }) => figures.answer.p90Ms),
  answerP95: timed('answerP95', ({ figures }) => figures.answer.p95Ms),
  firstReply: timed('firstReply', ({ figures }) => figures.firstReply.meanMs),
  handle: timed('handle', ({ figures }) => figures.handle.meanMs),
  rating: {
    name: 'rating',
    of: ({ figures }) => figures.rating,
    show: decimal,
    kind: 'score',
    better: 'more',
  },
  handled: counted('handled', ({ agent }) => agent?.handled),
  passedOn: counted('transfers', ({ agent }) => agent?.passedOn),
  declined: counted('declined', ({ agent }) => agent?.declined),
  missed: counted('missed', ({ agent }) => agent?.missed),
} satisfies Record<string, Measure>;

/** Those of the headlines, in their order. */
export const HEADLINES: readonly Measure[] = [
  MEASURES.launched,
  MEASURES.serviceLevel,
  MEASURES.answer,
  MEASURES.firstReply,
  MEASURES.handle,
  MEASURES.abandonment,
  MEASURES.deflection,
  MEASURES.occupancy,
  MEASURES.transfers,
  MEASURES.rating,
];

const CHATS: readonly Measure[] = [
  MEASURES.launched,
  MEASURES.answered,
  MEASURES.abandoned,
  MEASURES.ticketed,
  MEASURES.waiting,
  MEASURES.serviceLevel,
  MEASURES.answer,
  MEASURES.answerP50,
  MEASURES.answerP80,
  MEASURES.answerP90,
  MEASURES.answerP95,
  MEASURES.firstReply,
  MEASURES.handle,
  MEASURES.abandonment,
  MEASURES.deflection,
  MEASURES.transfers,
  MEASURES.rating,
];

const AGENT: readonly Measure[] = [
  MEASURES.handled,
  MEASURES.answered,
  MEASURES.serviceLevel,
  MEASURES.answer,
  MEASURES.firstReply,
  MEASURES.handle,
  MEASURES.occupancy,
  MEASURES.passedOn,
  MEASURES.declined,
  MEASURES.missed,
  MEASURES.rating,
];

/** The columns of the table. */
export function columnsBy(by: Grouping): readonly Measure[] {
  if (by === 'agent') return AGENT;
  return by === 'queue' || by === 'tier' ? CHATS : [...CHATS, MEASURES.occupancy];
}

/** A change from the period before, in words' parts: by how much, which way, and whether that is good. */
export interface Change {
  readonly by: string;
  readonly direction: 'up' | 'down' | 'same';
  readonly verdict: 'good' | 'bad' | 'neither';
}

/** Undefined where one of the two is not known. Shares change by points, everything else by its part. */
export function changeOf(
  measure: Measure,
  now: number | undefined,
  before: number | undefined,
): Change | undefined {
  if (now === undefined || before === undefined) return undefined;
  if (measure.kind !== 'share' && before === 0) {
    return now === 0 ? { by: '', direction: 'same', verdict: 'neither' } : undefined;
  }
  const by =
    measure.kind === 'share'
      ? words.points(Math.round(Math.abs(now - before) * 100))
      : measure.kind === 'score'
        ? decimal(Math.abs(now - before))
        : percentOf(Math.abs(now - before) / before);
  const size =
    measure.kind === 'share'
      ? Math.round((now - before) * 100)
      : measure.kind === 'score'
        ? Math.round((now - before) * 10)
        : Math.round(((now - before) / before) * 100);
  if (size === 0) return { by, direction: 'same', verdict: 'neither' };
  const direction = size > 0 ? 'up' : 'down';
  const improves = measure.better && (measure.better === 'more') === size > 0;
  return { by, direction, verdict: improves === undefined ? 'neither' : improves ? 'good' : 'bad' };
}

/** A change may be by more than the whole. */
function percentOf(share: number): string {
  return `${Math.round(share * 100).toLocaleString()} %`;
}

/** Rows in the order of a column; those where it is not known come last, whichever way. */
export function sorted(
  rows: readonly Row[],
  of: (row: Row) => number | undefined,
  descending: boolean,
): Row[] {
  return rows
    .map((row, place) => ({ row, place, value: of(row) }))
    .sort((one, other) => {
      if (one.value === undefined || other.value === undefined) {
        return Number(one.value === undefined) - Number(other.value === undefined);
      }
      const order = one.value - other.value;
      return (descending ? -order : order) || one.place - other.place;
    })
    .map(({ row }) => row);
}
