import { useMemo, useState } from 'react';
import { wifiOff } from '../../ui/icons.ts';
import type { AgentState, AgentView } from '../../wire/messages.ts';
import { useNow } from '../look/clock.ts';
import { Dot } from '../look/Dot.tsx';
import { stopwatch } from '../look/format.ts';
import { Icon } from '../look/Icon.tsx';
import { Jacks } from '../look/Jacks.tsx';
import { Rows } from '../look/Rows.tsx';
import { STATE_TONES } from '../shell/TopBar.tsx';
import { strings } from '../strings.ts';
import classes from './Board.module.css';
import { countStates, orderAgents } from './verdict.ts';

const words = strings.board;
const STATES: readonly AgentState[] = ['available', 'wrap_up', 'away', 'offline'];

/** Who is on shift, in what state, for how long, with how many chats. */
export function Agents(props: {
  agents: readonly AgentView[];
  onRead: (conversation: number) => void;
}) {
  const { agents, onRead } = props;
  const [only, setOnly] = useState<AgentState>();
  const counts = useMemo(() => countStates(agents), [agents]);
  const shown = useMemo(
    () => orderAgents(only ? agents.filter((agent) => agent.state === only) : agents),
    [agents, only],
  );
  return (
    <section className={classes.panel} aria-labelledby="agents">
      <h2 id="agents" className={classes.title}>
        {words.agents} <span className={classes.titleAside}>{agents.length}</span>
      </h2>
      <fieldset className={classes.filter} aria-label={words.filter}>
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={only === state}
            onClick={() => setOnly(only === state ? undefined : state)}
          >
            <Dot tone={STATE_TONES[state]} />
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
          render={(agent) => <Agent agent={agent} onRead={onRead} />}
        />
      )}
    </section>
  );
}

function Agent({ agent, onRead }: { agent: AgentView; onRead: (conversation: number) => void }) {
  const { load, capacity, reserved } = agent;
  return (
    <div className={classes.agent} data-state={agent.state}>
      <Dot tone={STATE_TONES[agent.state]} />
      <strong className={`clip ${classes.agentName}`}>{agent.name}</strong>
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
  const now = useNow();
  const { graceUntilMs } = agent;
  if (graceUntilMs !== undefined) {
    return (
      <span className={`clip ${classes.agentState}`} data-lost>
        <Icon of={wifiOff} size={13} /> {words.grace(stopwatch(graceUntilMs - now))}
      </span>
    );
  }
  return (
    <span className={`clip ${classes.agentState}`}>
      {strings.states[agent.state]}{' '}
      <span className="numeric">{stopwatch(now - agent.stateSinceMs)}</span>
    </span>
  );
}
