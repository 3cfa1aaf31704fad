import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { search } from '../../ui/icons.ts';
import type { BoardView, Problem } from '../../wire/messages.ts';
import { secondHand } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { Segments } from '../look/Segments.tsx';
import type { Question } from './api.ts';
import { type CustomFault, localTime, type Preset, periodOf } from './period.ts';
import { isIn, saidOf } from './problems.ts';
import { Stepper } from './Stepper.tsx';
import { type Asked, isGoing } from './simulation.ts';
import { words } from './strings.ts';
import classes from './WhatIf.module.css';
import { changesNothing, periodOfWishes, questionOf, UNCHANGED, type Wishes } from './wishes.ts';

interface Props {
  readonly wishes: Wishes;
  readonly onWish: (wishes: Wishes) => void;
  readonly board: BoardView | undefined;
  readonly asked: Asked;
  readonly onAsk: (question: Question) => void;
}

/** The question. */
export function Form(props: Props) {
  const { wishes, onWish, onAsk } = props;
  const [fault, setFault] = useState<CustomFault>();
  const [targetFault, setTargetFault] = useState(false);
  const going = isGoing(props.asked);
  const wish = (part: Partial<Wishes>) => {
    setFault(undefined);
    setTargetFault(false);
    onWish({ ...wishes, ...part });
  };
  const submit = (forCheapest: boolean) => {
    const period = periodOfWishes(wishes, secondHand.nowMs());
    const badTarget = forCheapest && !isPercent(wishes.targetPercent);
    setTargetFault(badTarget);
    if (typeof period === 'string') setFault(period);
    else if (!badTarget) onAsk(questionOf(wishes, period, forCheapest));
  };
  const problem = problemIn(props.asked);
  return (
    <form
      className={classes.form}
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <PeriodChoice wishes={wishes} wish={wish} fault={fault} />
      <div className={classes.knobs}>
        <Stepper
          label={words.agents}
          help={words.agentsHelp}
          value={wishes.agents}
          min={-50}
          max={50}
          problem={problem('changes.agents')}
          onValue={(agents) => wish({ agents })}
        />
        <Stepper
          label={words.capacity}
          value={wishes.capacity}
          min={-10}
          max={10}
          problem={problem('changes.capacity')}
          onValue={(capacity) => wish({ capacity })}
        />
        <Stepper
          label={words.demand}
          value={wishes.demand}
          min={-90}
          max={400}
          step={10}
          unit="%"
          problem={problem('changes.demandPercent')}
          onValue={(demand) => wish({ demand })}
        />
        <Deflection
          value={wishes.deflection}
          problem={problem('changes.deflectionPercent')}
          onValue={(deflection) => wish({ deflection })}
        />
        <HeadStarts {...props} wish={wish} problem={problem('changes.headStartMinutes')} />
        <Lesson
          {...props}
          wish={wish}
          problem={problem('changes.teach.skills') ?? problem('changes.teach.agents')}
        />
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={wishes.atRandom}
            aria-describedby="at-random-help"
            onChange={(event) => wish({ atRandom: event.currentTarget.checked })}
          />
          {words.atRandom}
        </label>
        <p id="at-random-help" className={classes.help}>
          {words.atRandomHelp}
        </p>
      </div>
      <div className={classes.actions}>
        <Button type="submit" disabled={going}>
          {changesNothing(wishes) ? words.runNothing : words.run}
        </Button>
        <Button
          variant="default"
          disabled={going}
          onClick={() =>
            wish({ ...UNCHANGED, preset: wishes.preset, from: wishes.from, to: wishes.to })
          }
        >
          {words.reset}
        </Button>
      </div>
      <Target
        {...props}
        wish={wish}
        problem={targetFault ? words.targetInvalid : problem('target.percent')}
        going={going}
        onSearch={() => submit(true)}
      />
    </form>
  );
}

type Wish = (part: Partial<Wishes>) => void;

function isPercent(n: number): boolean {
  return Number.isInteger(n) && n >= 1 && n <= 100;
}

/** What the server said about a field, without the field's own name. */
function problemIn(asked: Asked): (field: string) => string | undefined {
  const problem: Problem | undefined =
    asked.kind === 'refused'
      ? asked.problem
      : asked.kind === 'known'
        ? asked.status.problem
        : undefined;
  return (field) => (problem && isIn(problem, field) ? saidOf(problem) : undefined);
}

function PeriodChoice(props: { wishes: Wishes; wish: Wish; fault: CustomFault | undefined }) {
  const { wishes, wish, fault } = props;
  const choose = (preset: Preset) => {
    if (preset !== 'custom' || wishes.from !== '') {
      wish({ preset });
      return;
    }
    const { from, to } = periodOf('today', secondHand.nowMs());
    wish({ preset, from: localTime(from), to: localTime(to) });
  };
  return (
    <fieldset className={classes.period}>
      <legend>{words.period}</legend>
      <Segments
        label={words.period}
        choices={Object.entries(words.presets) as [Preset, string][]}
        chosen={wishes.preset}
        onChoose={choose}
      />
      {wishes.preset === 'custom' && (
        <div className={classes.custom}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {words[end]}
              <input
                type="datetime-local"
                value={wishes[end]}
                aria-invalid={fault !== undefined}
                aria-describedby="period-problem"
                onChange={(event) => wish({ [end]: event.currentTarget.value })}
              />
            </label>
          ))}
        </div>
      )}
      <p id="period-problem" className={classes.problem} role="alert">
        {fault && words.customFaults[fault]}
      </p>
    </fieldset>
  );
}

function Deflection(props: {
  value: number | undefined;
  problem: string | undefined;
  onValue: (value: number | undefined) => void;
}) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{words.deflection}</label>
      <span className={classes.number}>
        <input
          id={id}
          type="number"
          min={0}
          max={100}
          value={props.value ?? ''}
          placeholder={words.asItWas}
          aria-invalid={props.problem !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            const { value, valueAsNumber } = event.currentTarget;
            props.onValue(value === '' ? undefined : Math.max(0, Math.min(100, valueAsNumber)));
          }}
        />
        <span aria-hidden="true">%</span>
      </span>
      <p id={`${id}-help`} className={props.problem === undefined ? classes.help : classes.problem}>
        {props.problem ?? words.deflectionHelp}
      </p>
    </div>
  );
}

function HeadStarts(props: Props & { wish: Wish; problem: string | undefined }) {
  const { wishes, wish, board, problem } = props;
  const tiers = board?.tiers ?? [];
  const changed = Object.keys(wishes.headStarts).length;
  return (
    <details className={classes.fold} open={problem !== undefined || undefined}>
      <summary>
        {words.headStarts}
        {changed > 0 && <span className={classes.badge}>{changed}</span>}
      </summary>
      {tiers.map(({ tier }) => (
        <label key={tier} className={classes.row}>
          {words.headStartOf(tier)}
          <input
            type="number"
            min={0}
            max={1440}
            placeholder={words.asNow}
            value={wishes.headStarts[tier] ?? ''}
            onChange={(event) => {
              const { value, valueAsNumber } = event.currentTarget;
              const { [tier]: _, ...others } = wishes.headStarts;
              wish({
                headStarts:
                  value === ''
                    ? others
                    : { ...others, [tier]: Math.max(0, Math.min(1440, valueAsNumber)) },
              });
            }}
          />
        </label>
      ))}
      <p className={classes.problem} role="alert">
        {problem}
      </p>
    </details>
  );
}

function Lesson(props: Props & { wish: Wish; problem: string | undefined }) {
  const { wishes, wish, board, problem } = props;
  const agents = board?.agents ?? [];
  const toggle = (id: string, on: boolean) =>
    wish({
      learners: on ? [...wishes.learners, id] : wishes.learners.filter((each) => each !== id),
    });
  return (
    <details className={classes.fold} open={problem !== undefined || undefined}>
      <summary>
        {words.skills}
        {wishes.lesson.trim() !== '' && (
          <span className={classes.badge}>
            {wishes.learners.length === 0 ? words.everybody : words.some(wishes.learners.length)}
          </span>
        )}
      </summary>
      <label className={classes.row}>
        {words.lesson}
        <input
          value={wishes.lesson}
          placeholder={words.lessonPlaceholder}
          aria-invalid={problem !== undefined}
          aria-describedby="lesson-help"
          onChange={(event) => wish({ lesson: event.currentTarget.value })}
        />
      </label>
      <p id="lesson-help" className={problem === undefined ? classes.help : classes.problem}>
        {problem ?? words.lessonHelp}
      </p>
      <fieldset className={classes.learners}>
        <legend>
          {words.learners}
          {wishes.learners.length === 0 && `: ${words.everybody}`}
        </legend>
        <div className="scroll">
          {agents.map((agent) => (
            <label key={agent.id} className={classes.check}>
              <input
                type="checkbox"
                checked={wishes.learners.includes(agent.id)}
                onChange={(event) => toggle(agent.id, event.currentTarget.checked)}
              />
              <span className="clip">{agent.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}

function Target(
  props: Props & {
    wish: Wish;
    problem: string | undefined;
    going: boolean;
    onSearch: () => void;
  },
) {
  const { wishes, wish, board, problem } = props;
  return (
    <fieldset className={classes.target}>
      <legend className="visually-hidden">{words.search}</legend>
      <label>
        {words.target}
        <input
          type="number"
          min={1}
          max={100}
          value={Number.isNaN(wishes.targetPercent) ? '' : wishes.targetPercent}
          aria-invalid={problem !== undefined}
          aria-describedby="target-problem"
          onChange={(event) => wish({ targetPercent: event.currentTarget.valueAsNumber })}
        />
      </label>
      <div className={classes.targetTier}>
        <label htmlFor="target-tier">{words.targetTier}</label>
        <select
          id="target-tier"
          value={wishes.targetTier}
          onChange={(event) => wish({ targetTier: event.currentTarget.value })}
        >
          <option value="">{words.allChats}</option>
          {(board?.tiers ?? []).map(({ tier }) => (
            <option key={tier} value={tier}>
              {tier}
            </option>
          ))}
        </select>
      </div>
      <Button
        variant="default"
        disabled={props.going}
        leftSection={<Icon of={search} size={14} />}
        onClick={props.onSearch}
      >
        {words.search}
      </Button>
      <p id="target-problem" className={classes.problem} role="alert">
        {problem}
      </p>
    </fieldset>
  );
}
