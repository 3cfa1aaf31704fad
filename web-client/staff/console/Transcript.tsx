import {
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Letter } from '../../store/outbox.ts';
import { isSame } from '../../store/timeline.ts';
import { arrowDown } from '../../ui/icons.ts';
import type { ConversationView, Person } from '../../wire/messages.ts';
import { Icon } from '../look/Icon.tsx';
import { strings } from '../strings.ts';
import { EntryView, LetterView, stateOf } from './Entries.tsx';
import classes from './Transcript.module.css';
import { type Block, blocksOf, type Entry } from './timeline.ts';

const words = strings.transcript;

export interface TranscriptHandle {
  toNewest(): void;
  focus(): void;
}

interface TranscriptProps {
  view: ConversationView;
  self: Person;
  letters?: readonly Letter[];
  online: boolean;
  fetching: boolean;
  onOlder: () => void;
  /** Told whether the newest message is in sight. */
  onAtNewest?: (at: boolean) => void;
  onResend?: (request: string) => void;
  onDiscard?: (request: string) => void;
  ref?: RefObject<TranscriptHandle | null>;
}

/** Near enough to the end to count as reading the newest. */
const AT_END_PX = 48;
/** How far outside of sight a block is put on the page. */
const AHEAD_PX = 900;
const ENTRY_HEIGHT_PX = 56;

/**
 * A conversation to read. The scroller grows upwards from its end (`column-reverse`), so it stays at the newest message,
 * and older ones that are put in above move nothing. Only blocks near the visible part are on the page, which keeps ten
 * thousand messages as light as fifty.
 */
export function Transcript(props: TranscriptProps) {
  const { view, self, letters = [], ref, onAtNewest, onOlder } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const blocks = useBlocks(view);
  const near = useNearBlocks(scroller, blocks);
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(view.sequence);
  const [divider] = useState(() => firstUnread(view));
  const oldest = view.events[0]?.sequence ?? 1;

  const toNewest = useCallback(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, []);
  useImperativeHandle(ref, () => ({ toNewest, focus: () => scroller.current?.focus() }), [
    toNewest,
  ]);

  const onScroll = () => {
    const end = Math.abs(scroller.current?.scrollTop ?? 0) < AT_END_PX;
    if (end !== atEnd) setAtEnd(end);
  };
  useEffect(() => onAtNewest?.(atEnd), [atEnd, onAtNewest]);
  useEffect(() => {
    if (atEnd) setSeen(view.sequence);
  }, [atEnd, view.sequence]);

  // What is added at the end must not push away what is being read further up.
  const newest = blocks.at(-1)?.last ?? 0;
  const measured = useRef({ newest, height: 0 });
  useLayoutEffect(() => {
    const height = content.current?.offsetHeight ?? 0;
    const grown = height - measured.current.height;
    const added = newest !== measured.current.newest;
    const box = scroller.current;
    if (box && added && grown > 0 && Math.abs(box.scrollTop) >= AT_END_PX) box.scrollTop -= grown;
    measured.current = { newest, height };
  });

  // What the agent writes is always brought into sight.
  const written = letters.length;
  useEffect(() => {
    if (written > 0) toNewest();
  }, [written, toNewest]);

  const fresh = atEnd ? 0 : countFresh(view, seen, self);
  return (
    <div className={classes.frame}>
      <section
        ref={scroller}
        className={`scroll ${classes.scroller}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must be able to scroll it
        tabIndex={0}
        aria-label={words.label(view.customer.name)}
        onScroll={onScroll}
      >
        <div ref={content} className={classes.content}>
          <Beginning
            more={oldest > 1}
            fetching={props.fetching}
            onOlder={onOlder}
            root={scroller}
          />
          {blocks.map((block, index) => (
            <BlockView
              key={block.index}
              block={block}
              shown={near.has(block.index) || index >= blocks.length - 2}
              self={self}
              divider={divider !== undefined && contains(block, divider) ? divider : undefined}
              delivered={clamp(view.customerMarks.delivered, block)}
              read={clamp(view.customerMarks.read, block)}
            />
          ))}
          {letters.length > 0 && (
            <ol>
              {letters.map((letter) => (
                <LetterView
                  key={letter.request}
                  letter={letter}
                  online={props.online}
                  onResend={props.onResend}
                  onDiscard={props.onDiscard}
                />
              ))}
            </ol>
          )}
        </div>
      </section>
      {!atEnd && (
        <button
          type="button"
          className={classes.pill}
          data-fresh={fresh > 0 || undefined}
          onClick={toNewest}
        >
          <Icon of={arrowDown} size={14} />
          {fresh > 0 ? words.newMessages(fresh) : words.toNewest}
        </button>
      )}
    </div>
  );
}

function useBlocks(view: ConversationView): readonly Block[] {
  const held = useRef<readonly Block[]>([]);
  return useMemo(() => {
    held.current = blocksOf(view.events, held.current);
    return held.current;
  }, [view.events]);
}

/** Which blocks are in or near sight. */
function useNearBlocks(
  scroller: RefObject<HTMLDivElement | null>,
  blocks: readonly Block[],
): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  const observer = useRef<IntersectionObserver>(undefined);
  useLayoutEffect(() => {
    observer.current ??= new IntersectionObserver(
      (changes) =>
        setNear((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of changes) {
            const index = Number((target as HTMLElement).dataset.block);
            if (isIntersecting) after.add(index);
            else after.delete(index);
          }
          return after;
        }),
      { root: scroller.current, rootMargin: `${AHEAD_PX}px 0px` },
    );
    for (const element of scroller.current?.querySelectorAll('[data-block]') ?? []) {
      observer.current.observe(element);
    }
  }, [scroller, blocks.length]);
  useEffect(
    () => () => {
      observer.current?.disconnect();
      observer.current = undefined;
    },
    [],
  );
  return near;
}

/** The top end: more to load, or the beginning. Loads by itself when it comes near. */
function Beginning(props: {
  more: boolean;
  fetching: boolean;
  onOlder: () => void;
  root: RefObject<HTMLDivElement | null>;
}) {
  const { more, fetching, onOlder, root } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!more || fetching || !element.current) return;
    const observer = new IntersectionObserver(
      (changes) => changes.some((change) => change.isIntersecting) && onOlder(),
      { root: root.current, rootMargin: `${AHEAD_PX}px 0px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [more, fetching, onOlder, root]);
  return (
    <div ref={element} className={classes.beginning}>
      {!more && <span>{words.start}</span>}
      {more && fetching && <span>{words.loadingOlder}</span>}
      {more && !fetching && (
        <button type="button" onClick={onOlder}>
          {words.loadOlder}
        </button>
      )}
    </div>
  );
}

const BlockView = memo(function BlockView(props: {
  block: Block;
  shown: boolean;
  self: Person;
  divider: number | undefined;
  delivered: number;
  read: number;
}) {
  const { block, shown, self, divider, delivered, read } = props;
  const element = useRef<HTMLOListElement>(null);
  const height = useRef(block.entries.length * ENTRY_HEIGHT_PX);
  useLayoutEffect(() => {
    if (shown && element.current) height.current = element.current.offsetHeight;
  });
  return (
    <ol
      ref={element}
      data-block={block.index}
      style={shown ? undefined : { blockSize: height.current }}
    >
      {shown &&
        block.entries.map((entry, index) => (
          <EntryView
            key={entry.key}
            entry={entry}
            ends={!isContinued(block.entries[index + 1])}
            self={self}
            unreadFromHere={entry.kind === 'message' && entry.sequence === divider}
            state={entry.kind === 'message' ? stateOf(entry.sequence, delivered, read) : 'sent'}
          />
        ))}
    </ol>
  );
});

/** Where to draw the line between read and new; undefined when nothing was read before, or nothing is new. */
function firstUnread(view: ConversationView): number | undefined {
  const { read } = view.agentMarks;
  if (read === 0) return undefined;
  return view.events.find(
    (event) =>
      event.sequence > read && event.by.kind === 'customer' && event.change.type === 'message',
  )?.sequence;
}

function countFresh(view: ConversationView, seen: number, self: Person): number {
  let count = 0;
  for (let i = view.events.length - 1; i >= 0; i--) {
    const event = view.events[i];
    if (!event || event.sequence <= seen) break;
    if (event.change.type === 'message' && !isSame(event.by, self)) count++;
  }
  return count;
}

function isContinued(entry: Entry | undefined): boolean {
  return entry?.kind === 'message' && entry.continued;
}

function contains(block: Block, sequence: number): boolean {
  return block.first <= sequence && sequence <= block.last;
}

/** A mark as far as it matters to a block, so that moving it renders only the blocks that it passes. */
function clamp(mark: number, block: Block): number {
  return Math.max(block.first - 1, Math.min(block.last, mark));
}
