// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';

/** Writes a tree the way a reader would check it. */
function show(blocks: readonly Block[]): string {
  const inline = (part: Inline): string => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'code':
        return `<code ${part.text}>`;
      case 'link':
        return `<link ${part.href} ${part.parts.map(inline).join('')}>`;
      default:
        return `<${part.kind} ${part.parts.map(inline).join('')}>`;
    }
  };
  const line = (parts: readonly Inline[]) => parts.map(inline).join('');
  return blocks
    .map((block) => {
      if (block.kind === 'code') return `code[${block.text}]`;
      if (block.kind === 'paragraph') return `p[${block.lines.map(line).join('|')}]`;
      return `${block.start ?? '-'}[${block.items.map(line).join('|')}]`;
    })
    .join(' ');
}

describe('markdown of a chat', () => {
  it.each([
    ['plain', 'p[plain]'],
    ['two\nlines', 'p[two|lines]'],
    ['two\n\nparagraphs', 'p[two] p[paragraphs]'],
    [
      '**bold** and *leaning* and _leaning_',
      'p[<bold bold> and <italics leaning> and <italics leaning>]',
    ],
    ['**bold with `code` inside**', 'p[<bold bold with <code code> inside>]'],
    ['2 * 3 * 4 and snake_case_name', 'p[2 * 3 * 4 and snake_case_name]'],
    ['`**not bold**`', 'p[<code **not bold**>]'],
    ['- one\n- **two**', '-[one|<bold two>]'],
    ['steps:\n3. three\n4. four', 'p[steps:] 3[three|four]'],
    ['```\na < b\n\n*c*\n```\nafter', 'code[a < b\n\n*c*] p[after]'],
    ['```js\nopen', 'p[```js|open]'],
    [
      'see https://example.org/a?b=1.',
      'p[see <link https://example.org/a?b=1 https://example.org/a?b=1>.]',
    ],
    ['(https://example.org/x)', 'p[(<link https://example.org/x https://example.org/x>)]'],
    ['[docs](https://example.org/d)', 'p[<link https://example.org/d docs>]'],
    ['[bad](javascript:alert(1))', 'p[[bad](javascript:alert(1))]'],
    ['<img src=x onerror=alert(1)>', 'p[<img src=x onerror=alert(1)>]'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(show(parseMarkdown(text))).toBe(expected);
  });

  it('takes the longest message at once', () => {
    const hostile = ['*a '.repeat(2600), '**'.repeat(4000), '[a]('.repeat(2000), '_a'.repeat(4000)];
    const begin = performance.now();
    for (const text of hostile) parseMarkdown(text);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
