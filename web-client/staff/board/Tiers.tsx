import { alert, check, clock, minus } from '../../ui/icons.ts';
import type { BoardView } from '../../wire/messages.ts';
import { stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { tierTone } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import classes from './Board.module.css';
import { useBoardNow } from './board-clock.ts';
import { longestNow, tierVerdict, type Verdict } from './verdict.ts';

const words = strings.board;
export const VERDICT_ICONS: Record<Verdict, readonly string[]> = {
  clear: minus,
  good: check,
  near: clock,
  late: alert,
};

/** A lane for each tier: how many wait, and how the longest wait stands against the target. */
export function Tiers({ board }: { board: BoardView }) {
  return (
    <section aria-label={words.tiers} className={classes.tiers}>
      {board.tiers.map((tier) => (
        <Lane key={tier.tier} tier={tier} atMs={board.atMs} />
      ))}
    </section>
  );
}

function Lane({ tier, atMs }: { tier: BoardView.TierDepth; atMs: number }) {
  const now = useBoardNow();
  const verdict = tierVerdict(tier, atMs, now);
  const longest = longestNow(tier.longestWaitMs, atMs, now);
  const targetMs = tier.targetSeconds * 1000;
  return (
    <article
      className={classes.lane}
      data-verdict={verdict}
      aria-label={tier.tier}
      style={{ '--tone': tierTone(tier.tierRank) }}
    >
      <h2 className={classes.laneName}>{tier.tier}</h2>
      <p className={classes.depth}>
        <strong>{tier.depth}</strong>
        <span className="visually-hidden"> {words.waiting}</span>
      </p>
      <div className={classes.against}>
        <p className={classes.verdict}>
          <Icon of={VERDICT_ICONS[verdict]} size={15} />
          {words.verdict[verdict]}
        </p>
        <p className={classes.times}>
          {tier.depth > 0 && (
            <>
              {words.longestOf} <b>{stopwatch(longest)}</b>,{' '}
            </>
          )}
          {words.target(stopwatch(targetMs))}
        </p>
        {tier.late + tier.breaches > 0 && (
          <p className={classes.times}>{words.breaches(tier.late, tier.breaches)}</p>
        )}
      </div>
      <span className={classes.meter} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (longest / targetMs) * 100)}%` }} />
      </span>
    </article>
  );
}
