import { cannedReplies } from '../desk/api.ts';
import { Store } from '../look/store.ts';
import { report } from '../shell/problems.ts';
import { strings } from '../strings.ts';
import type { CannedReply } from './canned.ts';

/** The canned replies, fetched when first asked for; undefined until they are here. */
export const replies = new Store<readonly CannedReply[] | undefined>(undefined);
let asked = false;

export async function fetchReplies(): Promise<void> {
  if (asked) return;
  asked = true;
  const answer = await cannedReplies();
  if (answer.ok) {
    replies.set(answer.value.replies);
    return;
  }
  asked = false;
  report(strings.doing.canned, answer.problem);
}
