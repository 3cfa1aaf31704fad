import { keep, recall } from '../shell/settings.ts';

/** What was written and not sent. Survives a reload on this device. */
export interface Draft {
  readonly text: string;
  readonly note: boolean;
}

export const NO_DRAFT: Draft = { text: '', note: false };

export function readDraft(person: string, conversation: number): Draft {
  return recall<Draft>(key(person, conversation)) ?? NO_DRAFT;
}

export function writeDraft(person: string, conversation: number, draft: Draft): void {
  keep(key(person, conversation), draft.text || draft.note ? draft : undefined);
}

export function dropDraft(person: string, conversation: number): void {
  keep(key(person, conversation), undefined);
}

function key(person: string, conversation: number): string {
  return `switchboard.desk.draft.${person}.${conversation}`;
}
