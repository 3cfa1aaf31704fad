import type { BoardView } from '../../wire/messages.ts';
import { percent, stopwatch } from '../look/format.ts';
import { strings } from '../strings.ts';
import classes from './Board.module.css';

const words = strings.board;

/** Of fewer a share says nothing. */
const TOLD_MIN = 20;

/** Whether the waits that customers were told came true, beside what the usual formula would have told. */
export function Calibration({ tiers }: { tiers: readonly BoardView.CalibrationView[] }) {
  if (tiers.length === 0) return <p className={classes.none}>{words.tooFew(0)}</p>;
  return (
    <table className={classes.calibration} aria-label={words.calibration}>
      <caption className={classes.caption}>{words.calibrationHelp}</caption>
      <thead>
        <tr>
          <th scope="col">{words.tier}</th>
          <th scope="col">{words.covered80}</th>
          <th scope="col">{words.covered90}</th>
          <th scope="col">{words.meanError}</th>
          <th scope="col">{words.naiveError}</th>
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <tr key={tier.tier}>
            <th scope="row">{tier.tier}</th>
            {tier.told < TOLD_MIN ? (
              <td colSpan={4}>{words.tooFew(tier.told)}</td>
            ) : (
              <>
                <td>{share(tier.coveredP80)}</td>
                <td>{share(tier.coveredP90)}</td>
                <td>{time(tier.meanErrorMs)}</td>
                <td>{time(tier.naiveErrorMs)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function share(covered: number | undefined): string {
  return covered === undefined ? words.none : percent(covered);
}

function time(ms: number | undefined): string {
  return ms === undefined ? words.none : stopwatch(ms);
}
