import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type TimelineItem, type TimelineMessage, timeline } from '../store/timeline.ts';
import { alert, arrowDown, check, checkCheck, clock } from '../ui/icons.ts';
import type { ConversationView } from '../wire/messages.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { IntakeSummary } from './IntakeSummary.tsx';
import { Markdown } from './Markdown.tsx';
import { noticeText } from './notice.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { strings } from './strings.ts';
import { clockTime, dayName } from './time.ts';

interface TimelineProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

/** Closer to the end than this counts as being there. */
const NEAR_END_PX = 48;

/** The conversation as it is read. It follows its end only for somebody who is there. */
export function Timeline({ store, state, conversation }: TimelineProps) {
  const { letters, self, typing } = state;
  const items = useMemo(
    () => (self ? timeline(conversation, letters, self) : []),
    [conversation, letters, self],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const heldFromEnd = useRef<number | undefined>(undefined);
  const [below, setBelow] = useState(false);
  const [older, setOlder] = useState(false);

  const follow = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  const scrolled = () => {
    const box = scroller.current;
    if (!box || box.clientHeight === 0) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBelow(false);
    store.lookedAt(atEnd.current);
  };

  const lastOwn = items.findLast((item) => item.kind === 'messages' && item.own);
  const lastOther = items.findLast((item) => item.kind !== 'messages' || !item.own);
  useLayoutEffect(follow, [newestKey(lastOwn)]);
  useLayoutEffect(() => {
    if (!atEnd.current) setBelow(true);
  }, [newestKey(lastOther)]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && heldFromEnd.current !== undefined) {
      box.scrollTop = box.scrollHeight - heldFromEnd.current;
      heldFromEnd.current = undefined;
    } else if (atEnd.current) follow();
  }, [typing, items]);
  useEffect(() => {
    // The field below grows, the keyboard comes: the end stays in sight.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) follow();
    });
    if (scroller.current) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, []);

  const showOlder = async () => {
    setOlder(true);
    await store.loadOlder();
    const box = scroller.current;
    if (box) heldFromEnd.current = box.scrollHeight - box.scrollTop;
    setOlder(false);
  };
  const hasOlder = (conversation.events[0]?.sequence ?? 1) > 1;
  return (
    <div class="history">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
      <div class="scroller" ref={scroller} onScroll={scrolled} tabIndex={0}>
        <IntakeSummary store={store} state={state} conversation={conversation} />
        {hasOlder && (
          <button type="button" class="pill still" disabled={older} onClick={showOlder}>
            {older ? strings.chat.earlierBusy : strings.chat.earlier}
          </button>
        )}
        <div role="log" aria-label={strings.chat.log} aria-relevant="additions" aria-busy={older}>
          {items.map((item) => (
            <Item key={item.key} item={item} store={store} state={state} last={item === lastOwn} />
          ))}
        </div>
        {typing && (
          <div class="group">
            <Avatar name={typing.name} />
            <div class="bubbles typist">
              <p class="bubble typing">
                <span class="unseen">{strings.chat.typing(typing.name)}</span>
                <i />
                <i />
                <i />
              </p>
            </div>
          </div>
        )}
      </div>
      {below && (
        <button type="button" class="pill" onClick={follow}>
          <Icon of={arrowDown} />
          {strings.chat.newMessages}
        </button>
      )}
    </div>
  );
}

function newestKey(item: TimelineItem | undefined): string | undefined {
  return item?.kind === 'messages' ? item.messages.at(-1)?.key : item?.key;
}

interface ItemProps {
  readonly item: TimelineItem;
  readonly store: PanelStore;
  readonly state: PanelState;
  /** The newest of the customer's own: the one whose state is spelt out. */
  readonly last: boolean;
}

function Item({ item, store, state, last }: ItemProps) {
  if (item.kind === 'day') return <h2 class="day">{dayName(item.atMs, Date.now())}</h2>;
  if (item.kind === 'notice') {
    const text = noticeText(item);
    return text ? <p class="notice">{text}</p> : null;
  }
  const { by, own, messages } = item;
  return (
    <article class={own ? 'group own' : 'group'}>
      {!own && <Avatar name={by.name} />}
      <div class="bubbles">
        <p class={own ? 'unseen' : 'name'}>{own ? strings.chat.you : by.name}</p>
        {messages.map((message, index) => (
          <Message
            key={message.key}
            message={message}
            own={own}
            foot={index === messages.length - 1}
            spelt={last && index === messages.length - 1}
            store={store}
            online={state.connection.kind === 'online'}
          />
        ))}
      </div>
    </article>
  );
}

interface MessageProps {
  readonly message: TimelineMessage;
  readonly own: boolean;
  /** Last of its group: shows the time. */
  readonly foot: boolean;
  readonly spelt: boolean;
  readonly store: PanelStore;
  readonly online: boolean;
}

const STATE_ICONS = {
  sending: clock,
  sent: check,
  delivered: checkCheck,
  read: checkCheck,
} as const;

function Message({ message, own, foot, spelt, store, online }: MessageProps) {
  const { state, key, problem } = message;
  const words = strings.state;
  const stateText = state === 'sending' && !online ? words.waiting : words[state];
  return (
    <div class={`message ${state}`}>
      <div class="bubble" dir="auto">
        <Markdown text={message.text} />
      </div>
      {state === 'failed' ? (
        <p class="foot failure">
          <Icon of={alert} />
          {words.failed}: {problem?.message}
          <button type="button" onClick={() => store.retry(key)}>
            {words.retry}
          </button>
          <button type="button" onClick={() => store.discard(key)}>
            {words.discard}
          </button>
        </p>
      ) : (
        <p class={foot ? 'foot' : 'unseen'}>
          {own && <span class={spelt ? '' : 'unseen'}>{stateText}</span>}
          {own && <Icon of={STATE_ICONS[state]} />}
          <time dateTime={new Date(message.atMs).toISOString()}>{clockTime(message.atMs)}</time>
        </p>
      )}
    </div>
  );
}
