import type { ReactNode } from 'react';
import type { AgentView } from '../../wire/messages.ts';
import { type AgentDay, agentDay } from '../desk/api.ts';
import { coarse, percent, stopwatch, timeOfDay } from '../look/format.ts';
import { Jacks } from '../look/Jacks.tsx';
import { StateDot } from '../look/StateDot.tsx';
import { strings } from '../strings.ts';
import { useBoardNow } from './board-clock.ts';
import classes from './Panels.module.css';
import { SidePanel } from './SidePanel.tsx';
import { words } from './strings.ts';
import { useAnswer } from './use-answer.ts';
import { shownState } from './verdict.ts';

/** How often what the journal says of the day is asked for, while it is live. */
const EVERY_MS = 10_000;
const STATES_SHOWN = 12;

/** An agent: what they do now, with whom, and how their day went. */
export function AgentPanel(props: {
  id: string;
  /** As the board shows them; undefined when it does not. */
  shown: AgentView | undefined;
  atMs: number | undefined;
  onRead: (conversation: number) => void;
  onClose: () => void;
}) {
  const { id, shown, atMs, onRead, onClose } = props;
  const { value: day, problem } = useAnswer(
    `${id} ${atMs}`,
    () => agentDay(id, atMs),
    atMs === undefined ? EVERY_MS : undefined,
  );
  const agent = shown ?? day?.agent;
  return (
    <SidePanel
      label={agent?.name ?? id}
      heading={<span className="clip">{agent?.name ?? id}</span>}
      where={agent && <State agent={agent} />}
      closeLabel={words.closePanel}
      onClose={onClose}
    >
      <div className={`scroll ${classes.body}`}>
        {!agent && <p className="soft">{problem?.message ?? words.loading}</p>}
        {agent && (
          <section>
            <h3>{words.chats}</h3>
            <p className={classes.load}>
              <Jacks load={agent.load} reserved={agent.reserved} capacity={agent.capacity} />
              {strings.board.load(agent.load, agent.capacity)}
              {agent.reserved > 0 && `, ${strings.board.reserved(agent.reserved)}`}
            </p>
            <ul className={classes.chats}>
              {agent.conversations.map((conversation) => (
                <li key={conversation}>
                  <button
                    type="button"
                    aria-label={strings.board.readChat(conversation)}
                    onClick={() => onRead(conversation)}
                  >
                    {strings.number(conversation)}
                  </button>
                </li>
              ))}
            </ul>
            {agent.conversations.length === 0 && <p className="soft">{words.noChats}</p>}
          </section>
        )}
        {day && (
          <>
            <section>
              <h3>{words.working}</h3>
              <dl className={classes.facts}>
                <Fact name={words.occupancy}>
                  {day.agent.occupancy === undefined
                    ? strings.board.none
                    : percent(day.agent.occupancy)}
                </Fact>
                <Fact name={words.handling}>{stopwatch(day.handlingMs)}</Fact>
                <Fact name={words.idle}>{stopwatch(day.idleMs)}</Fact>
              </dl>
            </section>
            <section>
              <h3>{words.offersToday}</h3>
              <dl className={classes.facts}>
                <Fact name={words.offers}>{day.offers}</Fact>
                <Fact name={words.accepted}>{day.accepted}</Fact>
                <Fact name={words.declined}>{day.declined}</Fact>
                <Fact name={words.missed}>{day.missed}</Fact>
                {day.given > 0 && <Fact name={words.given}>{day.given}</Fact>}
              </dl>
            </section>
            <States states={day.states} />
            <section>
              <h3>{words.queues}</h3>
              <p>{day.queues.length === 0 ? words.allQueues : day.queues.join(', ')}</p>
              <h3>{words.skills}</h3>
              <p>{day.skills.length === 0 ? words.noSkills : day.skills.join(', ')}</p>
            </section>
          </>
        )}
      </div>
    </SidePanel>
  );
}

function State({ agent }: { agent: AgentView }) {
  const now = useBoardNow();
  const { graceUntilMs, unheard, state, stateSinceMs } = agent;
  return (
    <span className={classes.state}>
      <StateDot state={shownState(agent)} />
      {graceUntilMs !== undefined ? (
        strings.board.grace(stopwatch(graceUntilMs - now))
      ) : unheard ? (
        strings.unheard
      ) : (
        <>
          {strings.states[state]}
          <span className="numeric">{stopwatch(now - stateSinceMs)},</span>
          {words.since(timeOfDay(stateSinceMs))}
        </>
      )}
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The day's states as a strip, and the last of them in words. */
function States({ states }: { states: AgentDay['states'] }) {
  return (
    <section>
      <h3>{words.states}</h3>
      <div className={classes.strip} aria-hidden="true">
        {states.map((span) => (
          <span
            key={span.sinceMs}
            data-state={span.state}
            style={{ flexGrow: Math.max(1, span.untilMs - span.sinceMs) }}
          />
        ))}
      </div>
      <ol className={classes.states}>
        {[...states]
          .reverse()
          .slice(0, STATES_SHOWN)
          .map((span) => (
            <li key={span.sinceMs}>
              <StateDot state={span.state} />
              <time dateTime={new Date(span.sinceMs).toISOString()}>{timeOfDay(span.sinceMs)}</time>
              <span>{strings.states[span.state]}</span>
              <span className="soft">{coarse(span.untilMs - span.sinceMs)}</span>
            </li>
          ))}
      </ol>
    </section>
  );
}
