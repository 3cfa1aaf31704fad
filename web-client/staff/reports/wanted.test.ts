import { expect, it } from 'vitest';
import { type Choice, fromAddress, periodOf, toAddress } from './wanted.ts';

it('finds in the address what was chosen', () => {
  const choices: Choice[] = [
    { period: 'today', by: 'hour', queue: '', tier: undefined, agent: undefined },
    { period: 'month', by: 'agent', queue: 'A & B', tier: 'Elite', agent: '3' },
    {
      period: { first: '2026-01-01', last: '2026-01-31' },
      by: 'tier',
      queue: undefined,
      tier: undefined,
      agent: undefined,
    },
  ];
  for (const choice of choices) expect(fromAddress(toAddress(choice))).toEqual(choice);
});

it('takes what it does not know as usual', () => {
  const usual = fromAddress('');
  expect(usual.period).toBe('week');
  expect(fromAddress('?period=century&by=moon&first=x&last=2026-01-01')).toEqual(usual);
  expect(fromAddress('?first=2026-02-01&last=2026-01-01').period).toBe('week');
});

it('reports the last chosen day whole', () => {
  const choice: Choice = { period: { first: '2026-01-30', last: '2026-01-31' }, by: 'day' };
  expect(periodOf(choice, '2026-05-05')).toEqual({ from: '2026-01-30', to: '2026-02-01' });
});
