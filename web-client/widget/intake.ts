import { type Intake, Limits } from '../wire/messages.ts';

/** The form as it is typed: links are one text, a Multidev has a name of its own. */
export interface IntakeDraft {
  readonly topic: string;
  readonly steps: string;
  readonly environment: string;
  readonly multidev: string;
  readonly began: string;
  readonly error: string;
  readonly links: string;
}

export const EMPTY_DRAFT: IntakeDraft = {
  topic: '',
  steps: '',
  environment: '',
  multidev: '',
  began: '',
  error: '',
  links: '',
};

/** The choice that asks for a name. */
export const MULTIDEV = 'Multidev';

/**
 * What is sent. Nothing that was typed may hold the form up: a link without a scheme gets one, and what cannot be a
 * link, or is too much for that field, goes to the steps.
 */
export function toIntake(draft: IntakeDraft): Intake {
  const links: string[] = [];
  const rest: string[] = [];
  for (const line of draft.links.split(/\s+/).filter(Boolean)) {
    const link = asLink(line);
    if (link && links.length < Limits.INTAKE_LINKS_MAX) links.push(link);
    else rest.push(line);
  }
  const steps = [draft.steps.trim(), rest.join(' ')].filter(Boolean).join('\n');
  const environment =
    draft.environment === MULTIDEV && draft.multidev.trim()
      ? `${MULTIDEV} ${draft.multidev.trim()}`
      : draft.environment;
  return {
    topic: draft.topic.trim().slice(0, Limits.INTAKE_TOPIC_LENGTH_MAX),
    steps: steps.slice(0, Limits.INTAKE_STEPS_LENGTH_MAX),
    environment: environment.slice(0, Limits.INTAKE_ENVIRONMENT_LENGTH_MAX),
    began: draft.began.trim().slice(0, Limits.INTAKE_BEGAN_LENGTH_MAX),
    error: draft.error.trim().slice(0, Limits.INTAKE_ERROR_LENGTH_MAX),
    links,
  };
}

/** The form for what was sent before. */
export function toDraft(intake: Intake): IntakeDraft {
  const [first = '', ...name] = intake.environment.split(' ');
  const isMultidev = first === MULTIDEV;
  return {
    ...intake,
    environment: isMultidev ? MULTIDEV : intake.environment,
    multidev: isMultidev ? name.join(' ') : '',
    links: intake.links.join('\n'),
  };
}

export function isEmpty(intake: Intake): boolean {
  return Object.values(intake).every((value) => value.length === 0);
}

function asLink(text: string): string | undefined {
  const link = /^https?:\/\//.test(text) ? text : `https://${text}`;
  const isLink = URL.canParse(link) && new URL(link).hostname.includes('.');
  return isLink && link.length <= Limits.INTAKE_LINK_LENGTH_MAX ? link : undefined;
}
