import { memo } from 'react';
import type { BoardView } from '../../wire/messages.ts';
import { timeWithSeconds } from '../look/format.ts';
import { strings } from '../strings.ts';
import classes from './Board.module.css';

const words = strings.board;

/** What routing decided and why, newest first. */
export function Decisions(props: {
  decisions: readonly BoardView.DecisionView[];
  onRead: (conversation: number) => void;
}) {
  const { decisions, onRead } = props;
  return (
    <section className={`${classes.panel} ${classes.decisions}`} aria-labelledby="decisions">
      <h2 id="decisions" className={classes.title}>
        {words.decisions}
      </h2>
      {decisions.length === 0 ? (
        <div className={classes.none}>
          <strong>{words.noDecisions}</strong>
          <p>{words.noDecisionsHelp}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must be able to scroll it
        <ol className="scroll" tabIndex={0} aria-labelledby="decisions">
          {decisions.map((decision) => (
            <Decision
              key={`${decision.atMs} ${decision.conversation} ${decision.explanation}`}
              decision={decision}
              onRead={onRead}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

const Decision = memo(function Decision(props: {
  decision: BoardView.DecisionView;
  onRead: (conversation: number) => void;
}) {
  const { atMs, conversation, explanation } = props.decision;
  return (
    <li className={classes.decision}>
      <time dateTime={new Date(atMs).toISOString()}>{timeWithSeconds(atMs)}</time>
      <p>
        <button
          type="button"
          className={classes.chat}
          aria-label={words.readChat(conversation)}
          onClick={() => props.onRead(conversation)}
        >
          {strings.number(conversation)}
        </button>{' '}
        {explanation}
      </p>
    </li>
  );
});
