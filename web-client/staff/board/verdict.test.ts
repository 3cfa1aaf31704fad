import { describe, expect, it } from 'vitest';
import type { AgentView } from '../../wire/messages.ts';
import { countStates, longestNow, orderAgents, tierVerdict, verdictOf } from './verdict.ts';

describe('a wait', () => {
  it('is on target, close to it from 70 % on, and late from the target on', () => {
    expect(verdictOf(0, 60)).toBe('good');
    expect(verdictOf(41_999, 60)).toBe('good');
    expect(verdictOf(42_000, 60)).toBe('near');
    expect(verdictOf(59_999, 60)).toBe('near');
    expect(verdictOf(60_000, 60)).toBe('late');
  });

  it('goes on while no newer board comes, but does not begin by itself', () => {
    expect(longestNow(30_000, 1_000, 6_000)).toBe(35_000);
    expect(longestNow(30_000, 6_000, 1_000)).toBe(30_000);
    expect(longestNow(0, 1_000, 6_000)).toBe(0);
  });

  it('that nobody has is no verdict', () => {
    const tier = {
      tier: 'Elite',
      tierRank: 30,
      targetSeconds: 60,
      depth: 0,
      longestWaitMs: 0,
      late: 0,
      breaches: 0,
    };
    expect(tierVerdict(tier, 0, 999_999)).toBe('clear');
    expect(tierVerdict({ ...tier, depth: 1, longestWaitMs: 50_000 }, 0, 15_000)).toBe('late');
  });
});

describe('agents', () => {
  const agent = (id: string, state: AgentView['state'], stateSinceMs = 0): AgentView => ({
    id,
    name: id,
    state,
    stateSinceMs,
    capacity: 3,
    load: 0,
    reserved: 0,
    conversations: [],
  });

  it('stand by state, lost connections on top, the longest in a state first', () => {
    const agents = [
      agent('off', 'offline'),
      agent('new', 'available', 20),
      agent('wrap', 'wrap_up'),
      agent('old', 'available', 10),
      { ...agent('lost', 'away', 1), graceUntilMs: 1 },
      { ...agent('asleep', 'available', 2), unheard: true },
    ];
    const order = ['lost', 'asleep', 'old', 'new', 'wrap', 'off'];
    expect(orderAgents(agents).map((each) => each.id)).toEqual(order);
    expect(countStates(agents)).toEqual({
      available: 2,
      draining: 0,
      wrap_up: 1,
      away: 2,
      offline: 1,
    });
  });
});
