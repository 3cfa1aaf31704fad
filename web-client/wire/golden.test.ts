// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Change, type ClientMessage, ErrorCodes, type ServerMessage } from './messages.ts';

const webClient = dirname(dirname(fileURLToPath(import.meta.url)));
const golden = join(webClient, '../chat-protocol/src/test/resources/golden');

/** The JSON texts of a folder by file name. */
function texts(folder: string): Map<string, string> {
  const names = readdirSync(join(golden, folder)).sort();
  return new Map(names.map((name) => [name, readFileSync(join(golden, folder, name), 'utf8')]));
}

function frames<T>(folder: string): T[] {
  return [...texts(folder).values()].map((text) => JSON.parse(text) as T);
}

/** A type of each member, checked by the compiler to be all of them. */
type Each<T extends { readonly type: string }> = Record<T['type'], true>;

const client: Each<ClientMessage> = {
  accept_offer: true,
  assign_chat: true,
  assign_ticket: true,
  boost_chat: true,
  change_wants: true,
  close_conversation: true,
  decline_offer: true,
  end_wrap_up: true,
  follow: true,
  hello: true,
  join_chat: true,
  launch_chat: true,
  mark: true,
  mark_vip: true,
  open_ticket: true,
  pause_queue: true,
  ping: true,
  post_message: true,
  rate_chat: true,
  read_history: true,
  read_team: true,
  resolve_ticket: true,
  revise_intake: true,
  set_state: true,
  transfer_chat: true,
  typing: true,
  unfollow: true,
  watch_board: true,
  weigh_chat: true,
};

const server: Each<ServerMessage> = {
  agent: true,
  board: true,
  conversation: true,
  conversation_left: true,
  done: true,
  event: true,
  history: true,
  offer_ended: true,
  offered: true,
  pong: true,
  presence: true,
  problem: true,
  queue_place: true,
  refused: true,
  team: true,
  ticket: true,
  typing: true,
  welcome: true,
};

const changes: Each<Change> = {
  assigned: true,
  boosted: true,
  closed: true,
  hidden: true,
  intake_revised: true,
  joined: true,
  launched: true,
  left: true,
  marked: true,
  message: true,
  offer_ended: true,
  offered: true,
  queued: true,
  rated: true,
  ticket_assigned: true,
  ticket_opened: true,
  ticket_resolved: true,
  transfer_offered: true,
  transferred: true,
  vip_marked: true,
  wants_changed: true,
  weighed: true,
  wrap_up_began: true,
};

function typesOf(messages: readonly { readonly type: string }[]): string[] {
  return [...new Set(messages.map(({ type }) => type))].sort();
}

/** What the compiler has to say of a source text that stands in this folder's place. */
function complaints(source: string): string {
  const folder = join(webClient, '.cache/golden');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'frames.ts'), source);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['frames.ts'] }),
  );
  const { stdout } = spawnSync(join(webClient, 'node_modules/.bin/tsc'), ['-p', folder], {
    encoding: 'utf8',
  });
  return stdout;
}

function declaration(folder: string, type: string): string {
  const entries = [...texts(folder)].map(([name, text]) => `${JSON.stringify(name)}: ${text}`);
  return `export const ${folder}: Record<string, ${type}> = {${entries.join(',')}};`;
}

describe('the golden frames', () => {
  it('hold every message of both directions and every change, and no other', () => {
    const messages = frames<ServerMessage>('server');
    const events = messages.filter((message) => message.type === 'event');

    expect(typesOf(frames<ClientMessage>('client'))).toEqual(Object.keys(client));
    expect(typesOf(messages)).toEqual(Object.keys(server));
    expect(typesOf(events.map(({ event }) => event.change))).toEqual(Object.keys(changes));
  });

  it('are to the last field what the generated types say', { timeout: 60_000 }, () => {
    const source = `
      import type { ClientMessage, ServerMessage } from '../../wire/messages.ts';
      ${declaration('client', 'ClientMessage')}
      ${declaration('server', 'ServerMessage')}
      // @ts-expect-error a field too many: shows that the compiler looks at each
      export const wrong: ClientMessage = { type: 'ping', atMs: 1 };`;

    expect(complaints(source)).toBe('');
  });

  it('are refused with codes that clients know', () => {
    for (const { code } of frames<{ code: string }>('refused')) {
      expect(Object.keys(ErrorCodes)).toContain(code);
    }
  });
});
