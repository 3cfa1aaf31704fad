import { useEffect, useRef, useState } from 'preact/hooks';
import { IntakeFields } from './IntakeFields.tsx';
import { EMPTY_DRAFT, type IntakeDraft, toIntake } from './intake.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { strings } from './strings.ts';

interface StartProps {
  readonly store: PanelStore;
  readonly state: PanelState;
}

/** Before a chat: greets, asks, and never blocks. */
export function Start({ store, state }: StartProps) {
  const [draft, setDraft] = useState<IntakeDraft>(() => {
    const kept = store.intakeDraft;
    return kept ? { ...EMPTY_DRAFT, ...JSON.parse(kept) } : EMPTY_DRAFT;
  });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.visible) form.current?.querySelector('input')?.focus();
  }, [state.visible]);

  const change = (next: IntakeDraft) => {
    setDraft(next);
    store.intakeDraft = JSON.stringify(next);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    store.launch(toIntake(draft));
  };
  const words = strings.start;
  const firstName = state.self?.name.split(' ')[0];
  return (
    <main aria-label={strings.panel} class="start">
      <form ref={form} onSubmit={submit}>
        <div class="questions">
          <h2>{firstName ? words.greeting(firstName) : words.greetingNobody}</h2>
          <p class="soft">{words.promise(state.host?.site)}</p>
          <IntakeFields
            draft={draft}
            environments={state.host?.environments ?? []}
            change={change}
          />
          <p class="soft small">{words.optional}</p>
        </div>
        <div class="foot">
          {state.problem?.code === 'closed' && (
            <button
              type="button"
              class="secondary"
              onClick={() => store.launch(toIntake(draft), true)}
            >
              {strings.place.ticket}
            </button>
          )}
          <button type="submit" class="primary" disabled={state.launching}>
            {state.launching ? words.submitting : words.submit}
          </button>
        </div>
      </form>
    </main>
  );
}
