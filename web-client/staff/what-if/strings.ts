import { percent, stopwatch } from '../look/format.ts';
import type { Interval, Metric, Row, State, Tried, Turned } from './api.ts';
import type { Verdict } from './findings.ts';
import { type CustomFault, DAYS_MAX, type Preset } from './period.ts';

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString()} ${Math.abs(n) === 1 ? one : many}`;
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat(undefined, { style: 'long', type: 'conjunction' }).format(words);
}

function who(agents: readonly string[] | undefined): string {
  return agents === undefined
    ? 'every agent'
    : agents.length > 3
      ? count(agents.length, 'agent', 'agents')
      : list(agents);
}

function signed(n: number): string {
  return n < 0 ? `−${-n}` : `+${n}`;
}

/** One thing that was different, as the beginning of a sentence or a part of a list. */
function turned(change: Turned): string {
  const { agents, capacity, minutes, skills = [], tier } = change;
  const by = change.count ?? 0;
  const per = Math.round(change.percent ?? 0);
  switch (change.type) {
    case 'agents_added':
      return `${count(by, 'more agent', 'more agents')} (${[
        change.name,
        count(capacity ?? 0, 'chat at once', 'chats at once'),
        ...skills,
      ].join(', ')})`;
    case 'agents_removed':
      return `Without ${list(agents ?? [])}`;
    case 'capacity':
      return capacity === undefined
        ? `${signed(by)} ${Math.abs(by) === 1 ? 'chat' : 'chats'} at once for ${who(agents)}`
        : `${count(capacity, 'chat', 'chats')} at once for ${who(agents)}`;
    case 'teach':
      return `${list(skills)} taught to ${who(agents)}`;
    case 'head_start':
      return `${tier} starts ${Math.round(minutes ?? 0)} min ahead`;
    case 'deflection':
      return `${per} % take a suggested ticket`;
    case 'demand':
      return `${per >= 100 ? `${per - 100} % more` : `${100 - per} % fewer`} chats${tier ? ` of ${tier}` : ''}`;
  }
}

/** The same, of several, with agents who are added counted together. */
function short(all: readonly Turned[]): string {
  const added = all.filter((change) => change.type === 'agents_added');
  const sum = added.reduce((n, change) => n + (change.count ?? 0), 0);
  const others = all.filter((change) => change.type !== 'agents_added').map(turned);
  const agents = sum > 0 ? [count(sum, 'more agent', 'more agents')] : [];
  return [...agents, ...others].join(' + ');
}

function changes(all: readonly Turned[]): string {
  return all.length === 0 ? 'No change' : all.map(turned).join(' + ');
}

/** Half of an interval in points of per cent: `± 3`. */
function points(interval: Interval | undefined): string {
  return interval?.high === undefined
    ? ''
    : `± ${((interval.high - interval.mean) * 100).toFixed(interval.high - interval.mean < 0.01 ? 1 : 0)}`;
}

function value(mean: number, unit: Row['unit']): string {
  switch (unit) {
    case 'share':
      return percent(mean);
    case 'milliseconds':
      return stopwatch(mean);
    case 'count':
      return mean.toLocaleString(undefined, { maximumFractionDigits: 0 });
  }
}

function half(interval: Interval, unit: Row['unit']): string {
  if (interval.high === undefined) return '';
  const width = interval.high - interval.mean;
  switch (unit) {
    case 'share':
      return `± ${(width * 100).toFixed(1)}`;
    case 'milliseconds':
      return `± ${width < 60_000 ? `${(width / 1000).toFixed(width < 10_000 ? 1 : 0)} s` : stopwatch(width)}`;
    case 'count':
      return `± ${width.toFixed(1)}`;
  }
}

function difference(mean: number, unit: Row['unit']): string {
  const size = absolute(Math.abs(mean), unit);
  const isNone = Number.parseFloat(size) === 0 && !size.includes(':');
  return isNone ? size : `${mean < 0 ? '−' : '+'}${size}`;
}

function absolute(size: number, unit: Row['unit']): string {
  switch (unit) {
    case 'share':
      return `${(size * 100).toFixed(1)} points`;
    case 'milliseconds':
      return size < 60_000 ? `${Math.round(size / 1000)} s` : stopwatch(size);
    case 'count':
      return size.toFixed(1);
  }
}

/** The words of the what-if page. */
export const words = {
  help: 'Plays a recorded period again on the same routing: as it was, and as you change it here. Nothing that you try here touches the desk.',
  form: 'What would be different',
  period: 'Recorded period',
  presets: {
    hour: 'Last hour',
    hours: 'Last 4 hours',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Last 7 days',
    custom: 'Custom',
  } satisfies Record<Preset, string>,
  from: 'From',
  to: 'To',
  customFaults: {
    missing: 'Give both times.',
    order: 'The period must end after it begins.',
    future: 'The period must begin in the past.',
    long: `The period may be ${DAYS_MAX} days at most.`,
  } satisfies Record<CustomFault, string>,

  asItWas: 'as it was',
  agents: 'Agents',
  agentsHelp: 'Each works as one of those who were there did.',
  capacity: 'Chats at once, each agent',
  demand: 'Chats that come',
  deflection: 'Take a suggested ticket',
  deflectionHelp: 'Of customers to whom one is suggested while they wait.',
  headStarts: 'Head starts',
  headStartOf: (tier: string) => `${tier}, minutes`,
  asNow: 'as now',
  skills: 'Skills taught',
  lesson: 'Skills',
  lessonPlaceholder: 'dns:3, php',
  lessonHelp: 'Separated by commas; a level from 1 to 5 after a colon.',
  learners: 'Who learns them',
  everybody: 'Every agent',
  some: (n: number) => count(n, 'agent', 'agents'),
  atRandom: 'Customers come at random',
  atRandomHelp:
    'As many in each quarter of an hour, but not the very same times: wider intervals, less of this one day.',
  more: (what: string) => `More: ${what}`,
  fewer: (what: string) => `Fewer: ${what}`,
  reset: 'Reset',

  run: 'Run',
  runNothing: 'Play as it was',
  search: 'Find the cheapest change',
  target: 'Answered in time, %',
  targetTier: 'Of which chats',
  allChats: 'All chats',
  targetInvalid: 'A whole number from 1 to 100.',

  states: {
    waiting: 'Waiting',
    running: 'Simulating',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } satisfies Record<State, string>,
  ahead: (n: number) => `${count(n, 'simulation', 'simulations')} before this one`,
  reading: 'Reading the journal',
  progress: 'Progress',
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing was changed.',

  emptyTitle: 'Ask a question about your desk',
  empty: [
    '“What if two more agents had been there this morning?”',
    '“What if a fifth more customers came?”',
    '“What is the cheapest way to answer 90 % in time?”',
  ],
  emptyHelp:
    'Customers, handle times and patience are those of the period that you choose; each answer is played 30 times and comes with its 95\u00a0% interval.',

  periodRefused: 'This period cannot be simulated',
  periodRefusedHelp: 'Choose a longer or busier one.',
  refused: 'That cannot be simulated',
  failed: 'The simulation failed',
  again: 'Try again',
  /** What a field of a question is called on this page. */
  fieldNames: {
    from: 'Recorded period',
    to: 'Recorded period',
    'changes.agents': 'Agents',
    'changes.capacity': 'Chats at once, each agent',
    'changes.demandPercent': 'Chats that come',
    'changes.deflectionPercent': 'Take a suggested ticket',
    'changes.headStartMinutes': 'Head starts',
    'changes.teach.skills': 'Skills taught',
    'changes.teach.agents': 'Who learns them',
    'target.percent': 'Answered in time, %',
    'target.tier': 'Of which chats',
  } as Readonly<Record<string, string>>,
  ofField: (name: string, problem: string) => `${name}: ${problem}`,

  turned,
  changes,
  detail: (all: readonly Turned[]) => `Changed: ${all.map(turned).join('; ')}.`,
  points,
  value,
  half,
  difference,

  headline: (all: readonly Turned[], level: Row) => {
    const { baseline, change } = level;
    const from = baseline ? percent(baseline.mean) : '–';
    const to = change ? percent(change.mean) : '–';
    return `${short(all)}: ${level.tier ?? 'all chats'} answered in time ${from} → ${to} (${points(level.difference)})`;
  },
  nobodyWorse: 'nobody else is worse',
  worse: (rows: readonly Row[]) =>
    `${list(rows.map((row) => `${row.tier} (${row.baseline ? percent(row.baseline.mean) : '–'} → ${row.change ? percent(row.change.mean) : '–'})`))} ${rows.length === 1 ? 'is' : 'are'} worse`,
  unclear: (all: readonly Turned[]) =>
    `${short(all)}: no clear difference in who is answered in time`,
  unchanged: (level: Row | undefined) =>
    level?.baseline
      ? `As it was: ${percent(level.baseline.mean)} of all chats answered in time (${points(level.baseline)})`
      : 'As it was: nobody was answered',
  trust: (chats: number, agents: number, recorded: string, simulated: string) =>
    `${count(chats, 'chat', 'chats')} came and ${count(agents, 'agent', 'agents')} took chats. Really answered in time: ${recorded}. The same period simulated: ${simulated}.`,
  replications: (n: number) =>
    `Each played ${n.toLocaleString()} times; ± is half of a 95\u00a0% interval.`,

  chart: 'Answered in time, by tier',
  chartSummary: (rows: readonly Row[]) =>
    rows
      .map(
        (row) =>
          `${row.tier ?? 'All chats'}: ${row.baseline ? percent(row.baseline.mean) : '–'} as it was, ${row.change ? percent(row.change.mean) : '–'} changed`,
      )
      .join('; '),
  baseline: 'As it was',
  changed: 'Changed',
  differenceTitle: 'Difference',
  verdictTitle: 'Clear?',
  tier: 'Tier',
  figures: 'Figures',
  metrics: {
    service_level: 'Answered in time',
    mean_wait: 'Mean wait',
    p90_wait: '9 in 10 wait less than',
    abandonment: 'Gave up',
    deflection: 'Took a ticket',
    occupancy: 'Agents busy',
  } satisfies Partial<Record<Metric, string>>,
  verdicts: {
    better: 'Better',
    worse: 'Worse',
    unclear: 'Not clear',
    same: 'The same',
  } satisfies Record<Verdict, string>,
  neutral: { more: 'More', less: 'Less' },
  none: '–',

  /** @param wished whether something was to be different anyway */
  cheapest: (goal: string, found: Tried, wished: boolean) =>
    found.changes.length === 0
      ? `${wished ? 'With what you changed' : 'Without any change'} ${goal}`
      : `The cheapest change by which ${goal}: ${changes(found.changes)}`,
  goal: (per: number, tier: string | undefined) =>
    `${Math.round(per)} % of ${tier ?? 'all chats'} are answered in time`,
  notFound: (goal: string) => `Nothing that was tried reaches this: ${goal}`,
  tried: (n: number) => `What was tried (${n})`,
  triedChange: 'Change',
  cost: 'Cost',
  costHelp:
    'Only beside each other: an agent 100, a skill 20, one more chat at once 10, five minutes of head start 1.',
  level: 'Answered in time',
  reaches: 'Enough?',
  enough: 'Enough',
  notEnough: 'Not enough',
};
