import { Button } from '@mantine/core';
import {
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import {
  close,
  download,
  flag,
  forward,
  more,
  note as noteIcon,
  ticket as ticketIcon,
  user,
} from '../../ui/icons.ts';
import type { ConversationView, TransferView } from '../../wire/messages.ts';
import { transcriptUrl } from '../desk/api.ts';
import { useConversation, useDesk, useDeskState, useTicket } from '../desk/context.ts';
import type { Desk } from '../desk/desk.ts';
import { useNow } from '../look/clock.ts';
import { Dot } from '../look/Dot.tsx';
import { Elapsed } from '../look/Elapsed.tsx';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Menu, type MenuEntry } from '../look/Menu.tsx';
import { Tier } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { unread } from './chat-list.ts';
import { toggleDetails } from './details-panel.ts';
import type { Question } from './questions.ts';
import classes from './Tile.module.css';
import { Transcript, type TranscriptHandle } from './Transcript.tsx';

const words = strings.tile;
const NO_LETTERS: readonly never[] = [];

export interface TileHandle {
  /** Puts the caret into the text, or the focus on the messages where nothing may be written. */
  write(note?: boolean): void;
  toggleNote(): void;
  insertSlash(): void;
  toNewest(): void;
}

interface TileProps {
  id: number;
  focused: boolean;
  /** Alone on a narrow screen: closing it leads back to the lists. */
  alone: boolean;
  onFocus: (id: number) => void;
  onClose: (id: number) => void;
  onAsk: (question: Question) => void;
  ref: RefObject<TileHandle | null> | ((handle: TileHandle | null) => void);
}

/** One conversation on the desk. */
export function Tile(props: TileProps) {
  const { id, focused, onFocus } = props;
  const view = useConversation(id);
  return (
    <section
      className={classes.tile}
      data-focused={focused || undefined}
      aria-label={view ? words.label(view.customer.name, id) : strings.number(id)}
      onPointerDown={() => onFocus(id)}
      onFocus={() => onFocus(id)}
    >
      {view ? (
        <TileOf {...props} view={view} />
      ) : (
        <p className={classes.loading}>{strings.loading}</p>
      )}
    </section>
  );
}

function TileOf(props: TileProps & { view: ConversationView }) {
  const { view, focused, ref } = props;
  const desk = useDesk();
  const ticket = useTicket(view);
  const letters = useDeskState((state) => state.letters.get(view.id)) ?? NO_LETTERS;
  const fetching = useDeskState((state) => state.fetching.has(view.id));
  const online = useDeskState((state) => state.connection.kind === 'online');
  const composer = useRef<ComposerHandle>(null);
  const transcript = useRef<TranscriptHandle>(null);
  const [atNewest, setAtNewest] = useState(true);
  useReading(desk, view, focused && atNewest);

  const current = useRef(view);
  current.current = view;
  const older = useCallback(() => void desk.readOlder(current.current), [desk]);

  useImperativeHandle(ref, () => ({
    write(note) {
      if (composer.current) composer.current.write(note);
      else transcript.current?.focus();
    },
    toggleNote: () => composer.current?.toggleNote(),
    insertSlash: () => composer.current?.insertSlash(),
    toNewest: () => transcript.current?.toNewest(),
  }));

  const held = desk.isHeld(view);
  const answersTicket = ticket?.agent?.id === desk.self.id && ticket.state !== 'resolved';
  const joined = desk.hasJoined(view);
  const mayReply = (held && view.stage === 'assigned') || joined || answersTicket;
  const openTicket = ticket !== undefined && ticket.state !== 'resolved';
  const notesOnly = held ? strings.composer.chatEnded : strings.composer.notAssigned;
  return (
    <>
      <Header {...props} held={held} />
      <Strip view={view} held={held} onAsk={props.onAsk} />
      <Transcript
        ref={transcript}
        view={view}
        self={desk.self}
        letters={letters}
        online={online}
        fetching={fetching}
        onOlder={older}
        onAtNewest={setAtNewest}
        onResend={(request) => desk.resend(request)}
        onDiscard={(request) => desk.discard(request)}
      />
      <Typing id={view.id} />
      {held || joined || openTicket ? (
        <Composer ref={composer} view={view} notesOnly={mayReply ? undefined : notesOnly} />
      ) : (
        !ticket &&
        view.stage !== 'closed' && (
          <p className={classes.silent}>
            <strong>{words.readAlong}.</strong> {words.readAlongHelp}
          </p>
        )
      )}
    </>
  );
}

/** What is looked at counts as read: the focused tile, at its newest message, in a window that has the focus. */
function useReading(desk: Desk, view: ConversationView, looked: boolean): void {
  useEffect(() => {
    if (!looked) return;
    const mark = () => {
      if (document.hasFocus() && !document.hidden) desk.markRead(view);
    };
    mark();
    window.addEventListener('focus', mark);
    document.addEventListener('visibilitychange', mark);
    return () => {
      window.removeEventListener('focus', mark);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [desk, view, looked]);
}

function Header(props: TileProps & { view: ConversationView; held: boolean }) {
  const { view, held, focused, onAsk, onClose, alone } = props;
  const { customer } = view;
  const news = focused ? 0 : unread(view);
  const where = [customer.organization, customer.site, view.intake.environment].filter(Boolean);
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <h2 className={classes.name}>
          <CustomerPresence id={view.id} />
          <span className="clip">{customer.name}</span>
        </h2>
        <Tier name={customer.tier} rank={customer.tierRank} />
        {news > 0 && (
          <span className={classes.news}>
            {news}
            <span className="visually-hidden"> {strings.console.unread(news)}</span>
          </span>
        )}
      </div>
      <div className={classes.tools}>
        <IconButton icon={user} label={strings.details.toggle} keys="i" onClick={toggleDetails} />
        {held && view.stage === 'assigned' && (
          <>
            <IconButton
              icon={forward}
              label={words.transferAction}
              keys="f"
              onClick={() => onAsk({ kind: 'transfer', id: view.id })}
            />
            <More view={view} onAsk={onAsk} />
          </>
        )}
        {held && !view.ticket && (
          <IconButton
            icon={ticketIcon}
            label={words.ticketAction}
            keys="t"
            onClick={() => onAsk({ kind: 'ticket', id: view.id })}
          />
        )}
        <a
          className={classes.download}
          href={transcriptUrl(view.id)}
          download
          aria-label={words.transcript}
          data-hint={words.transcript}
        >
          <Icon of={download} size={17} />
        </a>
        <IconButton
          icon={close}
          label={alone ? strings.console.backToList : words.close}
          onClick={() => onClose(view.id)}
        />
      </div>
      <p className={`soft ${classes.where}`}>
        <span className="clip">{where.join(' · ')}</span>
        <span>
          {strings.number(view.id)}
          {view.stage === 'assigned' && view.assignedAtMs !== undefined && (
            <>
              {' · '}
              <Elapsed sinceMs={view.assignedAtMs} />
            </>
          )}
          {view.weight !== undefined && ` · ${words.heavy}`}
        </span>
      </p>
      {held && view.stage === 'assigned' && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.end}
          aria-keyshortcuts="E"
          data-hint={words.endAction}
          data-hint-keys="e"
          leftSection={<Icon of={flag} size={12} />}
          onClick={() => onAsk({ kind: 'end', id: view.id })}
        >
          {words.end}
        </Button>
      )}
    </header>
  );
}

function CustomerPresence({ id }: { id: number }) {
  const presence = useDeskState((state) => state.presence.get(id));
  const label =
    presence === undefined ? words.presenceUnknown : presence.customer ? words.here : words.away;
  return (
    <span role="img" aria-label={label} data-hint={label} className={classes.presence}>
      <Dot tone={presence?.customer ? 'good' : 'off'} />
    </span>
  );
}

/** What the conversation has become beside a chat, and the next step. */
function Strip(props: {
  view: ConversationView;
  held: boolean;
  onAsk: (question: Question) => void;
}) {
  const { view, held, onAsk } = props;
  const desk = useDesk();
  const ticket = useTicket(view);
  return (
    <>
      {ticket && (
        <div className={classes.strip}>
          <Icon of={ticketIcon} size={15} />
          <p className="clip">
            <strong>{words.ticketStrip(ticket.id, strings.ticketStates[ticket.state])}</strong>
            {ticket.agent && ` ${words.assignedTo(ticket.agent.name)}`}
          </p>
          {ticket.state !== 'resolved' && ticket.agent?.id !== desk.self.id && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void desk.assignTicket(view.id)}
            >
              {words.assignToMe}
            </Button>
          )}
          {ticket.state !== 'resolved' && ticket.agent?.id === desk.self.id && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void desk.resolveTicket(view.id)}
            >
              {words.resolve}
            </Button>
          )}
        </div>
      )}
      {held && view.guests && (
        <div className={classes.strip}>
          <Icon of={user} size={15} />
          <p>{words.beside(view.guests.map((guest) => guest.name).join(', '))}</p>
        </div>
      )}
      {desk.hasJoined(view) && (
        <div className={classes.strip}>
          <Icon of={user} size={15} />
          <p>{view.agent ? `${words.joinedStrip} ${view.agent.name}.` : words.joinedAlone}</p>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void desk.join(view.id, false)}
          >
            {words.leaveAction}
          </Button>
        </div>
      )}
      {view.transfer && <Ringing transfer={view.transfer} />}
      {view.stage === 'wrap_up' && held && (
        <div className={classes.strip} data-tone="wrap-up">
          <Icon of={noteIcon} size={15} />
          <p>
            <strong>{words.wrapUp}.</strong> {words.wrapUpHelp}
          </p>
          <Button size="compact-xs" onClick={() => onAsk({ kind: 'finish', id: view.id })}>
            {words.finishWrapUp}
          </Button>
        </div>
      )}
      {view.stage === 'closed' && view.outcome && !ticket && (
        <div className={classes.strip}>
          <p>{words.closedStrip(strings.outcomes[view.outcome])}</p>
        </div>
      )}
    </>
  );
}

/** To whom the chat is passed on, while they have not answered. */
function Ringing({ transfer }: { transfer: TransferView }) {
  const left = Math.max(0, Math.ceil((transfer.expiresAtMs - useNow()) / 1000));
  return (
    <div className={classes.strip} data-tone="wrap-up">
      <Icon of={forward} size={15} />
      <p role="status">
        <span className="visually-hidden">{strings.done.ringsAt(transfer.to.name)}</span>
        <span aria-hidden="true">{words.ringsAt(transfer.to.name, left)}</span>
      </p>
    </div>
  );
}

/** What is done to a chat less often. */
function More(props: { view: ConversationView; onAsk: (question: Question) => void }) {
  const { view, onAsk } = props;
  const desk = useDesk();
  const heavy = view.weight !== undefined;
  const entries: MenuEntry[] = [
    {
      label: words.heavy,
      detail: words.heavyHelp,
      checked: heavy,
      toggles: true,
      onSelect: () => void desk.weigh(view.id, heavy ? 1 : 2),
    },
    {
      label: strings.why.action,
      onSelect: () => onAsk({ kind: 'why', id: view.id }),
    },
    {
      label: strings.board.wants,
      onSelect: () => onAsk({ kind: 'wants', id: view.id }),
    },
  ];
  return (
    <Menu label={words.more} entries={entries} className={classes.menu}>
      <Icon of={more} size={17} />
    </Menu>
  );
}

function Typing({ id }: { id: number }) {
  const by = useDeskState((state) => state.typing.get(id));
  return (
    <p className={classes.typing} aria-hidden={!by}>
      {by && (
        <>
          <span className={classes.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words.typing(by.name)}
        </>
      )}
    </p>
  );
}
