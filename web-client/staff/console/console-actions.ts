import type { ConversationView } from '../../wire/messages.ts';
import type { Desk } from '../desk/desk.ts';
import type { Action } from '../shell/actions.ts';
import { strings } from '../strings.ts';
import { type TicketFolder, waitingSince } from './chat-list.ts';
import { toggleDetails } from './details-panel.ts';
import type { Question } from './questions.ts';
import type { TileHandle } from './Tile.tsx';

interface Around {
  readonly desk: Desk;
  /** In the order of the list. */
  readonly chats: readonly ConversationView[];
  /** The tiles on screen, in order. */
  readonly shown: readonly ConversationView[];
  readonly focused: ConversationView | undefined;
  readonly handle: () => TileHandle | undefined;
  readonly open: (id: number) => void;
  readonly close: (id: number) => void;
  readonly ask: (question: Question) => void;
  readonly setFolder: (folder: TicketFolder) => void;
}

/** Everything that can be done on the console now, with its shortcut. */
export function consoleActions(around: Around): Action[] {
  return [...chatActions(around), ...moves(around)];
}

function chatActions({ desk, focused, handle, ask, close }: Around): Action[] {
  if (!focused) return [];
  const { id } = focused;
  const held = desk.isHeld(focused);
  const ticket = desk.ticketOf(focused);
  const open = ticket !== undefined && ticket.state !== 'resolved';
  const answers = open && ticket.agent?.id === desk.self.id;
  const replies = answers || (held && focused.stage === 'assigned') || desk.hasJoined(focused);
  const { chat, ticket: ticketGroup } = strings.groups;
  const { composer, tile } = strings;
  const actions: (Action | false)[] = [
    replies && {
      id: 'reply',
      group: chat,
      title: composer.writeReply,
      keys: ['r'],
      run: () => handle()?.write(false),
    },
    (open || held || desk.hasJoined(focused)) && {
      id: 'note',
      group: chat,
      title: composer.writeNote,
      keys: ['n'],
      run: () => handle()?.write(true),
    },
    replies && {
      id: 'toggle-note',
      group: chat,
      title: strings.help.toggleNote,
      keys: ['alt+n'],
      run: () => handle()?.toggleNote(),
    },
    replies && {
      id: 'canned',
      group: chat,
      title: composer.canned,
      keys: ['/'],
      run: () => handle()?.insertSlash(),
    },
    held &&
      !focused.ticket && {
        id: 'ticket',
        group: chat,
        title: tile.ticketAction,
        keys: ['t'],
        run: () => ask({ kind: 'ticket', id }),
      },
    held &&
      focused.stage === 'assigned' && {
        id: 'transfer',
        group: chat,
        title: tile.transferAction,
        keys: ['f', 'alt+f'],
        run: () => ask({ kind: 'transfer', id }),
      },
    held &&
      focused.stage === 'assigned' && {
        id: 'heavy',
        group: chat,
        title: `${tile.heavy}: ${tile.heavyHelp}`,
        run: () => void desk.weigh(id, focused.weight === undefined ? 2 : 1),
      },
    (held || desk.hasJoined(focused)) && {
      id: 'wants',
      group: chat,
      title: strings.details.changeWants,
      run: () => ask({ kind: 'wants', id }),
    },
    {
      id: 'why',
      group: chat,
      title: strings.why.action,
      run: () => ask({ kind: 'why', id }),
    },
    desk.hasJoined(focused) && {
      id: 'leave',
      group: chat,
      title: tile.leaveAction,
      run: () => void desk.join(id, false),
    },
    held &&
      focused.stage === 'assigned' && {
        id: 'end',
        group: chat,
        title: tile.endAction,
        keys: ['e'],
        run: () => ask({ kind: 'end', id }),
      },
    held &&
      focused.stage === 'wrap_up' && {
        id: 'finish',
        group: chat,
        title: tile.finishWrapUp,
        keys: ['e', 'alt+e'],
        run: () => ask({ kind: 'finish', id }),
      },
    open &&
      !answers && {
        id: 'assign',
        group: ticketGroup,
        title: tile.assignToMe,
        keys: ['m'],
        run: () => void desk.assignTicket(id),
      },
    answers && {
      id: 'resolve',
      group: ticketGroup,
      title: tile.resolve,
      keys: ['x'],
      run: () => void desk.resolveTicket(id),
    },
    {
      id: 'newest',
      group: chat,
      title: strings.actions.newest,
      keys: ['end'],
      run: () => handle()?.toNewest(),
    },
    { id: 'close', group: chat, title: tile.close, keys: ['shift+x'], run: () => close(id) },
  ];
  return actions.filter((action) => action !== false);
}

function moves({ chats, shown, focused, open, setFolder }: Around): Action[] {
  const { move } = strings.groups;
  const words = strings.actions;
  const at = chats.findIndex((view) => view.id === focused?.id);
  const step = (by: number) => {
    const next = chats[(at + by + chats.length) % chats.length];
    if (next) open(next.id);
  };
  const waiting = chats.find((view) => waitingSince(view) !== undefined && view.id !== focused?.id);
  const folders = Object.entries(strings.console.folders) as [TicketFolder, string][];
  return [
    ...shown.map((view, index) => ({
      id: `tile-${index + 1}`,
      group: move,
      title: words.focusTile(index + 1, view.customer.name),
      keys: [`alt+${index + 1}`],
      run: () => open(view.id),
    })),
    ...(chats.length > 0
      ? [
          {
            id: 'next',
            group: move,
            title: words.next,
            keys: ['j', 'alt+arrowdown'],
            run: () => step(1),
          },
          {
            id: 'previous',
            group: move,
            title: words.previous,
            keys: ['k', 'alt+arrowup'],
            run: () => step(at < 0 ? 0 : -1),
          },
        ]
      : []),
    ...(waiting
      ? [
          {
            id: 'longest',
            group: move,
            title: words.nextWaiting,
            keys: ['l', 'alt+l'],
            run: () => open(waiting.id),
          },
        ]
      : []),
    ...chats
      .filter((view) => !shown.includes(view))
      .map((view) => ({
        id: `open-${view.id}`,
        group: move,
        title: words.openChat(view.customer.name),
        run: () => open(view.id),
      })),
    {
      id: 'details',
      group: move,
      title: words.toggleDetails,
      keys: ['i', 'alt+i'],
      run: toggleDetails,
    },
    ...folders.map(([folder, name]) => ({
      id: `folder-${folder}`,
      group: move,
      title: words.folder(name),
      run: () => setFolder(folder),
    })),
  ];
}
