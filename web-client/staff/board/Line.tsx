import { arrowUp, bell } from '../../ui/icons.ts';
import type { BoardView } from '../../wire/messages.ts';
import { stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Rows } from '../look/Rows.tsx';
import { Tier } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import classes from './Board.module.css';
import { useBoardNow } from './board-clock.ts';
import { VERDICT_ICONS } from './Tiers.tsx';
import { verdictOf } from './verdict.ts';

const words = strings.board;

/** Everyone who waits, in the order in which they will be offered, and why they still wait. */
export function Line(props: { board: BoardView; onRead: (conversation: number) => void }) {
  const { waiting, waitingCount } = props.board;
  return (
    <section className={classes.panel} aria-labelledby="line">
      <h2 id="line" className={classes.title}>
        {words.line} <span className={classes.titleAside}>{words.lineHelp}</span>
      </h2>
      {waiting.length === 0 ? (
        <div className={classes.none}>
          <strong>{words.lineEmpty}</strong>
          <p>{words.lineEmptyHelp}</p>
        </div>
      ) : (
        <Rows
          items={waiting}
          rowRem={4.5}
          label={words.line}
          keyOf={(entry) => entry.conversation}
          render={(entry, index) => (
            <Waiting entry={entry} place={index + 1} onRead={props.onRead} />
          )}
        />
      )}
      {waitingCount > waiting.length && (
        <p className={classes.more}>{words.lineMore(waitingCount - waiting.length)}</p>
      )}
    </section>
  );
}

export function Waiting(props: {
  entry: BoardView.Waiting;
  place: number;
  onRead: (conversation: number) => void;
}) {
  const { entry, place, onRead } = props;
  return (
    <button type="button" className={classes.waiting} onClick={() => onRead(entry.conversation)}>
      <span className={classes.place}>{place}</span>
      <span className={classes.waitingTop}>
        <strong className="clip">{entry.customer}</strong>
        <Tier name={entry.tier} rank={entry.tierRank} />
        {entry.queue && <span className={classes.queueName}>{entry.queue}</span>}
        {entry.boosted && (
          <span role="img" aria-label={words.boosted} data-hint={words.boosted}>
            <Icon of={arrowUp} size={13} />
          </span>
        )}
        {entry.offered && (
          <span className={classes.ringing}>
            <Icon of={bell} size={13} /> {words.offered}
          </span>
        )}
        <Wait entry={entry} />
      </span>
      <span className={classes.explanation}>{entry.explanation}</span>
    </button>
  );
}

function Wait({ entry }: { entry: BoardView.Waiting }) {
  const waitMs = useBoardNow() - entry.waitingSinceMs;
  const verdict = verdictOf(waitMs, entry.targetSeconds);
  return (
    <span className={classes.wait} data-verdict={verdict}>
      <Icon of={VERDICT_ICONS[verdict]} size={13} />
      <span className="visually-hidden">
        {words.verdict[verdict]}, {words.waited}
      </span>
      {stopwatch(waitMs)}
    </span>
  );
}
