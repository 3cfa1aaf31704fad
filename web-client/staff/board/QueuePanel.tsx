import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ColleagueView, QueueView } from '../../wire/messages.ts';
import { type Answer, boardWaiting, type WaitingPage } from '../desk/api.ts';
import { useDesk } from '../desk/context.ts';
import { stopwatch } from '../look/format.ts';
import { Rows } from '../look/Rows.tsx';
import { StateDot } from '../look/StateDot.tsx';
import { strings } from '../strings.ts';
import { useBoardNow } from './board-clock.ts';
import { Waiting } from './Line.tsx';
import classes from './Panels.module.css';
import { SidePanel } from './SidePanel.tsx';
import { words } from './strings.ts';
import { useAnswer } from './use-answer.ts';
import { longestNow } from './verdict.ts';

const EVERY_MS = 5_000;
const PAGE = 200;

/** A queue: how it stands, who serves it, and all who wait in it, however many. */
export function QueuePanel(props: {
  queue: QueueView | undefined;
  name: string;
  boardMs: number;
  /** A time in the past; undefined while it is live. */
  atMs: number | undefined;
  onRead: (conversation: number) => void;
  onAgent: (agent: string) => void;
  onClose: () => void;
}) {
  const { queue, name, boardMs, atMs, onRead, onAgent, onClose } = props;
  const [pages, setPages] = useState(1);
  const { value, problem } = useAnswer(
    `${name} ${atMs} ${pages}`,
    () => readPages(name, pages, atMs),
    atMs === undefined ? EVERY_MS : undefined,
  );
  const title = name || strings.board.queue;
  return (
    <SidePanel
      label={title}
      heading={<span className="clip">{title}</span>}
      where={queue && <Standing queue={queue} boardMs={boardMs} />}
      closeLabel={words.closePanel}
      onClose={onClose}
    >
      {!queue && <p className={classes.empty}>{words.queueGone}</p>}
      {atMs === undefined && <Servers queue={name} onAgent={onAgent} />}
      <h3 className={classes.heading}>
        {words.waitingIn}{' '}
        <span className="soft numeric">
          {value && words.ofAll(value.waiting.length, value.count)}
        </span>
      </h3>
      {!value && <p className={classes.empty}>{problem?.message ?? words.loading}</p>}
      {value?.count === 0 && <p className={classes.empty}>{strings.board.lineEmpty}</p>}
      {value && value.count > 0 && (
        <Rows
          items={value.waiting}
          rowRem={4.5}
          label={words.waitingIn}
          keyOf={(entry) => entry.conversation}
          render={(entry, index) => <Waiting entry={entry} place={index + 1} onRead={onRead} />}
        />
      )}
      {value && value.waiting.length < value.count && (
        <p className={classes.more}>
          <Button size="xs" variant="default" onClick={() => setPages(pages + 1)}>
            {words.moreWaiting}
          </Button>
        </p>
      )}
    </SidePanel>
  );
}

/** The first pages as one. */
async function readPages(
  queue: string,
  pages: number,
  atMs: number | undefined,
): Promise<Answer<WaitingPage>> {
  const first = await boardWaiting(queue, 0, atMs);
  if (!first.ok) return first;
  const waiting = [...first.value.waiting];
  for (let page = 1; page < pages; page++) {
    const more = await boardWaiting(queue, page * PAGE, atMs ?? first.value.atMs);
    if (!more.ok) return more;
    waiting.push(...more.value.waiting);
  }
  return { ok: true, value: { ...first.value, waiting } };
}

function Standing({ queue, boardMs }: { queue: QueueView; boardMs: number }) {
  const now = useBoardNow();
  const facts = [
    queue.paused ? words.pausedQueue : words.takesChats,
    strings.board.queueAgents(queue.agents),
    queue.waiting > 0 &&
      `${strings.board.longestOf} ${stopwatch(longestNow(queue.longestWaitMs, boardMs, now))}`,
  ];
  return <span className="numeric">{facts.filter(Boolean).join(' · ')}</span>;
}

/** Who serves it, whether they take chats now or not. */
function Servers({ queue, onAgent }: { queue: string; onAgent: (agent: string) => void }) {
  const desk = useDesk();
  const [agents, setAgents] = useState<readonly ColleagueView[]>();
  useEffect(() => {
    let current = true;
    void desk.readTeam().then((team) => {
      if (!current || !team) return;
      setAgents(
        team.agents.filter(
          (each) =>
            each.state !== 'offline' && (each.queues.length === 0 || each.queues.includes(queue)),
        ),
      );
    });
    return () => {
      current = false;
    };
  }, [desk, queue]);
  if (!agents) return null;
  return (
    <section className={classes.servers}>
      <h3>
        {words.servedBy} <span className="soft numeric">{agents.length}</span>
      </h3>
      {agents.length === 0 && <p className="soft">{words.noServers}</p>}
      <ul className="scroll">
        {agents.map((agent) => (
          <li key={agent.id}>
            <button type="button" onClick={() => onAgent(agent.id)}>
              <StateDot state={agent.state} unheard={agent.unheard} /> {agent.name}
              <span className="soft numeric">
                {strings.bar.loadShort(agent.load, agent.capacity)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
