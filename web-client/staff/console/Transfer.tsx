import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  type ColleagueView,
  type ConversationView,
  Limits,
  type QueueView,
} from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import { Dialog, DialogButtons } from '../look/Dialog.tsx';
import { StateDot } from '../look/StateDot.tsx';
import { toast } from '../shell/toasts.tsx';
import { strings } from '../strings.ts';
import { lacking } from './skills.ts';
import classes from './Transfer.module.css';
import { useTeam } from './useTeam.ts';

const words = strings.dialogs;

type Target =
  | { readonly kind: 'agent'; readonly agent: ColleagueView }
  | { readonly kind: 'queue'; readonly queue: QueueView };

/** Passes a chat on, with what the next one must know. Supervisors may also give it at once. */
export function Transfer({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const desk = useDesk();
  const team = useTeam();
  const [target, setTarget] = useState<Target>();
  const [summary, setSummary] = useState('');
  const [checked, setChecked] = useState(false);
  const waits = view.stage !== 'assigned';
  const needed = !desk.supervises;
  const missing = checked && needed && summary.trim() === '' && words.summaryMissing;
  const agents = (team?.agents ?? []).filter((agent) => agent.id !== view.agent?.id);
  const queues = waits ? [] : (team?.queues ?? []);

  const pass = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const said = summary.trim();
    if (!target || (needed && !said)) return;
    onClose();
    if (target.kind === 'agent') {
      const { id, name } = target.agent;
      if (await desk.transfer(view.id, { agent: id }, said)) {
        toast({ tone: 'good', title: strings.done.ringsAt(name) });
      }
    } else if (await desk.transfer(view.id, { queue: target.queue.name }, said)) {
      toast({ tone: 'good', title: strings.done.requeued });
    }
  };
  const give = async () => {
    if (target?.kind !== 'agent') return;
    onClose();
    if (await desk.assignChat(view.id, target.agent.id)) {
      toast({ tone: 'good', title: strings.done.given(target.agent.name) });
    }
  };

  return (
    <Dialog title={waits ? words.giveTitle : words.transferTitle} onClose={onClose} width={520}>
      <form className={classes.body} onSubmit={pass} noValidate>
        {!waits && (
          <p className="soft">
            {target?.kind === 'queue'
              ? words.transferTextQueue(view.customer.name)
              : words.transferText(view.customer.name)}
          </p>
        )}
        <fieldset className={`scroll ${classes.targets}`}>
          <legend>{words.transferTo}</legend>
          {!team && <p className="soft">{strings.loading}</p>}
          {team && agents.length === 0 && <p className="soft">{words.transferNobody}</p>}
          {agents.map((agent, index) => (
            <Colleague
              key={agent.id}
              agent={agent}
              needs={view.wants?.needs ?? []}
              chosen={target?.kind === 'agent' && target.agent.id === agent.id}
              first={index === 0}
              onChoose={() => setTarget({ kind: 'agent', agent })}
            />
          ))}
          {queues.map((queue) => (
            <label key={queue.name} className={classes.target}>
              <input
                type="radio"
                name="target"
                checked={target?.kind === 'queue' && target.queue.name === queue.name}
                onChange={() => setTarget({ kind: 'queue', queue })}
              />
              <span className={classes.name}>{words.transferQueue(queue.name)}</span>
              <small className="soft">
                {words.transferQueueHelp(queue.waiting, queue.agents)}
                {queue.paused && `, ${words.transferPaused}`}
              </small>
            </label>
          ))}
        </fieldset>
        {checked && !target && <p className={classes.wrong}>{words.targetMissing}</p>}
        {!waits && (
          <Textarea
            label={words.summary}
            description={words.summaryHelp}
            value={summary}
            error={missing}
            maxLength={Limits.SUMMARY_LENGTH_MAX}
            rows={3}
            required={needed}
            withAsterisk={false}
            onChange={(event) => setSummary(event.currentTarget.value)}
          />
        )}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          {desk.supervises && (
            <Button
              variant={waits ? 'filled' : 'default'}
              disabled={target?.kind !== 'agent'}
              onClick={() => void give()}
            >
              {words.giveConfirm}
            </Button>
          )}
          {!waits && <Button type="submit">{words.transferConfirm}</Button>}
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function Colleague(props: {
  agent: ColleagueView;
  needs: readonly string[];
  chosen: boolean;
  first: boolean;
  onChoose: () => void;
}) {
  const { agent, needs, chosen, first, onChoose } = props;
  const lacks = lacking(agent.skills, needs);
  const full = agent.load >= agent.capacity;
  const facts = [
    agent.unheard && words.transferUnheard,
    `${strings.states[agent.state]} ${strings.bar.loadShort(agent.load, agent.capacity)}`,
    full && words.transferFull,
    lacks.length > 0 && words.transferLacks(lacks.join(', ')),
    agent.skills.length > 0 && agent.skills.join(', '),
  ];
  return (
    <label className={classes.target}>
      <input
        type="radio"
        name="target"
        disabled={agent.unheard}
        checked={chosen}
        data-autofocus={first || undefined}
        onChange={onChoose}
      />
      <span className={classes.name}>
        <StateDot state={agent.state} unheard={agent.unheard} /> {agent.name}
      </span>
      <small className="soft">{facts.filter(Boolean).join(' · ')}</small>
    </label>
  );
}
