import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { check, type Icon as Outline } from '../../ui/icons.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { Icon } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import classes from './Menu.module.css';

export interface MenuEntry {
  readonly label: string;
  readonly onSelect: () => void;
  /** One line more, under the label. */
  readonly detail?: string;
  readonly icon?: Outline | ReactNode;
  readonly keys?: Shortcut | undefined;
  /** Set for one choice among others, or with `toggles` for an option of its own that is on or off. */
  readonly checked?: boolean;
  readonly toggles?: boolean;
  readonly disabled?: boolean;
  /** Begins a new group, under a line. */
  readonly divided?: boolean;
}

/** A button with a menu below it, moved through with arrows, Home, End and first letters. */
export function Menu(props: {
  label: string;
  hint?: string;
  entries: readonly MenuEntry[];
  children: ReactNode;
  className?: string | undefined;
  heading?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    if (!open) return;
    const start =
      list.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? items(list.current)[0];
    start?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        setOpen(true);
      }
      return;
    }
    event.stopPropagation();
    const all = items(list.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    let next: HTMLElement | undefined;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') next = all[(at + 1) % all.length];
    else if (event.key === 'ArrowUp') next = all[(at - 1 + all.length) % all.length];
    else if (event.key === 'Home') next = all[0];
    else if (event.key === 'End') next = all.at(-1);
    else if (event.key.length === 1) {
      const letter = event.key.toLocaleLowerCase();
      next = [...all.slice(at + 1), ...all].find((item) =>
        item.textContent?.trim().toLocaleLowerCase().startsWith(letter),
      );
    }
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the button and the menu's items
    <div ref={root} className={classes.root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={props.className ?? classes.button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-hint={open ? undefined : (props.hint ?? props.label)}
        onClick={() => setOpen(!open)}
      >
        <span className="visually-hidden">{props.label}</span>
        <span aria-hidden="true" className={classes.face}>
          {props.children}
        </span>
      </button>
      {open && (
        <div ref={list} id={id} role="menu" aria-label={props.label} className={classes.menu}>
          {props.heading && (
            <div role="presentation" className={classes.heading}>
              {props.heading}
            </div>
          )}
          {props.entries.map((entry) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: every role of `roleOf` that is checked supports it
            <button
              key={entry.label}
              type="button"
              role={roleOf(entry)}
              aria-checked={entry.checked}
              disabled={entry.disabled}
              data-divided={entry.divided}
              tabIndex={-1}
              className={classes.item}
              onClick={() => {
                close();
                entry.onSelect();
              }}
            >
              <span className={classes.icon}>
                {Array.isArray(entry.icon) ? <Icon of={entry.icon} /> : (entry.icon as ReactNode)}
              </span>
              <span className={classes.label}>
                {entry.label}
                {entry.detail && <small className={classes.detail}>{entry.detail}</small>}
              </span>
              {entry.checked && <Icon of={check} />}
              {entry.keys && <Keys of={entry.keys} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function roleOf(entry: MenuEntry): string {
  if (entry.checked === undefined) return 'menuitem';
  return entry.toggles ? 'menuitemcheckbox' : 'menuitemradio';
}

function items(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
}
