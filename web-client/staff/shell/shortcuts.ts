/**
 * Keyboard shortcuts, written as `mod+k`, `alt+1`, `shift+b` or `?`. `mod` is Command on a Mac and Control elsewhere.
 * A shortcut without `mod` or `alt` is a single key: it does nothing while somebody types, and can be switched off
 * altogether (WCAG 2.1.4).
 */
export type Shortcut = string;

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export function isSingleKey(shortcut: Shortcut): boolean {
  return !shortcut.includes('mod+') && !shortcut.includes('alt+');
}

/** The shortcut that a key press spells. With Alt the physical key counts, since Alt composes letters on a Mac. */
export function spell(press: KeyPress, mac: boolean): Shortcut {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const composed = press.altKey ? physicalKey(press.code) : undefined;
  const key = (composed ?? press.key).toLowerCase();
  const letter = /^[a-z0-9]$/.test(key) || key.length > 1;
  return [
    mod ? 'mod+' : '',
    press.altKey ? 'alt+' : '',
    // Shift already shows in characters such as "?"; it is spelled out only where it does not.
    press.shiftKey && letter ? 'shift+' : '',
    key,
  ].join('');
}

function physicalKey(code: string): string | undefined {
  if (code.startsWith('Key')) return code.slice(3);
  if (code.startsWith('Digit')) return code.slice(5);
  return undefined;
}

const NAMES: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: 'Enter',
  escape: 'Esc',
  shift: 'Shift',
  alt: 'Alt',
  end: 'End',
};

/** The caps to show for a shortcut, in order. */
export function keyCaps(shortcut: Shortcut, mac: boolean): string[] {
  return shortcut.split('+').map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'alt' && mac) return '⌥';
    return NAMES[part] ?? part.toUpperCase();
  });
}

/** How assistive technology is told of a shortcut (`aria-keyshortcuts`). */
export function ariaShortcut(shortcut: Shortcut, mac: boolean): string {
  return shortcut
    .split('+')
    .map((part) => {
      if (part === 'mod') return mac ? 'Meta' : 'Control';
      return part.charAt(0).toUpperCase() + part.slice(1);
    })
    .join('+');
}

/** Whether keys pressed there are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !/^(button|checkbox|radio|range)$/.test(target.type);
}

export const onMac =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
