import { Limits } from '../wire/messages.ts';
import { type IntakeDraft, MULTIDEV } from './intake.ts';
import { strings } from './strings.ts';

interface IntakeFieldsProps {
  readonly draft: IntakeDraft;
  readonly environments: readonly string[];
  readonly change: (draft: IntakeDraft) => void;
}

/** The questions an engineer would ask first. None must be answered. */
export function IntakeFields({ draft, environments, change }: IntakeFieldsProps) {
  const words = strings.intake;
  const set = (part: Partial<IntakeDraft>) => change({ ...draft, ...part });
  const hasMore = Boolean(draft.began || draft.error || draft.links);
  return (
    <>
      <label>
        {words.topic}
        <input
          dir="auto"
          value={draft.topic}
          placeholder={words.topicPlaceholder}
          maxLength={Limits.INTAKE_TOPIC_LENGTH_MAX}
          onInput={(event) => set({ topic: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>{words.environment}</legend>
        <div class="chips">
          {choices(environments).map((name) => (
            <label key={name} class="chip">
              <input
                type="radio"
                name="environment"
                checked={draft.environment === name}
                onClick={() => set({ environment: draft.environment === name ? '' : name })}
              />
              <span>{name}</span>
            </label>
          ))}
        </div>
        {draft.environment === MULTIDEV && (
          <input
            class="multidev"
            aria-label={words.multidevName}
            placeholder={words.multidevName}
            value={draft.multidev}
            maxLength={Limits.INTAKE_ENVIRONMENT_LENGTH_MAX - MULTIDEV.length - 1}
            onInput={(event) => set({ multidev: event.currentTarget.value })}
          />
        )}
      </fieldset>
      <label>
        {words.steps}
        <textarea
          dir="auto"
          rows={3}
          value={draft.steps}
          placeholder={words.stepsPlaceholder}
          maxLength={Limits.INTAKE_STEPS_LENGTH_MAX}
          onInput={(event) => set({ steps: event.currentTarget.value })}
        />
      </label>
      <details class="more" open={hasMore}>
        <summary>{words.more}</summary>
        <label>
          {words.began}
          <input
            dir="auto"
            value={draft.began}
            placeholder={words.beganPlaceholder}
            maxLength={Limits.INTAKE_BEGAN_LENGTH_MAX}
            onInput={(event) => set({ began: event.currentTarget.value })}
          />
        </label>
        <label>
          {words.error}
          <textarea
            dir="auto"
            class="mono"
            rows={2}
            value={draft.error}
            placeholder={words.errorPlaceholder}
            maxLength={Limits.INTAKE_ERROR_LENGTH_MAX}
            onInput={(event) => set({ error: event.currentTarget.value })}
          />
        </label>
        <label>
          {words.links}
          <textarea
            rows={2}
            inputMode="url"
            value={draft.links}
            placeholder={words.linksPlaceholder}
            onInput={(event) => set({ links: event.currentTarget.value })}
          />
        </label>
      </details>
    </>
  );
}

/** The site's environments, Multidevs by their names; where none is known by name, one may be named. */
function choices(environments: readonly string[]): readonly string[] {
  const fixed = ['Dev', 'Test', 'Live'];
  const isNamed = environments.some((name) => !fixed.includes(name));
  return isNamed ? environments : [...fixed, MULTIDEV];
}
