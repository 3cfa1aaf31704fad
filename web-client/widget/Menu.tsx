import { useRef, useState } from 'preact/hooks';
import { bell, bellOff, download as downloadIcon, logOut, more, ticket } from '../ui/icons.ts';
import type { ConversationView } from '../wire/messages.ts';
import { EndSheet, TicketSheet } from './Confirm.tsx';
import { Icon } from './Icon.tsx';
import { laterStrings } from './later-strings.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { isOver } from './stage.ts';

interface MenuProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

type Sheet = 'end' | 'ticket' | undefined;

/** What can be done with the chat as a whole. */
export function Menu({ store, state, conversation }: MenuProps) {
  const [sheet, setSheet] = useState<Sheet>();
  const list = useRef<HTMLUListElement>(null);

  const choose = (act: () => void) => () => {
    list.current?.hidePopover();
    act();
  };
  const download = async () => {
    const transcript = await store.transcript();
    if (transcript) save(transcript, `chat-${conversation.id}.txt`);
  };

  const { menu } = laterStrings;
  const over = isOver(conversation);
  const Asked = sheet === 'end' ? EndSheet : sheet && TicketSheet;
  return (
    <>
      <button type="button" class="quiet" aria-label={menu.label} popovertarget="menu">
        <Icon of={more} />
      </button>
      <ul
        id="menu"
        class="menu"
        ref={list}
        popover="auto"
        onToggle={(event) => {
          if (event.newState === 'open') list.current?.querySelector('button')?.focus();
        }}
      >
        <Item icon={downloadIcon} text={menu.transcript} act={choose(download)} />
        <Item
          icon={state.sound ? bellOff : bell}
          text={state.sound ? menu.soundOff : menu.soundOn}
          act={choose(() => store.toggleSound())}
        />
        {!over && !conversation.ticket && !conversation.customer.chatOnly && (
          <Item icon={ticket} text={menu.ticket} act={choose(() => setSheet('ticket'))} />
        )}
        {!over && <Item icon={logOut} text={menu.end} act={choose(() => setSheet('end'))} danger />}
      </ul>
      {Asked && (
        <Asked store={store} conversation={conversation} close={() => setSheet(undefined)} />
      )}
    </>
  );
}

interface ItemProps {
  readonly icon: readonly string[];
  readonly text: string;
  readonly act: () => void;
  readonly danger?: boolean;
}

function Item({ icon, text, act, danger = false }: ItemProps) {
  return (
    <li>
      <button type="button" class={danger ? 'danger' : ''} onClick={act}>
        <Icon of={icon} />
        {text}
      </button>
    </li>
  );
}

/** Saves a file by way of a link, the one that a frame of another origin may use. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
