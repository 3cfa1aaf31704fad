import { useState } from 'preact/hooks';
import { pencil } from '../ui/icons.ts';
import type { ConversationView, Intake } from '../wire/messages.ts';
import { Icon } from './Icon.tsx';
import { isEmpty } from './intake.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { isOver } from './stage.ts';
import { strings } from './strings.ts';

interface IntakeSummaryProps {
  readonly store: PanelStore;
  readonly state: PanelState;
  readonly conversation: ConversationView;
}

/** What the agent already knows, so that nobody tells it twice; it can be changed until the chat is over. */
export function IntakeSummary({ store, state: { later }, conversation }: IntakeSummaryProps) {
  const [editing, setEditing] = useState(false);
  const { intake } = conversation;
  const words = strings.intake;
  const empty = isEmpty(intake);
  const fixed = isOver(conversation);
  if (empty && fixed) return null;
  return (
    <section class="intake" aria-label={words.summary}>
      {empty ? <p class="soft">{words.nothing}</p> : <Told intake={intake} />}
      {!fixed && (
        <button type="button" class="link" onClick={() => setEditing(true)}>
          <Icon of={pencil} />
          {empty ? words.add : words.edit}
        </button>
      )}
      {editing && later && (
        <later.IntakeSheet
          store={store}
          conversation={conversation}
          close={() => setEditing(false)}
        />
      )}
    </section>
  );
}

function Told({ intake }: { readonly intake: Intake }) {
  const words = strings.intake;
  const rest = [
    [words.steps, intake.steps],
    [words.environment, intake.environment],
    [words.began, intake.began],
    [words.error, intake.error],
    [words.links, intake.links.join('\n')],
  ].filter(([, value]) => value);
  const title = intake.topic || words.summary;
  if (rest.length === 0)
    return (
      <p class="topic" dir="auto">
        {title}
      </p>
    );
  return (
    <details>
      <summary class="topic" dir="auto">
        {title}
      </summary>
      <dl>
        {rest.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
