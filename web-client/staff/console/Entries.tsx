import type { Letter } from '../../store/outbox.ts';
import { isSame } from '../../store/timeline.ts';
import { alert, check, checkCheck, clock, note as noteIcon } from '../../ui/icons.ts';
import { Limits, type Person } from '../../wire/messages.ts';
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
        <span dir="auto">{lineWords(entry.by, entry.change)}</span>{' '}
        <time dateTime={new Date(entry.atMs).toISOString()}>{timeOfDay(entry.atMs)}</time>
        <Said change={entry.change} />
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

/** What somebody wrote about it: whoever passed the chat on, or its customer who rated it. */
function Said({ change }: { change: LineChange }) {
  switch (change.type) {
    case 'transfer_offered':
    case 'transferred':
      return <Quoted label={words.lines.summary} text={change.summary} />;
    case 'rated':
      return <Quoted label={words.lines.comment} text={change.comment} />;
    default:
      return null;
  }
}

function Quoted(props: { label: string; text: string }) {
  if (!props.text) return null;
  return (
    <span className={classes.summary}>
      <b>{props.label}</b>
      <span dir="auto">{props.text}</span>
    </span>
  );
}

function lineWords({ id, name: by }: Person, change: LineChange): string {
  const { lines } = words;
  switch (change.type) {
    case 'launched':
      return lines.launched(by, change.intake.topic);
    case 'queued':
      return lines.queued[change.reason];
    case 'offer_ended':
      return lines.offerEnded(change.outcome, change.reason);
    case 'assigned':
      return !id || id === change.agent.id
        ? lines.assigned(change.agent.name)
        : lines.given(by, change.agent.name);
    case 'wants_changed':
      return lines.wantsChanged(by, change.wants);
    case 'boosted':
      return lines.boosted(by);
    case 'transfer_offered':
      return lines.transferOffered(by, change.agent.name);
    case 'transferred':
      return lines.transferred(by, change.queue);
    case 'weighed':
      return lines.weighed(by, change.weight);
    case 'vip_marked':
      return lines.vipMarked(by, change.vip);
    case 'joined':
      return lines.joined(by);
    case 'left':
      return lines.left(by);
    case 'intake_revised':
      return lines.intakeRevised(by);
    case 'rated':
      return lines.rated(by, change.score, Limits.SCORE_MAX);
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
