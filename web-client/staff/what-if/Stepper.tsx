import { useId } from 'react';
import { minus, plus } from '../../ui/icons.ts';
import { Icon } from '../look/Icon.tsx';
import { words } from './strings.ts';
import classes from './WhatIf.module.css';

/** A number that is usually 0, with a button on each side. */
export function Stepper(props: {
  label: string;
  help?: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  problem?: string | undefined;
  onValue: (value: number) => void;
}) {
  const { label, value, min, max, step = 1, problem, onValue } = props;
  const id = useId();
  const set = (next: number) => {
    if (Number.isFinite(next)) onValue(Math.max(min, Math.min(max, Math.round(next))));
  };
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <div className={classes.stepper} data-changed={value !== 0 || undefined}>
        <button
          type="button"
          aria-label={words.fewer(label)}
          disabled={value <= min}
          onClick={() => set(value - step)}
        >
          <Icon of={minus} size={14} />
        </button>
        <input
          id={id}
          type="number"
          min={min}
          max={max}
          value={value}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => set(event.currentTarget.valueAsNumber)}
        />
        {props.unit && <span aria-hidden="true">{props.unit}</span>}
        <button
          type="button"
          aria-label={words.more(label)}
          disabled={value >= max}
          onClick={() => set(value + step)}
        >
          <Icon of={plus} size={14} />
        </button>
      </div>
      <p id={`${id}-help`} className={problem === undefined ? classes.help : classes.problem}>
        {problem ?? props.help}
      </p>
    </div>
  );
}
