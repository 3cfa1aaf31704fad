import { check, ticket as ticketIcon } from '../ui/icons.ts';
import type { ConversationView } from '../wire/messages.ts';
import { Icon } from './Icon.tsx';
import type { PanelState, PanelStore } from './panel-store.ts';
import { hasOpenTicket, isOver } from './stage.ts';
import { strings } from './strings.ts';

interface EndingProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

/** How it ended, and what can be done next. */
export function Ending({ store, state, conversation }: EndingProps) {
  const { ticket, customer } = conversation;
  const { later } = state;
  const words = strings.ticket;
  return (
    <section class="ending">
      <Icon of={ticket ? ticketIcon : check} />
      <div>
        <h2>{endingTitle(conversation)}</h2>
        {ticket?.subject && (
          <p class="subject" dir="auto">
            {ticket.subject}
          </p>
        )}
        <p class="soft">
          {hasOpenTicket(conversation) ? words.next(customer.email) : strings.end.doneText}
        </p>
        {later && <later.Rating ratings={later.ratings} conversation={conversation} />}
        {isOver(conversation) && (
          <button type="button" class="secondary" onClick={() => store.startOver()}>
            {strings.end.restart}
          </button>
        )}
      </div>
    </section>
  );
}

function endingTitle({ ticket }: ConversationView): string {
  if (!ticket) return strings.end.done;
  return ticket.state === 'resolved'
    ? strings.ticket.resolved(ticket.id)
    : strings.ticket.opened(ticket.id);
}
