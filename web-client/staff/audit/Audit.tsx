import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { close } from '../../ui/icons.ts';
import { PastTranscript } from '../console/PastTranscript.tsx';
import { type Act, audit } from '../desk/api.ts';
import { secondHand } from '../look/clock.ts';
import { dayName, startOfDay, timeWithSeconds } from '../look/format.ts';
import { groupBy } from '../look/group.ts';
import { Icon } from '../look/Icon.tsx';
import { Segments } from '../look/Segments.tsx';
import { strings } from '../strings.ts';
import classes from './Audit.module.css';
import { words } from './strings.ts';

const DAY_MS = 86_400_000;

type Period = keyof typeof words.periods;

/** Which acts are shown. */
interface Wanted {
  readonly period: Period;
  readonly by?: { readonly id: string; readonly name: string } | undefined;
  readonly conversation?: number | undefined;
}

type Found =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly acts: readonly Act[]; readonly before?: number | undefined };

/** Who did what by hand, newest first. */
export default function Audit() {
  const [wanted, setWanted] = useState<Wanted>({ period: 'week' });
  const [read, setRead] = useState<number>();
  const { found, more, again } = useActs(wanted);
  return (
    <main className={classes.page} aria-label={strings.faces.audit.title}>
      <header className={classes.header}>
        <h1>{strings.faces.audit.title}</h1>
        <p className="soft">{words.help}</p>
      </header>
      <Filters wanted={wanted} onWant={setWanted} />
      <div className={classes.acts} aria-busy={found.kind === 'loading'}>
        {found.kind === 'loading' && <p className={classes.note}>{words.loading}</p>}
        {found.kind === 'failed' && (
          <div className={classes.note} role="alert">
            <strong>{words.failed}</strong>
            <p className="soft">{found.message}</p>
            <Button size="xs" variant="default" onClick={again}>
              {words.again}
            </Button>
          </div>
        )}
        {found.kind === 'found' && found.acts.length === 0 && (
          <div className={classes.note}>
            <strong>{words.none}</strong>
            <p className="soft">{words.noneHelp}</p>
          </div>
        )}
        {found.kind === 'found' && (
          <Days
            acts={found.acts}
            onBy={(by) => setWanted({ ...wanted, by })}
            onRead={(conversation) => setRead(conversation)}
          />
        )}
        {found.kind === 'found' &&
          found.acts.length > 0 &&
          (found.before === undefined ? (
            <p className={`soft ${classes.end}`}>{words.end}</p>
          ) : (
            <Button size="xs" variant="default" onClick={more}>
              {words.more}
            </Button>
          ))}
      </div>
      {read !== undefined && (
        <PastTranscript conversation={read} onClose={() => setRead(undefined)} />
      )}
    </main>
  );
}

/** What the filters find, page by page. An answer that comes after another was asked for is dropped. */
function useActs(wanted: Wanted) {
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const { period, by, conversation } = wanted;
  const byId = by?.id;
  useEffect(() => {
    let current = true;
    setFound({ kind: 'loading' });
    audit({ fromMs: begin(period), by: byId, conversation }).then((answer) => {
      if (!current) return;
      setFound(
        answer.ok
          ? { kind: 'found', ...answer.value }
          : { kind: 'failed', message: answer.problem.message },
      );
    });
    return () => {
      current = false;
    };
  }, [period, byId, conversation, tries]);
  const more = async () => {
    if (found.kind !== 'found' || found.before === undefined) return;
    const { before } = found;
    const answer = await audit({ fromMs: begin(period), by: byId, conversation, before });
    setFound((now) => {
      if (now.kind !== 'found' || now.before !== before) return now;
      return answer.ok
        ? { kind: 'found', acts: [...now.acts, ...answer.value.acts], before: answer.value.before }
        : { kind: 'failed', message: answer.problem.message };
    });
  };
  return { found, more: () => void more(), again: () => setTries((n) => n + 1) };
}

function begin(period: Period): number {
  const today = startOfDay(secondHand.nowMs());
  switch (period) {
    case 'today':
      return today;
    case 'week':
      return startOfDay(today - 6 * DAY_MS);
    case 'month':
      return startOfDay(today - 29 * DAY_MS);
    case 'all':
      return 0;
  }
}

function Filters(props: { wanted: Wanted; onWant: (wanted: Wanted) => void }) {
  const { wanted, onWant } = props;
  const [chat, setChat] = useState('');
  const isNumber = /^#?[1-9][0-9]{0,14}$/.test(chat.trim());
  const invalid = chat.trim() !== '' && !isNumber;
  const choose = (text: string) => {
    setChat(text);
    const number = /^#?([1-9][0-9]{0,14})$/.exec(text.trim())?.[1];
    if (number !== undefined || text.trim() === '') {
      onWant({ ...wanted, conversation: number === undefined ? undefined : Number(number) });
    }
  };
  return (
    <fieldset className={classes.filters} aria-label={words.period}>
      <Segments
        label={words.period}
        choices={Object.entries(words.periods) as [Period, string][]}
        chosen={wanted.period}
        onChoose={(period) => onWant({ ...wanted, period })}
      />
      <label className={classes.chat}>
        {words.chat}
        <input
          inputMode="numeric"
          value={chat}
          placeholder={words.chatPlaceholder}
          aria-invalid={invalid}
          aria-describedby="audit-chat-problem"
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </label>
      {wanted.by ? (
        <button
          type="button"
          className={classes.chip}
          data-hint={words.anybody}
          onClick={() => onWant({ ...wanted, by: undefined })}
        >
          {words.by(wanted.by.name)} <Icon of={close} size={13} />
        </button>
      ) : (
        <span className="soft">{words.anybody}</span>
      )}
      <p id="audit-chat-problem" className={classes.problem} role="status">
        {invalid && words.chatInvalid}
      </p>
    </fieldset>
  );
}

function Days(props: {
  acts: readonly Act[];
  onBy: (by: { id: string; name: string }) => void;
  onRead: (conversation: number) => void;
}) {
  const nowMs = secondHand.nowMs();
  const days = groupBy(props.acts, (act) => startOfDay(act.atMs));
  return [...days].map(([day, acts]) => (
    <section key={day} className={classes.day} aria-label={dayName(day, nowMs)}>
      <h2>{dayName(day, nowMs)}</h2>
      <ol>
        {acts.map((act) => (
          <li key={act.sequence} className={classes.act}>
            <time dateTime={new Date(act.atMs).toISOString()}>{timeWithSeconds(act.atMs)}</time>
            <p dir="auto">
              <button
                type="button"
                className={classes.who}
                data-hint={words.onlyBy(act.by.name)}
                onClick={() => props.onBy(act.by)}
              >
                {act.by.name}
              </button>{' '}
              {act.sentence}
            </p>
            {act.conversation !== undefined && (
              <Chat number={act.conversation} onRead={props.onRead} />
            )}
          </li>
        ))}
      </ol>
    </section>
  ));
}

function Chat({ number, onRead }: { number: number; onRead: (conversation: number) => void }) {
  return (
    <button
      type="button"
      className={classes.number}
      aria-haspopup="dialog"
      aria-label={words.read(strings.number(number))}
      onClick={() => onRead(number)}
    >
      {strings.number(number)}
    </button>
  );
}
