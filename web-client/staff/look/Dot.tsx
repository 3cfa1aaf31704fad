import classes from './Dot.module.css';

export type Tone = 'good' | 'caution' | 'bad' | 'off' | 'lamp';

/** A dot of state; its meaning is written beside it. */
export function Dot({ tone }: { tone: Tone }) {
  return <span className={classes.dot} data-tone={tone} aria-hidden="true" />;
}
