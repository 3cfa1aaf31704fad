import { chevronDown } from '../ui/icons.ts';
import type { ConversationView } from '../wire/messages.ts';
import { Avatar } from './Avatar.tsx';
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
  const { conversation, later } = state;
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
      {conversation && later && state.connection.kind !== 'ended' && (
        <later.Menu store={store} state={state} conversation={conversation} />
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
