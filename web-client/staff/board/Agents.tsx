import { memo, useMemo, useState } from 'react';
import { wifiOff } from '../../ui/icons.ts';
import type { AgentState, AgentView } from '../../wire/messages.ts';
import { percent, stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Jacks } from '../look/Jacks.tsx';
import { Rows } from '../look/Rows.tsx';
import { StateDot } from '../look/StateDot.tsx';
import { strings } from '../strings.ts';
import classes from './Board.module.css';
import { useBoardNow } from './board-clock.ts';
import { words as more } from './strings.ts';
import { type AgentOrder, countStates, orderAgents, shownState } from './verdict.ts';

const words = strings.board;
const STATES: readonly AgentState[] = ['available', 'wrap_up', 'draining', 'away', 'offline'];

/** Who is on shift, in what state, for how long, with how many chats. */
export function Agents(props: {
  agents: readonly AgentView[];
  onRead: (conversation: number) => void;
  onAgent: (agent: string) => void;
}) {
  const { agents, onRead, onAgent } = props;
  const [only, setOnly] = useState<AgentState>();
  const [order, setOrder] = useState<AgentOrder>('state');
  const counts = useMemo(() => countStates(agents), [agents]);
  const shown = useMemo(
    () => orderAgents(only ? agents.filter((agent) => shownState(agent) === only) : agents, order),
    [agents, only, order],
  );
  return (
    <section className={classes.panel} aria-labelledby="agents">
      <h2 id="agents" className={classes.title}>
        {words.agents} <span className={classes.titleAside}>{agents.length}</span>
        <label className={classes.order}>
          <span className="visually-hidden">{more.sort}</span>
          <select
            value={order}
            onChange={(event) => setOrder(event.currentTarget.value as AgentOrder)}
          >
            {(Object.keys(more.sorts) as AgentOrder[]).map((each) => (
              <option key={each} value={each}>
                {more.sorts[each]}
              </option>
            ))}
          </select>
        </label>
      </h2>
      <fieldset className={classes.filter} aria-label={words.filter}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={only === state}
            onClick={() => setOnly(only === state ? undefined : state)}
          >
            <StateDot state={state} />
            {strings.states[state]} <b>{counts[state]}</b>
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <div className={classes.none}>
          <strong>{only ? words.noAgentsSo(strings.states[only]) : words.noAgents}</strong>
          <p>{words.noAgentsHelp}</p>
        </div>
      ) : (
        <Rows
          items={shown}
          rowRem={3.375}
          label={words.agents}
          keyOf={(agent) => agent.id}
          render={(agent) => <Agent agent={agent} onRead={onRead} onAgent={onAgent} />}
        />
      )}
    </section>
  );
}

interface AgentProps {
  agent: AgentView;
  onRead: (conversation: number) => void;
  onAgent: (agent: string) => void;
}

/** Of hundreds of agents few change from one second to the next. */
const Agent = memo(AgentRow, (a, b) => {
  const { agent, onRead, onAgent } = a;
  return onRead === b.onRead && onAgent === b.onAgent && isSameAgent(agent, b.agent);
});

function isSameAgent(a: AgentView, b: AgentView): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.state === b.state &&
    a.stateSinceMs === b.stateSinceMs &&
    a.capacity === b.capacity &&
    a.load === b.load &&
    a.reserved === b.reserved &&
    a.graceUntilMs === b.graceUntilMs &&
    a.unheard === b.unheard &&
    a.occupancy === b.occupancy &&
    a.conversations.join() === b.conversations.join()
  );
}

function AgentRow({ agent, onRead, onAgent }: AgentProps) {
  const { load, capacity, reserved } = agent;
  return (
    <div className={classes.agent} data-state={agent.state}>
      <StateDot state={shownState(agent)} />
      <button
        type="button"
        className={`clip ${classes.agentName}`}
        aria-label={more.openAgent(agent.name)}
        onClick={() => onAgent(agent.id)}
      >
        {agent.name}
      </button>
      <StateLine agent={agent} />
      <span
        className={classes.agentLoad}
        role="img"
        aria-label={
          reserved > 0
            ? `${words.load(load, capacity)}, ${words.reserved(reserved)}`
            : words.load(load, capacity)
        }
      >
        <Jacks load={load} reserved={reserved} capacity={capacity} />
        <span className="numeric">{strings.bar.loadShort(load, capacity)}</span>
      </span>
      <span className={classes.agentChats}>
        {agent.conversations.map((conversation) => (
          <button
            key={conversation}
            type="button"
            className={classes.chat}
            aria-label={words.readChat(conversation)}
            onClick={() => onRead(conversation)}
          >
            {strings.number(conversation)}
          </button>
        ))}
      </span>
    </div>
  );
}

function StateLine({ agent }: { agent: AgentView }) {
  const now = useBoardNow();
  const { graceUntilMs } = agent;
  if (graceUntilMs !== undefined) {
    return (
      <span className={`clip ${classes.agentState}`} data-lost>
        <Icon of={wifiOff} size={13} /> {words.grace(stopwatch(graceUntilMs - now))}
      </span>
    );
  }
  if (agent.unheard) {
    return (
      <span className={`clip ${classes.agentState}`} data-lost>
        <Icon of={wifiOff} size={13} /> {strings.unheard}
      </span>
    );
  }
  return (
    <span className={`clip ${classes.agentState}`}>
      {strings.states[agent.state]}{' '}
      <span className="numeric">{stopwatch(now - agent.stateSinceMs)}</span>
      {agent.occupancy !== undefined && (
        <span className="numeric"> · {more.occupied(percent(agent.occupancy))}</span>
      )}
    </span>
  );
}
