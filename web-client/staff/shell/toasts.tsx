import { useEffect, useState } from 'react';
import { alert, check, close, info } from '../../ui/icons.ts';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Store, useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import classes from './toasts.module.css';

export interface Toast {
  readonly tone: 'info' | 'good' | 'problem';
  readonly title: string;
  readonly text?: string;
  /** The way out, where one click is enough. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Shown extends Toast {
  readonly id: number;
}

const SHOWN_MAX = 4;
const STAYS_MS = { info: 6_000, good: 5_000, problem: 15_000 };
const shownToasts = new Store<readonly Shown[]>([]);
let lastId = 0;

/** Shows a message at the edge of the page; the same one twice is shown once. */
export function toast(message: Toast): void {
  lastId++;
  shownToasts.update((shown) =>
    [
      ...shown.filter((other) => other.title !== message.title || other.text !== message.text),
      { ...message, id: lastId },
    ].slice(-SHOWN_MAX),
  );
}

function dismiss(id: number): void {
  shownToasts.update((shown) => shown.filter((other) => other.id !== id));
}

const ICONS = { info, good: check, problem: alert };

/** Where toasts appear. Problems interrupt a screen reader, the rest wait their turn. */
export function Toasts() {
  const shown = useStore(shownToasts);
  const problems = shown.filter((each) => each.tone === 'problem');
  const others = shown.filter((each) => each.tone !== 'problem');
  return (
    <div className={classes.stack}>
      <div role="status">
        {others.map((each) => (
          <Card key={each.id} toast={each} />
        ))}
      </div>
      <div role="alert">
        {problems.map((each) => (
          <Card key={each.id} toast={each} />
        ))}
      </div>
    </div>
  );
}

function Card({ toast: shown }: { toast: Shown }) {
  const [held, hold] = useState(false);
  const { id, tone, title, text, action } = shown;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), STAYS_MS[tone]);
    return () => clearTimeout(timer);
  }, [held, id, tone]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only keeps it from leaving
    <div
      className={classes.toast}
      data-tone={tone}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <span className={classes.icon}>
        <Icon of={ICONS[tone]} size={18} />
      </span>
      <div className={classes.words}>
        <strong>{title}</strong>
        {text && <p>{text}</p>}
        {action && (
          <button
            type="button"
            className={classes.action}
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
      </div>
      <IconButton
        icon={close}
        label={strings.toasts.dismiss(title)}
        small
        onClick={() => dismiss(id)}
      />
    </div>
  );
}
