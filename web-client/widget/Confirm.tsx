import { useState } from 'preact/hooks';
import { type ConversationView, Limits } from '../wire/messages.ts';
import { laterStrings } from './later-strings.ts';
import type { PanelStore } from './panel-store.ts';
import { Sheet } from './Sheet.tsx';
import { isWaiting } from './stage.ts';

interface ConfirmProps {
  readonly store: PanelStore;
  readonly conversation: ConversationView;
  readonly close: () => void;
}

export function TicketSheet({ store, conversation, close }: ConfirmProps) {
  const [subject, setSubject] = useState(conversation.intake.topic);
  const [busy, setBusy] = useState(false);
  const words = laterStrings.ticket;
  const open = async (dismiss: () => void) => {
    setBusy(true);
    await store.ask({ type: 'open_ticket', subject: subject.trim() });
    dismiss();
  };
  return (
    <Sheet title={words.title} close={close}>
      {(dismiss) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void open(dismiss);
          }}
        >
          <p>
            {words.kept} {words.answer(conversation.customer.email)}
          </p>
          <label>
            {words.subject}
            <input
              dir="auto"
              value={subject}
              maxLength={Limits.SUBJECT_LENGTH_MAX}
              onInput={(event) => setSubject(event.currentTarget.value)}
            />
          </label>
          <div class="actions">
            <button type="submit" class="primary" disabled={busy}>
              {busy ? words.submitting : words.submit}
            </button>
            <button type="button" class="secondary" onClick={dismiss}>
              {isWaiting(conversation) ? words.stay : laterStrings.end.stay}
            </button>
          </div>
        </form>
      )}
    </Sheet>
  );
}

export function EndSheet({ store, conversation, close }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const words = laterStrings.end;
  const waiting = isWaiting(conversation);
  const end = async (dismiss: () => void) => {
    setBusy(true);
    await store.ask({ type: 'close_conversation' });
    dismiss();
  };
  return (
    <Sheet title={words.title} close={close}>
      {(dismiss) => (
        <>
          <p>{waiting ? words.textWaiting : words.text}</p>
          <div class="actions">
            <button
              type="button"
              class="primary danger"
              disabled={busy}
              onClick={() => void end(dismiss)}
            >
              {words.submit}
            </button>
            <button type="button" class="secondary" onClick={dismiss}>
              {waiting ? laterStrings.ticket.stay : words.stay}
            </button>
          </div>
        </>
      )}
    </Sheet>
  );
}
