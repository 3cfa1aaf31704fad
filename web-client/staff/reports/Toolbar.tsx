import { Button } from '@mantine/core';
import { type SyntheticEvent, useId, useState } from 'react';
import { Segments } from '../look/Segments.tsx';
import type { Choices, Grouping } from './answers.ts';
import {
  DAYS_BY_HOUR_MAX,
  DAYS_MAX,
  faultOf,
  type Period,
  type PeriodFault,
  PRESETS,
  plusDays,
} from './period.ts';
import classes from './Reports.module.css';
import { words } from './strings.ts';
import type { Choice } from './wanted.ts';

const PERIODS = [
  ...PRESETS.map((preset) => [preset, words.presets[preset]] as const),
  ['custom', words.custom] as const,
];

/** Which period, by what, and of what. */
export function Toolbar(props: {
  choice: Choice;
  period: Period;
  choices: Choices | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const { choice, period, choices, onChoose } = props;
  const [custom, setCustom] = useState(typeof choice.period !== 'string');
  return (
    <div className={classes.toolbar}>
      <Segments
        label={words.period}
        choices={PERIODS}
        chosen={custom || typeof choice.period !== 'string' ? 'custom' : choice.period}
        onChoose={(chosen) => {
          setCustom(chosen === 'custom');
          if (chosen !== 'custom') onChoose({ ...choice, period: chosen });
        }}
      />
      {custom && (
        <CustomPeriod
          period={period}
          by={choice.by}
          onChoose={(first, last) => onChoose({ ...choice, period: { first, last } })}
        />
      )}
      <Select
        label={words.by}
        value={choice.by}
        options={(Object.keys(words.groupings) as Grouping[]).map((by) => [
          by,
          words.groupings[by],
        ])}
        onChange={(by) => onChoose({ ...choice, by: by as Grouping })}
      />
      <Filter
        label={words.queue}
        all={words.allQueues}
        value={choice.queue}
        options={(choices?.queues ?? []).map((queue) => [queue, queue || words.noQueue])}
        onChange={(queue) => onChoose({ ...choice, queue })}
      />
      <Filter
        label={words.tier}
        all={words.allTiers}
        value={choice.tier}
        options={(choices?.tiers ?? []).map((tier) => [tier, tier])}
        onChange={(tier) => onChoose({ ...choice, tier })}
      />
      <Filter
        label={words.agent}
        all={words.allAgents}
        value={choice.agent}
        options={(choices?.agents ?? []).map(({ id, name }) => [id, name])}
        onChange={(agent) => onChoose({ ...choice, agent })}
      />
    </div>
  );
}

function CustomPeriod(props: {
  period: Period;
  by: Grouping;
  onChoose: (first: string, last: string) => void;
}) {
  const [first, setFirst] = useState(props.period.from);
  const [last, setLast] = useState(plusDays(props.period.to, -1));
  const [fault, setFault] = useState<PeriodFault>();
  const problem = useId();
  const most = props.by === 'hour' ? DAYS_BY_HOUR_MAX : DAYS_MAX;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = faultOf(first, last, most);
    setFault(found);
    if (!found) props.onChoose(first, last);
  };
  return (
    <form className={classes.custom} onSubmit={submit} noValidate>
      <label>
        {words.first}
        <input
          type="date"
          value={first}
          aria-invalid={fault?.field === 'first'}
          aria-describedby={problem}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.last}
        <input
          type="date"
          value={last}
          aria-invalid={fault?.field === 'last'}
          aria-describedby={problem}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
      </label>
      <Button type="submit" size="xs">
        {words.show}
      </Button>
      <p id={problem} className={classes.problem} role="alert">
        {fault && sentenceOf(fault, most)}
      </p>
    </form>
  );
}

function sentenceOf({ why, days }: PeriodFault, most: number): string {
  return why === 'long' ? words.faults.long(days ?? 0, most) : words.faults[why];
}

type Option = readonly [value: string, label: string];

/** A choice of one or all; what is chosen stays to be seen though the period has none of it. */
function Filter(props: {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
}) {
  const { value, options } = props;
  const missing = value !== undefined && !options.some(([known]) => known === value);
  const known: readonly Option[] = missing ? [...options, [value, value]] : options;
  return (
    <Select
      label={props.label}
      value={value === undefined ? 'all' : `= ${value}`}
      options={[['all', props.all], ...known.map(([each, label]): Option => [`= ${each}`, label])]}
      onChange={(next) => props.onChange(next === 'all' ? undefined : next.slice(2))}
    />
  );
}

function Select(props: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) {
  return (
    <label className={classes.select}>
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
