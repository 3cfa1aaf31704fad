import { Fragment, memo } from 'react';
import { type Block, type Inline, parseMarkdown } from '../../ui/markdown.ts';
import classes from './Rich.module.css';

/** A message's text with its little markdown, as elements. */
export const Rich = memo(function Rich({ text }: { text: string }) {
  return (
    <div className={classes.rich} dir="auto">
      {parseMarkdown(text).map((block, index) => (
        <BlockOf key={index} block={block} />
      ))}
    </div>
  );
});

function BlockOf({ block }: { block: Block }) {
  if (block.kind === 'code') return <pre>{block.text}</pre>;
  if (block.kind === 'paragraph') {
    return (
      <p>
        {block.lines.map((line, index) => (
          <Fragment key={index}>
            {index > 0 && <br />}
            <Inlines of={line} />
          </Fragment>
        ))}
      </p>
    );
  }
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Inlines of={item} />
    </li>
  ));
  return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
}

function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map((part, index) => <InlineOf key={index} part={part} />);
}

function InlineOf({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines of={part.parts} />
        </strong>
      );
    case 'italics':
      return (
        <em>
          <Inlines of={part.parts} />
        </em>
      );
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noreferrer noopener">
          <Inlines of={part.parts} />
        </a>
      );
  }
}
