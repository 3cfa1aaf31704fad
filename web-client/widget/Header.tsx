import { useRef, useState } from 'preact/hooks';
import {
  bell,
  bellOff,
  chevronDown,
  download as downloadIcon,
  logOut,
  more,
  ticket,
} from '../ui/icons.ts';
import type { ConversationView } from '../wire/messages.ts';
import { Avatar } from './Avatar.tsx';
import { EndSheet, TicketSheet } from './Confirm.tsx';
import { Icon } from './Icon.tsx';
import type { PanelState, PanelStore } from './panel-store.ts';
import { isOver } from './stage.ts';
import { strings } from './strings.ts';

interface HeaderProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly close: () => void;
}

/** Who one talks to, how it stands, and what can be done with the chat as a whole. */
export function Header({ store, state, close }: HeaderProps) {
  const { conversation } = state;
  const live = state.connection.kind === 'online';
  const agentConnected = live && state.agentConnected;
  const support = state.look.name ?? strings.support;
  const agent = conversation?.stage === 'assigned' ? conversation.agent : undefined;
  return (
    <div class="header">
      <Avatar name={agent?.name ?? support} support={!agent} />
      <div class="who">
        <h1>{agent?.name ?? support}</h1>
        {conversation && state.connection.kind !== 'ended' && (
          <p class={agent && agentConnected ? 'standing here' : 'standing'}>
            {live ? standing(conversation, agentConnected) : strings.connection.connecting}
          </p>
        )}
      </div>
      {conversation && state.connection.kind !== 'ended' && (
        <Menu store={store} state={state} conversation={conversation} />
      )}
      <button type="button" class="quiet" aria-label={strings.minimize} onClick={close}>
        <Icon of={chevronDown} />
      </button>
    </div>
  );
}

function standing(conversation: ConversationView, agentConnected: boolean): string {
  const { chat } = strings;
  if (conversation.ticket) return chat.ticket(conversation.ticket.id);
  if (isOver(conversation)) return chat.over;
  if (conversation.stage !== 'assigned') return chat.waiting;
  return agentConnected ? chat.online : chat.away;
}

interface MenuProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

type Sheet = 'end' | 'ticket' | undefined;

function Menu({ store, state, conversation }: MenuProps) {
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

  const { menu } = strings;
  const over = isOver(conversation);
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
      {sheet === 'end' && (
        <EndSheet store={store} conversation={conversation} close={() => setSheet(undefined)} />
      )}
      {sheet === 'ticket' && (
        <TicketSheet store={store} conversation={conversation} close={() => setSheet(undefined)} />
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
