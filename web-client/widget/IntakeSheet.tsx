import { useState } from 'preact/hooks';
import type { ConversationView } from '../wire/messages.ts';
import { IntakeFields } from './IntakeFields.tsx';
import { toDraft, toIntake } from './intake.ts';
import { laterStrings } from './later-strings.ts';
import type { PanelStore } from './panel-store.ts';
import { Sheet } from './Sheet.tsx';
import { strings } from './strings.ts';

interface IntakeSheetProps {
  readonly store: PanelStore;
  readonly conversation: ConversationView;
  readonly close: () => void;
}

/** Where the customer tells anew what it is about. */
export function IntakeSheet({ store, conversation, close }: IntakeSheetProps) {
  const [draft, setDraft] = useState(() => toDraft(conversation.intake));
  const [busy, setBusy] = useState(false);
  const words = laterStrings.intake;
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
