import type { Grouping } from './answers.ts';
import { type Day, isDay, type Period, PRESETS, type Preset, plusDays, preset } from './period.ts';
import { words } from './strings.ts';

/** What somebody has chosen to see; it stands in the address, so that it can be passed on and survives a reload. */
export interface Choice {
  readonly period: Preset | { readonly first: Day; readonly last: Day };
  readonly by: Grouping;
  readonly queue?: string | undefined;
  readonly tier?: string | undefined;
  readonly agent?: string | undefined;
}

const USUAL: Choice = { period: 'week', by: 'day' };

export function periodOf({ period }: Choice, today: Day): Period {
  return typeof period === 'string'
    ? preset(period, today)
    : { from: period.first, to: plusDays(period.last, 1) };
}

export function toAddress({ period, by, queue, tier, agent }: Choice): string {
  const query = new URLSearchParams();
  if (typeof period === 'string') query.set('period', period);
  else {
    query.set('first', period.first);
    query.set('last', period.last);
  }
  query.set('by', by);
  for (const [name, value] of Object.entries({ queue, tier, agent })) {
    if (value !== undefined) query.set(name, value);
  }
  return `?${query}`;
}

/** What an address does not say, or says in vain, is as usual. */
export function fromAddress(search: string): Choice {
  const query = new URLSearchParams(search);
  const first = query.get('first') ?? '';
  const last = query.get('last') ?? '';
  const named = PRESETS.find((each) => each === query.get('period'));
  const by = (Object.keys(words.groupings) as Grouping[]).find((each) => each === query.get('by'));
  const value = (name: string) => query.get(name) ?? undefined;
  return {
    period:
      isDay(first) && isDay(last) && first <= last ? { first, last } : (named ?? USUAL.period),
    by: by ?? USUAL.by,
    queue: value('queue'),
    tier: value('tier'),
    agent: value('agent'),
  };
}
