import { useEffect, useRef } from 'preact/hooks';
import type { ConversationView } from '../wire/messages.ts';
import { Composer } from './Composer.tsx';
import { Ending } from './Ending.tsx';
import { Place } from './Place.tsx';
import type { PanelState, PanelStore } from './panel-store.ts';
import { hasOpenTicket, isOver, isWaiting } from './stage.ts';
import { strings } from './strings.ts';
import { Timeline } from './Timeline.tsx';

interface TalkProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

/** A conversation at any stage: waiting, talking, over, gone on as a ticket. */
export function Talk({ store, state, conversation }: TalkProps) {
  const main = useRef<HTMLElement>(null);
  const writable = !isOver(conversation) || hasOpenTicket(conversation);

  useEffect(() => {
    // What had focus may have gone with its stage; somebody who reads elsewhere keeps theirs.
    if (state.visible && (document.activeElement === document.body || !document.activeElement))
      main.current?.querySelector<HTMLElement>('textarea, .ending input, .ending button')?.focus();
  }, [state.visible, conversation.stage, writable]);

  return (
    <main aria-label={strings.panel} class="talk" ref={main}>
      {isWaiting(conversation) && <Place store={store} state={state} conversation={conversation} />}
      <Timeline store={store} state={state} conversation={conversation} />
      {(isOver(conversation) || conversation.ticket) && (
        <Ending store={store} state={state} conversation={conversation} />
      )}
      {writable && <Composer store={store} state={state} conversation={conversation} />}
    </main>
  );
}
