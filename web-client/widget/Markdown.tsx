import { useMemo } from 'preact/hooks';
import { type Block, type Inline, parseMarkdown } from '../ui/markdown.ts';

/** A message's text as elements. Links open beside the page and tell the other side nothing. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div class="markdown">{blocks.map(renderBlock)}</div>;
}

function renderBlock(block: Block, key: number) {
  switch (block.kind) {
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide block is scrolled by keyboard
        <pre key={key} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{item.map(renderInline)}</li>);
      return block.start === undefined ? (
        <ul key={key}>{items}</ul>
      ) : (
        <ol key={key} start={block.start}>
          {items}
        </ol>
      );
    }
    case 'paragraph':
      return (
        <p key={key}>
          {block.lines.map((line, index) => [index > 0 && <br />, line.map(renderInline)])}
        </p>
      );
  }
}

function renderInline(part: Inline, key: number) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code key={key}>{part.text}</code>;
    case 'bold':
      return <strong key={key}>{part.parts.map(renderInline)}</strong>;
    case 'italics':
      return <em key={key}>{part.parts.map(renderInline)}</em>;
    case 'link':
      return (
        <a key={key} href={part.href} target="_blank" rel="noopener noreferrer">
          {part.parts.map(renderInline)}
        </a>
      );
  }
}
