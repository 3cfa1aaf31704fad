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

const ORDER: readonly AgentState[] = ['available', 'wrap_up', 'away', 'offline'];

/** Those whose connection is lost first, then by state as listed above, and within a state the longest in it first. */
export function orderAgents(agents: readonly AgentView[]): AgentView[] {
  const rank = (agent: AgentView) => {
    if (agent.graceUntilMs !== undefined) return -1;
    return ORDER.indexOf(agent.state);
  };
  return [...agents].sort(
    (a, b) => rank(a) - rank(b) || a.stateSinceMs - b.stateSinceMs || a.name.localeCompare(b.name),
  );
}

export function countStates(agents: readonly AgentView[]): Record<AgentState, number> {
  const counts = { available: 0, away: 0, wrap_up: 0, offline: 0 };
  for (const agent of agents) counts[agent.state]++;
  return counts;
}
