import type { Letter } from '../../store/outbox.ts';
import { isSame } from '../../store/timeline.ts';
import { alert, check, checkCheck, clock, note as noteIcon } from '../../ui/icons.ts';
import type { Person } from '../../wire/messages.ts';
import { useNow } from '../look/clock.ts';
import { dayName, timeOfDay } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Rich } from '../look/Rich.tsx';
import { strings } from '../strings.ts';
import classes from './Entries.module.css';
import type { Entry, LineChange } from './timeline.ts';

const words = strings.transcript;

/** How far a message of ours has come with the customer. */
export type SentState = 'sent' | 'delivered' | 'read';

export function stateOf(sequence: number, delivered: number, read: number): SentState {
  if (sequence <= read) return 'read';
  return sequence <= delivered ? 'delivered' : 'sent';
}

export function EntryView(props: {
  entry: Entry;
  self: Person;
  /** Last of its author's run: the one that shows time and receipt. */
  ends: boolean;
  unreadFromHere: boolean;
  state: SentState;
}) {
  const { entry, self } = props;
  if (entry.kind === 'day') {
    return (
      <li className={classes.day}>
        <Day atMs={entry.atMs} />
      </li>
    );
  }
  if (entry.kind === 'line') {
    return (
      <li className={classes.line}>
        <span dir="auto">{lineWords(entry.by.name, entry.change)}</span>{' '}
        <time dateTime={new Date(entry.atMs).toISOString()}>{timeOfDay(entry.atMs)}</time>
      </li>
    );
  }
  const own = isSame(entry.by, self);
  const side = entry.by.kind === 'customer' ? 'customer' : 'staff';
  return (
    <>
      {props.unreadFromHere && (
        <li className={classes.divider}>
          <span>{words.unreadFromHere}</span>
        </li>
      )}
      <li
        className={classes.message}
        data-side={entry.note ? 'note' : side}
        data-continued={entry.continued || undefined}
      >
        {!entry.continued && (
          <div className={classes.by}>
            {entry.note && (
              <span className={classes.noteLabel}>
                <Icon of={noteIcon} size={13} /> {words.note}
              </span>
            )}
            <span>{own ? words.you : entry.by.name}</span>
          </div>
        )}
        <div className={classes.bubble}>
          <Rich text={entry.text} />
        </div>
        <div className={props.ends ? classes.stamp : 'visually-hidden'}>
          <time dateTime={new Date(entry.atMs).toISOString()}>{timeOfDay(entry.atMs)}</time>
          {side === 'staff' && !entry.note && <Receipt state={props.state} />}
        </div>
      </li>
    </>
  );
}

function Day({ atMs }: { atMs: number }) {
  return <span>{dayName(atMs, useNow())}</span>;
}

function Receipt({ state }: { state: SentState }) {
  return (
    <span className={classes.receipt} data-state={state}>
      <Icon of={state === 'sent' ? check : checkCheck} size={13} />
      <span>{words[state]}</span>
    </span>
  );
}

export function LetterView(props: {
  letter: Letter;
  online: boolean;
  onResend: ((request: string) => void) | undefined;
  onDiscard: ((request: string) => void) | undefined;
}) {
  const { letter, online } = props;
  const failed = letter.problem !== undefined;
  const waiting = online ? words.sending : words.waitingToSend;
  return (
    <li className={classes.message} data-side={letter.note ? 'note' : 'staff'} data-pending>
      <div className={classes.by}>
        {letter.note && (
          <span className={classes.noteLabel}>
            <Icon of={noteIcon} size={13} /> {words.note}
          </span>
        )}
        <span>{words.you}</span>
      </div>
      <div className={classes.bubble}>
        <Rich text={letter.text} />
      </div>
      <div className={classes.stamp} data-failed={failed || undefined}>
        <Icon of={failed ? alert : clock} size={13} />
        <span>{failed ? `${words.failed}: ${letter.problem?.message}` : waiting}</span>
        {failed && (
          <>
            <button type="button" onClick={() => props.onResend?.(letter.request)}>
              {words.resend}
            </button>
            <button type="button" onClick={() => props.onDiscard?.(letter.request)}>
              {words.discard}
            </button>
          </>
        )}
      </div>
    </li>
  );
}

function lineWords(by: string, change: LineChange): string {
  const { lines } = words;
  switch (change.type) {
    case 'launched':
      return lines.launched(by, change.intake.topic);
    case 'queued':
      return lines.queued[change.reason];
    case 'offer_ended':
      return lines.offerEnded(change.outcome, change.reason);
    case 'assigned':
      return lines.assigned(change.agent.name);
    case 'intake_revised':
      return lines.intakeRevised(by);
    case 'wrap_up_began':
      return lines.wrapUpBegan(by);
    case 'closed':
      return lines.closed[change.outcome];
    case 'ticket_opened':
      return lines.ticketOpened(by, change.ticket, change.subject);
    case 'ticket_assigned':
      return lines.ticketAssigned(change.agent.name);
    case 'ticket_resolved':
      return lines.ticketResolved(by);
  }
}
