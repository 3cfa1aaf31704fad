import { useEffect, useState } from 'preact/hooks';
import { alert, check } from '../ui/icons.ts';
import { Icon } from './Icon.tsx';
import type { PanelState, PanelStore } from './panel-store.ts';
import { strings } from './strings.ts';

interface BannerProps {
  readonly store: PanelStore;
  readonly state: PanelState;
}

/** A moment's interruption is not worth a word. */
const QUIET_MS = 1_200;
const BACK_SHOWN_MS = 2_500;

type Shown = 'nothing' | 'lost' | 'back';

/** The state of the connection, while it is not as it should be, and what was refused. */
export function Banner({ store, state }: BannerProps) {
  const lost = state.connection.kind === 'waiting' || state.connection.kind === 'connecting';
  const [shown, setShown] = useState<Shown>('nothing');

  useEffect(() => {
    if (!state.ready && state.connection.kind === 'connecting') return;
    if (lost) {
      const timer = setTimeout(() => setShown('lost'), QUIET_MS);
      return () => clearTimeout(timer);
    }
    if (shown === 'nothing') return;
    setShown('back');
    const timer = setTimeout(() => setShown('nothing'), BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [lost, state.ready]);

  const { connection, chat, problem } = strings;
  const agent = state.conversation?.stage === 'assigned' ? state.conversation.agent : undefined;
  if (shown === 'lost' && state.connection.kind !== 'ended')
    return (
      <div class="banner caution">
        <Icon of={alert} />
        <p>
          <strong>{navigator.onLine ? connection.lost : connection.offline}</strong>{' '}
          {state.conversation && connection.kept}
        </p>
        <button type="button" onClick={() => store.tryNow()}>
          {connection.retry}
        </button>
      </div>
    );
  if (state.problem)
    return (
      <div class="banner bad" role="alert">
        <Icon of={alert} />
        <p>{state.problem.message}</p>
        <button type="button" onClick={() => store.dismissProblem()}>
          {problem.dismiss}
        </button>
      </div>
    );
  if (agent && !state.agentConnected)
    return (
      <div class="banner caution">
        <Icon of={alert} />
        <p>{chat.agentAway(agent.name)}</p>
      </div>
    );
  if (shown === 'back')
    return (
      <div class="banner good">
        <Icon of={check} />
        <p>{connection.back}</p>
      </div>
    );
  return null;
}
