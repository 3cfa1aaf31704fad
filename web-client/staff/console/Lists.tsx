import { Button } from '@mantine/core';
import { memo, useMemo } from 'react';
import { bell, check, clock, note as noteIcon, ticket as ticketIcon } from '../../ui/icons.ts';
import type { ConversationView, TicketView } from '../../wire/messages.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { useNow } from '../look/clock.ts';
import { Elapsed } from '../look/Elapsed.tsx';
import { coarse, stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Tier, tierTone } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import {
  inFolder,
  lastMessage,
  orderTickets,
  type TicketFolder,
  unread,
  waitingSince,
} from './chat-list.ts';
import classes from './Lists.module.css';
import { goToOffer } from './Offers.tsx';

const words = strings.console;
export const FOLDERS: readonly TicketFolder[] = ['mine', 'open', 'answered'];

/** The left column: what the agent holds, and the tickets of the desk. */
export function Lists(props: {
  chats: readonly ConversationView[];
  wrapUps: readonly ConversationView[];
  folder: TicketFolder;
  onFolder: (folder: TicketFolder) => void;
  open: readonly number[];
  focused: number | undefined;
  onOpen: (id: number) => void;
}) {
  const { chats, wrapUps, open, focused, onOpen } = props;
  const row = (view: ConversationView) => (
    <li key={view.id}>
      <ChatRow
        view={view}
        open={open.includes(view.id)}
        focused={focused === view.id}
        onOpen={onOpen}
      />
    </li>
  );
  return (
    <>
      <OfferRows />
      <section className={classes.section} aria-labelledby="chats">
        <h2 id="chats" className={classes.title}>
          {words.chats} <span className="numeric">{chats.length}</span>
        </h2>
        {chats.length > 0 ? <ul>{chats.map(row)}</ul> : <NoChats quiet={wrapUps.length > 0} />}
      </section>
      {wrapUps.length > 0 && (
        <section className={classes.section} aria-labelledby="wrap-ups">
          <h2 id="wrap-ups" className={classes.title}>
            {words.wrapUps} <span className="numeric">{wrapUps.length}</span>
          </h2>
          <ul>{wrapUps.map(row)}</ul>
        </section>
      )}
      <Tickets {...props} />
    </>
  );
}

/** Offers once more, in order, for whoever looks at the lists; they are answered in their banner. */
function OfferRows() {
  const offers = useDeskState((state) => state.offers);
  if (offers.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="offers">
      <h2 id="offers" className={classes.title}>
        {words.offers} <span className="numeric">{offers.length}</span>
      </h2>
      <ul>
        {offers.map((offer) => (
          <li key={offer.id}>
            <button
              type="button"
              className={classes.row}
              data-ringing
              style={{ '--tone': tierTone(offer.customer.tierRank) }}
              onClick={() => goToOffer(offer.id)}
            >
              <span className={classes.top}>
                <Icon of={bell} size={13} />
                <strong className="clip">{offer.customer.name}</strong>
                <span className="visually-hidden">{words.offerRow(offer.customer.name)}</span>
                <span className={classes.waiting}>
                  <Elapsed sinceMs={offer.waitingSinceMs} />
                </span>
              </span>
              <span className={classes.under}>
                <span className="clip" dir="auto">
                  {offer.intake.topic || offer.customer.organization}
                </span>
                <Tier name={offer.customer.tier} rank={offer.customer.tierRank} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoChats({ quiet }: { quiet: boolean }) {
  const desk = useDesk();
  const state = useDeskState((s) => s.agent?.state);
  if (quiet || state === undefined) return <p className={classes.none}>{words.noChats}</p>;
  const resting = state === 'away' || state === 'offline';
  return (
    <div className={classes.none}>
      <p>{resting ? words.noChatsAway : words.noChatsAvailable}</p>
      {resting && (
        <Button size="xs" variant="light" onClick={() => void desk.setState('available')}>
          {words.becomeAvailable}
        </Button>
      )}
    </div>
  );
}

const ChatRow = memo(function ChatRow(props: {
  view: ConversationView;
  open: boolean;
  focused: boolean;
  onOpen: (id: number) => void;
}) {
  const { view, open, focused, onOpen } = props;
  const { customer } = view;
  const waiting = waitingSince(view);
  const news = unread(view);
  const last = lastMessage(view);
  const change = last?.change.type === 'message' ? last.change : undefined;
  const by = change && author(change.note, last?.by.kind === 'customer');
  return (
    <button
      type="button"
      className={classes.row}
      data-open={open || undefined}
      aria-current={focused || undefined}
      style={{ '--tone': tierTone(customer.tierRank) }}
      onClick={() => onOpen(view.id)}
    >
      <span className={classes.top}>
        <strong className="clip">{customer.name}</strong>
        <span className="visually-hidden">{customer.tier}</span>
        {view.stage === 'wrap_up' ? (
          <span className={classes.aside}>{words.wrapUpSince}</span>
        ) : (
          <Waiting sinceMs={waiting} targetMs={customer.targetSeconds * 1000} />
        )}
      </span>
      <span className={classes.under}>
        <span className="clip" dir="auto">
          {by && (
            <b data-note={change?.note || undefined}>
              {change?.note && <Icon of={noteIcon} size={11} />}
              {by}:{' '}
            </b>
          )}
          {change?.text ?? (view.intake.topic || customer.organization)}
        </span>
        {news > 0 && (
          <span className={classes.news}>
            {news}
            <span className="visually-hidden"> {words.unread(news)}</span>
          </span>
        )}
      </span>
    </button>
  );
});

function author(note: boolean, customer: boolean): string | undefined {
  if (note) return words.note;
  return customer ? undefined : words.you;
}

/** How long the customer waits for an answer; past the plan's target it says so in colour and weight. */
function Waiting({ sinceMs, targetMs }: { sinceMs: number | undefined; targetMs: number }) {
  const now = useNow();
  if (sinceMs === undefined) {
    return (
      <span className={classes.aside}>
        <Icon of={check} size={12} /> {words.theirTurn}
      </span>
    );
  }
  const ms = now - sinceMs;
  return (
    <span className={classes.waiting} data-late={ms > targetMs || undefined}>
      <Icon of={clock} size={12} />
      <span className="numeric">{stopwatch(ms)}</span>
      <span className="visually-hidden"> {words.waiting}</span>
    </span>
  );
}

function Tickets(props: {
  folder: TicketFolder;
  onFolder: (folder: TicketFolder) => void;
  focused: number | undefined;
  onOpen: (id: number) => void;
}) {
  const desk = useDesk();
  const tickets = useDeskState((state) => state.tickets);
  const { folder, onFolder, focused, onOpen } = props;
  const folders = useMemo(() => {
    const all = [...tickets.values()];
    const of = (each: TicketFolder) =>
      orderTickets(all.filter((ticket) => inFolder(ticket, each, desk.self.id)));
    return { mine: of('mine'), open: of('open'), answered: of('answered') };
  }, [tickets, desk]);
  const shown = folders[folder];
  return (
    <section className={classes.section} aria-labelledby="tickets">
      <h2 id="tickets" className={classes.title}>
        {words.tickets}
      </h2>
      <div role="tablist" aria-label={words.tickets} className={classes.tabs}>
        {FOLDERS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`folder-${each}`}
            aria-selected={each === folder}
            aria-controls="folder"
            tabIndex={each === folder ? 0 : -1}
            className={classes.tab}
            onClick={() => onFolder(each)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (!step) return;
              const next =
                FOLDERS[(FOLDERS.indexOf(each) + step + FOLDERS.length) % FOLDERS.length];
              if (!next) return;
              onFolder(next);
              document.getElementById(`folder-${next}`)?.focus();
            }}
          >
            {words.folders[each]} <span className="numeric">{folders[each].length}</span>
          </button>
        ))}
      </div>
      <div role="tabpanel" id="folder" aria-labelledby={`folder-${folder}`}>
        {shown.length === 0 ? (
          <p className={classes.none}>{words.noTickets[folder]}</p>
        ) : (
          <ul>
            {shown.map((ticket) => (
              <li key={ticket.id}>
                <TicketRow
                  ticket={ticket}
                  focused={focused === ticket.conversation}
                  onOpen={onOpen}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

const TicketRow = memo(function TicketRow(props: {
  ticket: TicketView;
  focused: boolean;
  onOpen: (conversation: number) => void;
}) {
  const { ticket, focused, onOpen } = props;
  return (
    <button
      type="button"
      className={classes.row}
      aria-current={focused || undefined}
      style={{ '--tone': tierTone(ticket.tierRank) }}
      onClick={() => onOpen(ticket.conversation)}
    >
      <span className={classes.top}>
        <Icon of={ticketIcon} size={13} />
        <strong className="clip" dir="auto">
          {ticket.subject || ticket.customer}
        </strong>
        <span className={classes.aside}>
          <Age ms={ticket.changedAtMs} />
        </span>
      </span>
      <span className={classes.under}>
        <span className="clip">
          {ticket.customer} · {ticket.organization}
        </span>
        <Tier name={ticket.tier} rank={ticket.tierRank} />
      </span>
    </button>
  );
});

function Age({ ms }: { ms: number }) {
  const age = coarse(useNow() - ms);
  return (
    <>
      <span aria-hidden="true">{age}</span>
      <span className="visually-hidden">{words.changed(age)}</span>
    </>
  );
}
