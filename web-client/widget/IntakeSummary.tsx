import { useState } from 'preact/hooks';
import { pencil } from '../ui/icons.ts';
import type { ConversationView, Intake } from '../wire/messages.ts';
import { Icon } from './Icon.tsx';
import { IntakeFields } from './IntakeFields.tsx';
import { isEmpty, toDraft, toIntake } from './intake.ts';
import type { PanelStore } from './panel-store.ts';
import { Sheet } from './Sheet.tsx';
import { isOver } from './stage.ts';
import { strings } from './strings.ts';

interface IntakeSummaryProps {
  readonly store: PanelStore;
  readonly conversation: ConversationView;
}

/** What the agent already knows, so that nobody tells it twice; it can be changed until the chat is over. */
export function IntakeSummary({ store, conversation }: IntakeSummaryProps) {
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
      {editing && (
        <Editor store={store} conversation={conversation} close={() => setEditing(false)} />
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

interface EditorProps extends IntakeSummaryProps {
  readonly close: () => void;
}

function Editor({ store, conversation, close }: EditorProps) {
  const [draft, setDraft] = useState(() => toDraft(conversation.intake));
  const [busy, setBusy] = useState(false);
  const words = strings.intake;
  const save = async (dismiss: () => void) => {
    setBusy(true);
    await store.ask({ type: 'revise_intake', intake: toIntake(draft) });
    dismiss();
  };
  return (
    <Sheet title={words.editTitle} close={close}>
      {(dismiss) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save(dismiss);
          }}
        >
          <IntakeFields
            draft={draft}
            environments={conversation.customer.environments}
            change={setDraft}
          />
          <div class="actions">
            <button type="submit" class="primary" disabled={busy}>
              {words.save}
            </button>
            <button type="button" class="secondary" onClick={dismiss}>
              {strings.cancel}
            </button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
