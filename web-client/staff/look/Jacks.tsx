import classes from './Jacks.module.css';

/** A load as the jacks of a switchboard: plugged in, held by an offer, free. The number is written beside it. */
export function Jacks(props: { load: number; reserved: number; capacity: number }) {
  const jacks = Array.from({ length: Math.max(props.capacity, props.load) }, (_, index) => {
    if (index < props.load) return 'taken';
    return index < props.load + props.reserved ? 'held' : 'free';
  });
  return (
    <span className={classes.jacks} aria-hidden="true">
      {jacks.map((kind, index) => (
        <span key={index} className={classes.jack} data-kind={kind} />
      ))}
    </span>
  );
}
