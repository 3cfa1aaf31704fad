import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { send } from '../ui/icons.ts';
import { type ConversationView, Limits } from '../wire/messages.ts';
import { Icon } from './Icon.tsx';
import type { PanelState, PanelStore } from './panel-store.ts';
import { isWaiting } from './stage.ts';
import { strings } from './strings.ts';

interface ComposerProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

const COUNTED_FROM = Limits.TEXT_LENGTH_MAX - 500;
const HEIGHT_MAX_PX = 140;

/** Where the customer writes. What is typed survives a reload; Enter sends, Shift+Enter begins a line. */
export function Composer({ store, state, conversation }: ComposerProps) {
  const [text, setText] = useState(store.messageDraft);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = Limits.TEXT_LENGTH_MAX - text.length;
  const words = strings.composer;

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(HEIGHT_MAX_PX, area.scrollHeight)}px`;
  }, [text]);

  const change = (next: string) => {
    setText(next);
    store.messageDraft = next;
    store.typed(next !== '');
  };
  const submit = () => {
    if (text.trim() === '' || left < 0) return;
    if (store.post(text.trim())) {
      setText('');
      store.messageDraft = '';
    }
    field.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    // Enter that ends the composition of a character does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {state.outboxFull && <p class="hint bad">{words.full}</p>}
      {text.length > COUNTED_FROM && (
        <p class={left < 0 ? 'hint bad' : 'hint'}>
          {left < 0 ? words.tooLong(-left) : words.left(left)}
        </p>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={words.label}
          placeholder={placeholder(conversation)}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={key}
        />
        <button type="submit" aria-label={words.send} disabled={text.trim() === '' || left < 0}>
          <Icon of={send} />
        </button>
      </div>
    </form>
  );
}

function placeholder(conversation: ConversationView): string {
  const words = strings.composer;
  if (conversation.ticket) return words.placeholderTicket(conversation.ticket.id);
  return isWaiting(conversation) ? words.placeholderWaiting : words.placeholder;
}
