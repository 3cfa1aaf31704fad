import type { AgentState, AgentView, BoardView } from '../../wire/messages.ts';

/** How a wait stands against the tier's target. */
export type Verdict = 'clear' | 'good' | 'near' | 'late';

/** From this share of the target on a wait is close to it. */
const NEAR = 0.7;

export function verdictOf(waitMs: number, targetSeconds: number): Verdict {
  const share = waitMs / (targetSeconds * 1000);
  if (share >= 1) return 'late';
  return share >= NEAR ? 'near' : 'good';
}

/** The longest wait of a tier now: the board is sent when something changes, and waiting goes on meanwhile. */
export function longestNow(longestWaitMs: number, boardAtMs: number, nowMs: number): number {
  return longestWaitMs === 0 ? 0 : longestWaitMs + Math.max(0, nowMs - boardAtMs);
}

/** The tier's verdict goes by the one who waits longest in it. */
export function tierVerdict(tier: BoardView.TierDepth, boardAtMs: number, nowMs: number): Verdict {
  if (tier.depth === 0) return 'clear';
  return verdictOf(longestNow(tier.longestWaitMs, boardAtMs, nowMs), tier.targetSeconds);
}

const ORDER: readonly AgentState[] = ['available', 'wrap_up', 'draining', 'away', 'offline'];

export type AgentOrder = 'state' | 'longest' | 'load' | 'occupancy' | 'name';

/** Whoever is not heard is treated as away, whatever they chose. */
export function shownState({ state, unheard, graceUntilMs }: AgentView): AgentState {
  return state !== 'offline' && (unheard || graceUntilMs !== undefined) ? 'away' : state;
}

/** Those who do not respond first, then by state as listed above, and within a state the longest in it first. */
function byState(a: AgentView, b: AgentView): number {
  const rank = (agent: AgentView) => {
    if (agent.graceUntilMs !== undefined || agent.unheard) return -1;
    return ORDER.indexOf(agent.state);
  };
  return rank(a) - rank(b) || byTime(a, b) || byName(a, b);
}

function byTime(a: AgentView, b: AgentView): number {
  return a.stateSinceMs - b.stateSinceMs;
}

function byName(a: AgentView, b: AgentView): number {
  return NAMES.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

/** Made once: comparing hundreds of names each second by `localeCompare` is slow. */
const NAMES = new Intl.Collator();

const ORDERS: Record<AgentOrder, (a: AgentView, b: AgentView) => number> = {
  state: byState,
  longest: (a, b) => byTime(a, b) || byName(a, b),
  load: (a, b) => b.load / b.capacity - a.load / a.capacity || byState(a, b),
  occupancy: (a, b) => (b.occupancy ?? -1) - (a.occupancy ?? -1) || byState(a, b),
  name: byName,
};

export function orderAgents(
  agents: readonly AgentView[],
  order: AgentOrder = 'state',
): AgentView[] {
  return [...agents].sort(ORDERS[order]);
}

export function countStates(agents: readonly AgentView[]): Record<AgentState, number> {
  const counts = { available: 0, draining: 0, away: 0, wrap_up: 0, offline: 0 };
  for (const agent of agents) counts[shownState(agent)]++;
  return counts;
}
