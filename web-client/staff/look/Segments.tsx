import classes from './Segments.module.css';

/** One choice of a few, side by side. */
export function Segments<T extends string | number>(props: {
  label: string;
  /** Each choice with its words. */
  choices: readonly (readonly [T, string])[];
  chosen: T;
  onChoose: (choice: T) => void;
  small?: boolean;
}) {
  const { label, choices, chosen, onChoose, small } = props;
  return (
    <fieldset className={classes.segments} aria-label={label} data-small={small || undefined}>
      {choices.map(([choice, text]) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          onClick={() => onChoose(choice)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
