import { CONNECT, type FromPanel, type Look, type ToPanel } from './port.ts';
import { launcherStrings as words } from './strings.ts';

/**
 * The script that a host page includes. It draws the launcher in a shadow root, keeps the host's commands, and brings
 * in the panel, a frame of the desk's own origin, when somebody means to use it. What the host calls:
 *
 *     Switchboard('boot', { token, theme, accent, name, launcher })   token: the signed text, or a function that gets one
 *     Switchboard('identify', token)                     another site or customer from now on
 *     Switchboard('open') ('close')                      the panel
 *     Switchboard('show') ('hide')                       the launcher
 *     Switchboard('on' | 'off', event, listener)         opened, closed, unread, chat_started, chat_ended, ticket_opened
 *     Switchboard('shutdown')                            at sign-out: removes everything, stored messages included
 *
 * Commands given before this script has loaded wait in `Switchboard.q`.
 */
type Token = string | (() => Promise<string | null>);

interface Boot extends Partial<Look> {
  readonly token: Token;
  /** false: the host opens the panel with its own button */
  readonly launcher?: boolean;
}

type Listener = (detail: unknown) => void;

interface Entry {
  (command: string, ...details: unknown[]): void;
  q?: Iterable<Parameters<Entry>>;
}

const page = window as unknown as { Switchboard?: Entry };
const panelUrl = new URL('panel.html', (document.currentScript as HTMLScriptElement).src);

/** Lets the next page of the same visit pick up a conversation without waiting for a click. */
const KEPT = 'switchboard';

const STYLE = `:host{all:initial;position:fixed;z-index:2147483000;inset:0;pointer-events:none}
*{box-sizing:border-box;transition:.16s}
button,iframe{pointer-events:auto;position:absolute;inset-block:auto 20px;inset-inline:auto 20px;border:0;box-shadow:0 0 1px #888,0 4px 32px #0005}
button{width:56px;height:56px;border-radius:50%;cursor:pointer;background:var(--a);forced-color-adjust:none}
button:hover{transform:scale(1.06)}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px var(--a)}
button:before{content:"";position:absolute;inset:15px;background:#fff;clip-path:path("M13 2a11 10 0 1 1-5 19l-7 3 3-6A10 10 0 0 1 13 2")}
[aria-expanded=true]:before{clip-path:path("M1 9l2-2 10 9L23 7l2 2-12 11z")}
button:not([data-unread="0"]):after{content:attr(data-unread);position:absolute;top:-3px;right:-3px;min-width:22px;padding:0 6px;border-radius:11px;background:#b3261e;color:#fff;font:600 13px/22px system-ui}
iframe{bottom:88px;width:400px;height:min(700px,100dvh - 108px);border-radius:16px}
[aria-expanded=false]+iframe{visibility:hidden;opacity:0;transform:translateY(12px)}
[hidden]+iframe{bottom:20px;height:min(700px,100dvh - 40px)}
@media(max-width:480px){[aria-expanded]+iframe{inset:var(--t,0) 0 auto;width:100%;height:var(--h,100dvh);border-radius:0}[aria-expanded=true]{display:none}}
@media(prefers-reduced-motion){*{transition:none}}
@media print{:host{display:none}}`;

const root = document.createElement('switchboard-widget');
const shadow = root.attachShadow({ mode: 'open' });
const launcher = document.createElement('button');
const seen = visualViewport as VisualViewport;
const listeners: Record<string, Set<Listener>> = {};

let look: Look;
let token: Token;
let frame: HTMLIFrameElement | undefined;
let port: MessagePort | undefined;
let returnTo: HTMLElement | null;
let opened = false;
let active = false;
let unread = 0;

const commands: Record<string, (...details: never[]) => void> = {
  boot(options: Boot) {
    remove();
    const { theme = 'auto', accent, name, launcher: shown = true } = options;
    look = { theme, accent, name };
    token = options.token;
    root.style.setProperty('--a', accent ?? '#2f54d6');
    launcher.hidden = !shown;
    document.body.append(root);
    shadow.append(launcher);
    paint();
    const kept = keep();
    if (kept) bringPanel();
    if (kept === 'open') open();
  },
  identify(next: Token) {
    token = next;
    sendToken();
  },
  open,
  close,
  show() {
    launcher.hidden = false;
  },
  hide() {
    launcher.hidden = true;
  },
  on(event: string, listener: Listener) {
    listeners[event] ??= new Set();
    listeners[event].add(listener);
  },
  off: (event: string, listener: Listener) => listeners[event]?.delete(listener),
  shutdown() {
    close();
    send({ type: 'shutdown' });
    // The panel empties its storage before its frame goes; a boot right after begins with a frame of its own.
    const leaving = frame;
    if (leaving) leaving.hidden = true;
    setTimeout(() => leaving?.remove(), 500);
    frame = undefined;
    remove();
    keep('');
  },
};

function draw(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  launcher.onpointerenter = launcher.onfocus = bringPanel;
  launcher.onclick = () => (opened ? close() : open());
  addEventListener('focusin', uncover);
  seen.addEventListener('resize', fit);
  seen.addEventListener('scroll', fit);
}

function paint(): void {
  launcher.ariaExpanded = String(opened);
  const news = opened ? 0 : unread;
  launcher.dataset.unread = String(news);
  launcher.ariaLabel = opened ? words.close : words.open;
  if (news) launcher.ariaLabel += words.unread(news);
}

/** Creates the frame, once. It stays when the panel is closed: the conversation goes on. */
function bringPanel(): void {
  if (frame) return;
  frame = document.createElement('iframe');
  frame.src = panelUrl.href;
  frame.title = words.panel;
  frame.onload = () => {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (message: MessageEvent<FromPanel>) => receive(message.data);
    frame?.contentWindow?.postMessage(CONNECT, panelUrl.origin, [channel.port2]);
    send({ type: 'look', look });
    sendVisible();
    sendToken();
  };
  launcher.after(frame);
}

function open(): void {
  if (opened || !launcher.isConnected) return;
  bringPanel();
  returnTo = document.activeElement as HTMLElement;
  fit();
  turn(true);
  frame?.focus();
}

function close(): void {
  if (!opened) return;
  turn(false);
  (returnTo !== document.body && returnTo?.checkVisibility() ? returnTo : launcher).focus();
}

function turn(next: boolean): void {
  opened = next;
  paint();
  sendVisible();
  remember();
  emit(opened ? 'opened' : 'closed');
}

function remove(): void {
  launcher.remove();
  frame?.remove();
  frame = port = undefined;
  opened = active = false;
  showUnread(0);
}

function receive(message: FromPanel): void {
  if (message.type === 'renew') sendToken();
  else if (message.type === 'close') close();
  else if (message.type === 'unread') {
    showUnread(message.count);
    paint();
    emit('unread', message.count);
  } else if (message.type === 'active') {
    active = message.active;
    remember();
  } else emit(message.event, message.conversation);
}

async function sendToken(): Promise<void> {
  let current: string | null = null;
  try {
    current = typeof token === 'function' ? await token() : token;
  } finally {
    send({ type: 'token', token: current });
  }
}

function sendVisible(): void {
  send({ type: 'visible', visible: opened });
}

function send(message: ToPanel): void {
  port?.postMessage(message);
}

function emit(event: string, detail?: unknown): void {
  for (const listener of listeners[event] ?? []) listener(detail);
}

/** "(2) Dashboard" while something is unread. */
function showUnread(count: number): void {
  const bare = document.title.replace(`(${unread}) `, '');
  document.title = count ? `(${count}) ${bare}` : bare;
  unread = count;
}

/** The keyboard of a phone covers what is fixed to the layout viewport; the panel takes what is left in sight. */
function fit(): void {
  root.style.setProperty('--h', `${seen.height}px`);
  root.style.setProperty('--t', `${seen.offsetTop}px`);
}

/** What has the keyboard focus is never hidden under the launcher. */
function uncover(event: FocusEvent): void {
  const target = event.target as Element;
  const under = target.getBoundingClientRect();
  const over = launcher.getBoundingClientRect();
  if (over.width && target !== root && under.right > over.left && under.bottom > over.top)
    target.scrollIntoView({ block: 'center' });
}

function remember(): void {
  keep(opened ? 'open' : active ? 'active' : '');
}

/** Storage may be blocked; then every page starts afresh. */
function keep(value?: string): string | null | undefined {
  try {
    if (value !== undefined) sessionStorage.setItem(KEPT, value);
    return sessionStorage.getItem(KEPT);
  } catch {}
}

draw();
const waiting = page.Switchboard?.q ?? [];
page.Switchboard = (command, ...details) => commands[command]?.(...(details as never[]));
for (const call of waiting) page.Switchboard(...call);
