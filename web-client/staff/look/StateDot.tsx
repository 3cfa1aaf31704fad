import type { AgentState } from '../../wire/messages.ts';
import { Dot, type Tone } from './Dot.tsx';

const TONES: Record<AgentState, Tone> = {
  available: 'good',
  draining: 'lamp',
  away: 'caution',
  wrap_up: 'lamp',
  offline: 'off',
};

/** An agent's state at a glance; who is not heard is taken for away. */
export function StateDot(props: { state: AgentState; unheard?: boolean | undefined }) {
  return <Dot tone={TONES[props.unheard ? 'away' : props.state]} />;
}
