// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent, ConversationView } from '../wire/messages.ts';
import { foldForStaff } from './fold-for-staff.ts';

/** Written beside the records of the wire; the server folds the same. */
const GOLDEN = join(import.meta.dirname, '../../chat-protocol/src/test/resources/golden/fold');

interface Golden {
  readonly about: string;
  readonly snapshot: ConversationView;
  readonly events: readonly ConversationEvent[];
  readonly expected: ConversationView;
}

describe('snapshot + events = fresh snapshot', () => {
  const files = readdirSync(GOLDEN).map((file) => {
    return JSON.parse(readFileSync(join(GOLDEN, file), 'utf8')) as Golden;
  });

  it.each(files)('$about', ({ snapshot, events, expected: fresh }) => {
    expect(events.reduce(foldForStaff, snapshot)).toEqual(fresh);
  });
});
