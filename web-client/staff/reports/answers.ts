/** What `GET /api/v1/reports` answers; what nothing counts for is absent. Times in milliseconds, shares from 0 to 1. */
export interface ReportAnswer {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the desk, in which its days and hours are. */
  readonly zone: string;
  readonly by?: Grouping;
  /** Entries of the journal that are not in it yet. */
  readonly behind: number;
  readonly upToMs: number;
  /** The share below which supervisors are called, where there is such an alert. */
  readonly serviceLevelAlert?: number;
  readonly total: Row;
  readonly rows: readonly Row[];
  readonly rowsLeftOut: number;
  readonly choices: Choices;
}

export type Grouping = 'day' | 'hour' | 'hour_of_day' | 'queue' | 'tier' | 'agent';

export interface Row {
  /** The queue, tier, agent or hour of the day. */
  readonly key?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly figures: Figures;
  readonly work?: Work;
  readonly agent?: AgentWork;
}

export interface Figures {
  readonly launched: number;
  readonly answered: number;
  readonly answeredInTarget: number;
  readonly abandoned: number;
  readonly abandonedInTarget: number;
  readonly abandonedSoon: number;
  readonly ticketed: number;
  readonly waiting: number;
  readonly transfers: number;
  readonly serviceLevel?: number;
  readonly abandonment?: number;
  readonly deflection?: number;
  readonly answer: Times;
  readonly firstReply: Times;
  readonly handle: Times;
  readonly ratings: number;
  readonly rating?: number;
}

export interface Times {
  readonly count: number;
  readonly meanMs?: number;
  readonly p50Ms?: number;
  readonly p80Ms?: number;
  readonly p90Ms?: number;
  readonly p95Ms?: number;
}

export interface Work {
  readonly handlingMs: number;
  readonly availableMs: number;
  readonly occupancy?: number;
  readonly statusMs: Partial<Record<Status, number>>;
}

export interface AgentWork {
  readonly name: string;
  readonly handled: number;
  readonly passedOn: number;
  readonly declined: number;
  readonly missed: number;
}

export interface Choices {
  readonly queues: readonly string[];
  readonly tiers: readonly string[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

export type Status = 'available' | 'wrap_up' | 'draining' | 'away' | 'lost' | 'offline';

/** What an agent was, as `GET /api/v1/reports/agents/{id}/states` answers. */
export interface HistoryAnswer {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
  readonly agent: string;
  readonly name: string;
  readonly upToMs: number;
  readonly states: readonly State[];
  readonly cutOff: boolean;
  readonly work: Work;
}

export interface State {
  readonly state: Status;
  readonly handling: boolean;
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
  readonly reason?: Reason;
}

export type Reason = 'chosen' | 'missed_offers' | 'lost' | 'drained' | 'disabled';
