// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, isEmpty, toDraft, toIntake } from './intake.ts';

const intake = (part: Partial<typeof EMPTY_DRAFT>) => toIntake({ ...EMPTY_DRAFT, ...part });

describe('intake', () => {
  it('may be empty', () => {
    expect(isEmpty(intake({}))).toBe(true);
    expect(isEmpty(intake({ topic: '  ' }))).toBe(true);
  });

  it('gives links the scheme they need', () => {
    const { links } = intake({
      links: 'https://a.example/1.png\nb.example/2.png http://c.example',
    });
    expect(links).toEqual([
      'https://a.example/1.png',
      'https://b.example/2.png',
      'http://c.example',
    ]);
  });

  it('loses nothing that is no link', () => {
    const { links, steps } = intake({ steps: '1. deploy', links: 'see attachment ftp://x' });
    expect(links).toEqual([]);
    expect(steps).toBe('1. deploy\nsee attachment ftp://x');
  });

  it('moves what is too much to the steps', () => {
    const many = Array.from({ length: 12 }, (_, index) => `https://a.example/${index}`);
    const { links, steps } = intake({ links: many.join('\n') });
    expect(links).toHaveLength(10);
    expect(steps).toBe('https://a.example/10 https://a.example/11');
  });

  it('names the Multidev', () => {
    expect(intake({ environment: 'Multidev', multidev: 'search' }).environment).toBe(
      'Multidev search',
    );
    expect(intake({ environment: 'Multidev' }).environment).toBe('Multidev');
    expect(intake({ environment: 'Live', multidev: 'search' }).environment).toBe('Live');
  });

  it('comes back into the form as it was', () => {
    const draft = {
      ...EMPTY_DRAFT,
      topic: '503',
      environment: 'Multidev',
      multidev: 'search',
      links: 'https://a.example/1\nhttps://a.example/2',
    };
    expect(toDraft(toIntake(draft))).toEqual(draft);
  });

  it('stays within the limits of the wire', () => {
    expect(intake({ topic: 'x'.repeat(500) }).topic).toHaveLength(200);
    expect(intake({ steps: 'x'.repeat(4000), links: 'no-link' }).steps).toHaveLength(4000);
  });
});
