/**
 * The little markdown that people type in a chat: bold, italics, code, code blocks, lists and links. It is parsed to a
 * tree that each stack renders as elements, never as HTML text, so that nothing a person writes can run.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'list';
      readonly start?: number;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italics'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] };

const FENCE = /^\s*```/;
const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBER = /^\s{0,3}(\d{1,9})[.)]\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const closing = FENCE.test(line)
      ? lines.findIndex((each, i) => i > at && FENCE.test(each))
      : -1;
    if (closing > 0) {
      blocks.push({ kind: 'code', text: lines.slice(at + 1, closing).join('\n') });
      at = closing + 1;
    } else if (BULLET.test(line)) {
      const items = takeWhile(lines, at, BULLET);
      blocks.push({ kind: 'list', items: items.map((item) => inlines(item[1] ?? '')) });
      at += items.length;
    } else if (NUMBER.test(line)) {
      const items = takeWhile(lines, at, NUMBER);
      const start = Number(items[0]?.[1]);
      blocks.push({ kind: 'list', start, items: items.map((item) => inlines(item[2] ?? '')) });
      at += items.length;
    } else if (line.trim() === '') {
      at++;
    } else {
      const end = paragraphEnd(lines, at);
      blocks.push({ kind: 'paragraph', lines: lines.slice(at, end).map(inlines) });
      at = end;
    }
  }
  return blocks;
}

function takeWhile(lines: readonly string[], from: number, pattern: RegExp): RegExpMatchArray[] {
  const found: RegExpMatchArray[] = [];
  for (let at = from; at < lines.length; at++) {
    const match = lines[at]?.match(pattern);
    if (!match) break;
    found.push(match);
  }
  return found;
}

function paragraphEnd(lines: readonly string[], from: number): number {
  let end = from + 1;
  while (end < lines.length && !startsBlock(lines[end] ?? '')) end++;
  return end;
}

function startsBlock(line: string): boolean {
  return line.trim() === '' || FENCE.test(line) || BULLET.test(line) || NUMBER.test(line);
}

/** Code first: nothing inside it means anything. Emphasis needs text right inside its marks, so that `2 * 3 * 4` stays. */
const INLINE = new RegExp(
  [
    '`([^`]+)`',
    '\\[([^\\]]+)\\]\\(((?:https?://|mailto:)[^\\s)]+)\\)',
    '(https?://[^\\s<>"]+)',
    '\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*',
    '(?<![\\w*])\\*(?=[^\\s*])([^*]*?)(?<=\\S)\\*(?![\\w*])',
    '(?<!\\w)_(?=\\S)([^_]+?)(?<=\\S)_(?!\\w)',
  ].join('|'),
  'g',
);

function inlines(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, label, target, url, bold, star, underscore] = match;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + whole.length;
    const italics = star ?? underscore;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (label !== undefined && target !== undefined)
      parts.push({ kind: 'link', href: target, parts: [{ kind: 'text', text: label }] });
    else if (bold !== undefined) parts.push({ kind: 'bold', parts: inlines(bold) });
    else if (italics !== undefined) parts.push({ kind: 'italics', parts: inlines(italics) });
    else if (url !== undefined) {
      const href = withoutTrailingPunctuation(url);
      end -= url.length - href.length;
      parts.push({ kind: 'link', href, parts: [{ kind: 'text', text: href }] });
    }
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** "See https://example.org/a_(b)." links neither the full stop nor an unopened bracket. */
function withoutTrailingPunctuation(url: string): string {
  const trimmed = url.replace(/[.,;:!?'*_]+$/, '');
  if (!trimmed.endsWith(')') || trimmed.includes('(')) return trimmed;
  return withoutTrailingPunctuation(trimmed.slice(0, -1));
}
