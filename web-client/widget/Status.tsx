import { useEffect, useRef, useState } from 'preact/hooks';
import { placeSentence } from './Place.tsx';
import type { PanelState } from './panel-store.ts';
import { isWaiting } from './stage.ts';
import { strings } from './strings.ts';

/** A live place that speaks each second would drown everything else. */
const SPEAK_EVERY_MS = 30_000;

/** What a screen reader says about the place in line and the connection, at most every 30 s. */
export function Status({ state }: { readonly state: PanelState }) {
  const [spoken, setSpoken] = useState('');
  const lastMs = useRef(0);
  const sentence = sentenceFor(state);

  useEffect(() => {
    if (sentence === spoken) return;
    const waitMs = Math.max(0, lastMs.current + SPEAK_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      setSpoken(sentence);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [sentence, spoken]);

  return (
    <p class="unseen" role="status">
      {spoken}
    </p>
  );
}

function sentenceFor({ connection, conversation, agentConnected }: PanelState): string {
  if (connection.kind === 'waiting') return strings.connection.lost;
  if (!conversation) return '';
  if (isWaiting(conversation))
    return `${strings.place.title}. ${placeSentence(conversation.place)}`;
  const { stage, agent } = conversation;
  if (stage === 'assigned' && agent)
    return agentConnected
      ? strings.notice.assigned(agent.name)
      : strings.chat.agentAway(agent.name);
  return '';
}
