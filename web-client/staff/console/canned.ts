import type { ConversationView } from '../../wire/messages.ts';

/** A prepared answer; `text` may hold variables such as `{customer.name}`. */
export interface CannedReply {
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
}

/** What is typed after a slash that begins a line or follows a blank, up to the caret; undefined where no slash is at work. */
export function slashQuery(
  draft: string,
  caret: number,
): { at: number; query: string } | undefined {
  const match = /(^|\s)\/([^\s/]*)$/.exec(draft.slice(0, caret));
  if (!match) return undefined;
  const query = match[2] ?? '';
  return { at: caret - query.length - 1, query };
}

/** Replies that fit a query, best first: shortcut begins with it, then title words, then anywhere in the text. */
export function matchReplies(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = query.toLocaleLowerCase();
  const rank = (reply: CannedReply): number => {
    const shortcut = reply.shortcut.toLocaleLowerCase();
    const title = reply.title.toLocaleLowerCase();
    if (shortcut.startsWith(wanted)) return 0;
    if (title.split(/\s+/).some((word) => word.startsWith(wanted))) return 1;
    if (shortcut.includes(wanted) || title.includes(wanted)) return 2;
    return reply.text.toLocaleLowerCase().includes(wanted) ? 3 : 4;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((entry) => entry.rank < 4)
    .sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .map((entry) => entry.reply);
}

/**
 * Fills a reply's variables. What is not known stays as `{…}`, so that the agent sees the hole before sending; `holes`
 * lists such places.
 */
export function fill(
  text: string,
  conversation: ConversationView,
  agentName: string,
): { text: string; holes: string[] } {
  const known: Record<string, string | undefined> = {
    'customer.name': conversation.customer.name,
    'customer.site': conversation.customer.site,
    'agent.name': agentName,
  };
  const holes: string[] = [];
  const filled = text.replace(/\{([a-z]+\.[a-z]+)\}/g, (whole, name: string) => {
    const value = known[name];
    if (value) return value;
    holes.push(whole);
    return whole;
  });
  return { text: filled, holes };
}

/** Puts a filled reply where the slash query stood; returns the new draft and where the caret goes. */
export function insertReply(
  draft: string,
  caret: number,
  at: number,
  reply: string,
): { draft: string; caret: number } {
  return { draft: draft.slice(0, at) + reply + draft.slice(caret), caret: at + reply.length };
}
