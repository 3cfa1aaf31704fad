import { describe, expect, it } from 'vitest';
import { ADA, assignedTo, conversation, DANA, noted, ticket, wrote } from '../testing.ts';
import { inFolder, orderChats, orderTickets, unread, waitingSince } from './chat-list.ts';

describe('unread', () => {
  const happened = [assignedTo(DANA), wrote(ADA, 'a'), wrote(DANA, 'b'), wrote(ADA, 'c')];

  it("counts the customer's messages behind the agent's read mark", () => {
    expect(unread(conversation({ happened }))).toBe(2);
    expect(unread(conversation({ happened, agentMarks: { delivered: 4, read: 2 } }))).toBe(1);
    expect(unread(conversation({ happened, agentMarks: { delivered: 4, read: 4 } }))).toBe(0);
  });
});

describe('waitingSince', () => {
  it('counts from the assignment until somebody has written to the customer', () => {
    const view = conversation({ assignedAtMs: 500, happened: [assignedTo(DANA), wrote(ADA, 'a')] });
    expect(waitingSince(view)).toBe(500);
  });

  it('counts from the first message after the last answer, however many follow', () => {
    const happened = [assignedTo(DANA), wrote(DANA, 'b'), wrote(ADA, 'c'), wrote(ADA, 'd')];
    expect(waitingSince(conversation({ happened }))).toBe(3000);
  });

  it('takes no note for an answer', () => {
    const happened = [assignedTo(DANA), wrote(DANA, 'b'), wrote(ADA, 'c'), noted(DANA, 'd')];
    expect(waitingSince(conversation({ happened }))).toBe(3000);
  });

  it("ends with the answer: then it is the customer's turn", () => {
    const happened = [assignedTo(DANA), wrote(ADA, 'a'), wrote(DANA, 'b')];
    expect(waitingSince(conversation({ happened }))).toBeUndefined();
    const read = [...happened, [ADA, { type: 'marked', mark: 'read', upTo: 3 }] as const];
    expect(waitingSince(conversation({ happened: read }))).toBeUndefined();
  });

  it('begins anew with the next agent, who has not answered yet', () => {
    const happened = [assignedTo(DANA), wrote(DANA, 'b'), assignedTo({ ...DANA, id: 'eva' })];
    expect(waitingSince(conversation({ happened, assignedAtMs: 3000 }))).toBe(3000);
  });

  it('means nothing once the chat has ended', () => {
    const happened = [assignedTo(DANA), wrote(ADA, 'a')];
    expect(waitingSince(conversation({ happened, stage: 'wrap_up' }))).toBeUndefined();
  });
});

it('chats that wait come first, the longest wait on top; the others by what happened last', () => {
  const waits = (id: number, sinceMs: number) =>
    conversation({ id, assignedAtMs: sinceMs, happened: [wrote(ADA, 'a')] });
  const answered = (id: number, atMs: number) =>
    conversation({ id, happened: [wrote(DANA, 'b', atMs)] });
  const views = [answered(1, 10), waits(2, 900), answered(3, 20), waits(4, 100)];
  expect(orderChats(views).map((view) => view.id)).toEqual([4, 2, 3, 1]);
});

describe('tickets', () => {
  it('lie in the folder of whom they wait for', () => {
    const mine = ticket({ state: 'assigned', agent: DANA });
    expect(inFolder(mine, 'mine', 'dana')).toBe(true);
    expect(inFolder(mine, 'mine', 'eva')).toBe(false);
    expect(inFolder(ticket({ state: 'open' }), 'open', 'dana')).toBe(true);
    expect(inFolder(ticket({ state: 'answered', agent: DANA }), 'answered', 'eva')).toBe(true);
    expect(inFolder(ticket({ state: 'answered', agent: DANA }), 'mine', 'dana')).toBe(false);
    expect(inFolder(ticket({ state: 'resolved', agent: DANA }), 'mine', 'dana')).toBe(false);
  });

  it('are ordered by tier, and within a tier by how long they wait', () => {
    const list = [
      ticket({ id: 1, tierRank: 1, changedAtMs: 10 }),
      ticket({ id: 2, tierRank: 3, changedAtMs: 30 }),
      ticket({ id: 3, tierRank: 1, changedAtMs: 5 }),
      ticket({ id: 4, tierRank: 3, changedAtMs: 20 }),
    ];
    expect(orderTickets(list).map((each) => each.id)).toEqual([4, 2, 3, 1]);
  });
});
