/** What the loader, on the host's page, and the panel, in its frame, say to each other through their private port. */

/** How the host wants the widget to look. */
export interface Look {
  /** `auto` follows the visitor's system. */
  readonly theme: 'auto' | 'light' | 'dark';
  /** A CSS colour for buttons and the customer's own messages. */
  readonly accent?: string | undefined;
  /** Whose support this is, "Northwind Support". */
  readonly name?: string | undefined;
}

export type ToPanel =
  | { readonly type: 'look'; readonly look: Look }
  /** A token of the host for this customer, or null when the host has none: first of all, and in answer to `renew`. */
  | { readonly type: 'token'; readonly token: string | null }
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'shutdown' };

export type FromPanel =
  /** The token is void, or about to be: the host's newest is needed. */
  | { readonly type: 'renew' }
  | { readonly type: 'close' }
  /** Messages that the customer has not looked at. */
  | { readonly type: 'unread'; readonly count: number }
  /** Whether there is a conversation that a new page should pick up at once. */
  | { readonly type: 'active'; readonly active: boolean }
  /** For the host's listeners: `chat_started`, `chat_ended`, `ticket_opened`, with the conversation's number. */
  | { readonly type: 'happened'; readonly event: HostEvent; readonly conversation: number };

export type HostEvent = 'chat_started' | 'chat_ended' | 'ticket_opened';

/** The one message that does not go through the port: it brings the panel its end of it. */
export const CONNECT = 'switchboard';
