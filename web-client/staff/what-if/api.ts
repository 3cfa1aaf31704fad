import type { Problem } from '../../wire/messages.ts';
import { type Answer, call } from '../desk/api.ts';

/** What is asked of a simulation. What is absent stays as it was. */
export interface Question {
  readonly from: number;
  readonly to: number;
  readonly customers: 'as_recorded' | 'at_random';
  readonly changes: {
    readonly agents?: number;
    readonly capacity?: number;
    readonly demandPercent?: number;
    readonly deflectionPercent?: number;
    readonly headStartMinutes?: Readonly<Record<string, number>>;
    readonly teach?: { readonly agents: readonly string[]; readonly skills: readonly string[] };
  };
  readonly target?: { readonly percent: number; readonly tier?: string };
}

export type State = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Status {
  readonly id: string;
  readonly state: State;
  /** From 0 to 1. */
  readonly progress: number;
  /** How many come before it, while it waits. */
  readonly ahead?: number;
  readonly problem?: Problem;
  readonly result?: Findings;
}

export interface Findings {
  readonly from: number;
  readonly to: number;
  readonly replications: number;
  readonly recorded: Past;
  readonly changes: readonly Turned[];
  readonly rows: readonly Row[];
  readonly cheapest?: Cheapest;
}

/** How the period was. */
export interface Past {
  readonly agents: number;
  readonly chats: number;
  readonly serviceLevel?: number;
  readonly tiers: readonly {
    readonly tier: string;
    readonly chats: number;
    readonly serviceLevel?: number;
  }[];
}

export type Metric =
  | 'service_level'
  | 'mean_wait'
  | 'p50_wait'
  | 'p90_wait'
  | 'max_wait'
  | 'abandonment'
  | 'deflection'
  | 'occupancy'
  | 'slots_taken'
  | 'arrivals'
  | 'answered';

/** A mean with its 95 % interval. */
export interface Interval {
  readonly mean: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Difference extends Interval {
  readonly significant: boolean;
}

export interface Row {
  /** Absent for all chats. */
  readonly tier?: string;
  readonly metric: Metric;
  readonly unit: 'share' | 'milliseconds' | 'count';
  readonly baseline?: Interval;
  readonly change?: Interval;
  readonly difference?: Difference;
}

/** One thing that was different; which parts are there depends on the type. */
export interface Turned {
  readonly type:
    | 'agents_added'
    | 'agents_removed'
    | 'capacity'
    | 'teach'
    | 'head_start'
    | 'deflection'
    | 'demand';
  readonly count?: number;
  readonly name?: string;
  readonly agents?: readonly string[];
  readonly capacity?: number;
  readonly skills?: readonly string[];
  readonly tier?: string;
  readonly minutes?: number;
  readonly percent?: number;
}

export interface Tried {
  readonly changes: readonly Turned[];
  readonly cost: number;
  readonly serviceLevel?: Interval;
  readonly reaches: boolean;
}

export interface Cheapest {
  readonly tier?: string;
  readonly percent: number;
  readonly found?: Tried;
  readonly tried: readonly Tried[];
}

export function ask(question: Question): Promise<Answer<Status>> {
  return call('POST', 'simulations', question);
}

export function look(id: string): Promise<Answer<Status>> {
  return call('GET', `simulations/${id}`);
}

export function cancel(id: string): Promise<Answer<Status>> {
  return call('DELETE', `simulations/${id}`);
}
