import { describe, expect, it } from 'vitest';
import { conversation } from '../testing.ts';
import { type CannedReply, fill, insertReply, matchReplies, slashQuery } from './canned.ts';

describe('slashQuery', () => {
  it('is what follows a slash at the begin of a word, up to the caret', () => {
    expect(slashQuery('/', 1)).toEqual({ at: 0, query: '' });
    expect(slashQuery('Hello /ca', 9)).toEqual({ at: 6, query: 'ca' });
    expect(slashQuery('one\n/ca', 7)).toEqual({ at: 4, query: 'ca' });
    expect(slashQuery('/cache and more', 3)).toEqual({ at: 0, query: 'ca' });
  });

  it('leaves addresses, paths and fractions alone', () => {
    expect(slashQuery('https://x.example/ca', 20)).toBeUndefined();
    expect(slashQuery('see /var/log', 12)).toBeUndefined();
    expect(slashQuery('1/2', 3)).toBeUndefined();
    expect(slashQuery('/cache ', 7)).toBeUndefined();
  });
});

describe('matchReplies', () => {
  const reply = (shortcut: string, title: string, text = ''): CannedReply => ({
    shortcut,
    title,
    text,
  });
  const cache = reply('cache', 'Clear the cache');
  const dns = reply('dns', 'DNS change');
  const logs = reply('logs', 'Ask for the log', 'of the cache server');
  const all = [logs, dns, cache];

  it('puts a shortcut that begins so before a title, and a title before the text', () => {
    expect(matchReplies(all, 'c')).toEqual([cache, dns, logs]);
    expect(matchReplies(all, 'CACHE')).toEqual([cache, logs]);
  });

  it('lists everything by shortcut while nothing is asked for, and nothing that does not fit', () => {
    expect(matchReplies(all, '')).toEqual([cache, dns, logs]);
    expect(matchReplies(all, 'refund')).toEqual([]);
  });
});

describe('fill', () => {
  it('puts in what is known', () => {
    const view = conversation({ customer: { name: 'Ada Byron', site: 'shop' } });
    const text =
      'Hello {customer.name}, {agent.name} here. {customer.site} is up, {customer.name}.';
    expect(fill(text, view, 'Dana')).toEqual({
      text: 'Hello Ada Byron, Dana here. shop is up, Ada Byron.',
      holes: [],
    });
  });

  it('leaves a hole that can be seen where nothing is known', () => {
    const view = conversation({ customer: { name: 'Ada Byron' } });
    expect(fill('About {customer.site} and {no.such}', view, 'Dana')).toEqual({
      text: 'About {customer.site} and {no.such}',
      holes: ['{customer.site}', '{no.such}'],
    });
  });
});

it('a reply takes the place of the slash query and the caret stands behind it', () => {
  const draft = 'Hi. /ca and so on';
  expect(insertReply(draft, 7, 4, 'Cleared.')).toEqual({
    draft: 'Hi. Cleared. and so on',
    caret: 12,
  });
});
