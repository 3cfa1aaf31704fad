import type { Grouping, Reason, Status } from './answers.ts';
import type { Preset } from './period.ts';

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

/** The words of the reports. */
export const words = {
  loading: 'Counting…',
  failed: 'The report could not be made',
  again: 'Try again',
  refresh: 'Count again',
  empty: 'No chats came in this period',
  emptyHelp: 'Choose a longer one, or take a filter away.',
  upTo: (time: string, zone: string) => `Up to ${time}, days and hours in ${zone}`,
  behind: (n: number, time: string) =>
    `${count(n, 'event is', 'events are')} not counted yet: this report ends at ${time}`,
  making: (n: number) =>
    `Reports are being made from the journal: ${count(n, 'event', 'events')} to go`,
  none: '–',

  period: 'Period',
  presets: {
    today: 'Today',
    yesterday: 'Yesterday',
    week: '7 days',
    month: '30 days',
    this_month: 'This month',
  } satisfies Record<Preset, string>,
  custom: 'Custom',
  first: 'From',
  last: 'To, that day included',
  show: 'Show',
  faults: {
    missing: 'Enter a day.',
    earlier: 'The last day comes before the first one. Choose a later one.',
    long: (days: number, most: number) =>
      `That is ${days} days; a report has at most ${most}${most < 100 ? ' by hour' : ''}. Choose fewer.`,
  },

  by: 'By',
  groupings: {
    day: 'Day',
    hour: 'Hour',
    hour_of_day: 'Hour of the day',
    queue: 'Queue',
    tier: 'Tier',
    agent: 'Agent',
  } satisfies Record<Grouping, string>,
  queue: 'Queue',
  tier: 'Tier',
  agent: 'Answered by',
  allQueues: 'All queues',
  allTiers: 'All tiers',
  allAgents: 'Anybody',
  noQueue: 'Without a queue',

  headlines: 'The period in numbers',
  before: 'in the period before',
  beforeSoFar: 'by this time in the period before',
  up: (by: string, from: string, when: string) => `up by ${by} from ${from} ${when}`,
  down: (by: string, from: string, when: string) => `down by ${by} from ${from} ${when}`,
  same: (from: string, when: string) => `as ${when}, ${from}`,
  points: (n: number) => `${n} pts`,
  define: (name: string) => `What “${name}” means`,
  p50p90: (p50: string, p90: string) => `half within ${p50}, 9 in 10 within ${p90}`,
  ratings: (n: number) => count(n, 'rating', 'ratings'),
  outOf5: (rating: string) => `${rating} / 5`,
  notDivided: 'not divided',

  names: {
    launched: 'Chats',
    answered: 'Answered',
    abandoned: 'Abandoned',
    ticketed: 'To tickets',
    waiting: 'Waiting',
    serviceLevel: 'Service level',
    answer: 'Speed of answer',
    answerP50: 'Wait P50',
    answerP80: 'Wait P80',
    answerP90: 'Wait P90',
    answerP95: 'Wait P95',
    firstReply: 'First reply',
    handle: 'Handle time',
    abandonment: 'Abandonment',
    deflection: 'Deflection',
    occupancy: 'Occupancy',
    rating: 'Rating',
    transfers: 'Passed on',
    handled: 'Handled',
    declined: 'Declined',
    missed: 'Missed',
  },

  definitions: {
    launched:
      'Chats that came in the period. Each counts when it came, whatever becomes of it later.',
    answered: 'Chats that an agent took, by now.',
    abandoned: 'Chats that ended without an answer or a ticket.',
    ticketed:
      'Chats that became a ticket without an answer, also those left outside hours or when too many waited.',
    waiting: 'Chats that wait for an answer now.',
    serviceLevel:
      'Answered within target ÷ (answered + abandoned − abandoned within target). Each plan has its own target. Chats that went to tickets do not count.',
    answer: 'Mean time from launch to the first answer, of the chats answered.',
    answerP50: 'Half of those answered waited at most this long.',
    answerP80: '8 in 10 of those answered waited at most this long.',
    answerP90: '9 in 10 of those answered waited at most this long.',
    answerP95: '19 in 20 of those answered waited at most this long.',
    firstReply:
      'Mean time from launch to the first message that staff wrote to the customer. Notes are none.',
    handle:
      'Mean time from assignment to the end of wrap-up. A chat that was passed on counts with all its agents’ time; by agent, each counts their own.',
    abandonment:
      'Abandoned ÷ (answered + to tickets + abandoned). Who left within 5 seconds is left out, above and below the line.',
    deflection: 'To tickets ÷ (answered + to tickets + abandoned).',
    occupancy:
      'Time with at least one chat ÷ (that + time available without one). It cannot be divided among queues and tiers.',
    rating: 'Mean of the customers’ scores, 1 to 5. By agent: of chats that were theirs last.',
    transfers: 'Times that chats went on by hand, to another agent or a queue.',
    handled: 'Chats that the agent took in the period, first or later.',
    declined: 'Offers that the agent declined in the period.',
    missed: 'Offers that the agent let expire in the period.',
  },

  charts: 'Charts',
  volumes: 'Chats by what became of them',
  volumesSummary: (chats: number, answered: number) =>
    `${count(chats, 'chat', 'chats')}, ${answered.toLocaleString()} answered; the table below has each number`,
  level: 'Service level',
  levelSummary: (level: string) =>
    `Service level ${level} over the period; the table below has each number`,
  levelAlert: (share: string) => `Alert below ${share}`,
  waits: 'Wait for an answer',
  waitsSummary: (mean: string) => `Mean wait ${mean}; the table below has each number`,
  mean: 'Mean',
  p50: 'P50',
  p90: 'P90',

  table: 'All numbers',
  total: 'Total',
  csv: 'Download CSV',
  leftOut: (n: number) => `${count(n, 'row is', 'rows are')} not shown. Choose a filter.`,
  sortBy: (name: string) => `Sort by ${name}`,
  time: 'Time',
  hourOfDay: 'Hour',
  statesOf: (name: string) => `What ${name} was, hour by hour`,

  states: (name: string) => `${name}, by state`,
  statesCsv: 'Download states',
  statesLast: (days: number) => `The last ${days} days of the period`,
  statesNone: 'Nothing is known of this agent in the period.',
  cutOff: 'There are more states than can be shown; choose a shorter period.',
  statesDay: (day: string, summary: string) => `${day}: ${summary}`,
  statesTable: 'Totals',
  state: 'State',
  duration: 'Time',
  share: 'Share',
  withChats: 'with chats',
  withoutChats: 'without chats',
  span: (state: string, from: string, to: string) => `${state}, ${from} to ${to}`,
  now: 'now',
  statuses: {
    available: 'Available',
    wrap_up: 'Wrap-up',
    draining: 'Finishing',
    away: 'Away',
    lost: 'Not responding',
    offline: 'Offline',
  } satisfies Record<Status, string>,
  reasons: {
    chosen: 'chosen',
    missed_offers: 'missed offers',
    lost: 'did not come back',
    drained: 'last chat over',
    disabled: 'account disabled',
  } satisfies Record<Reason, string>,
};
