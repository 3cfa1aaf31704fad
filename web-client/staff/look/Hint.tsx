import { useEffect, useRef, useState } from 'react';
import classes from './Hint.module.css';
import { Keys } from './Keys.tsx';

interface Shown {
  readonly text: string;
  readonly keys: string | undefined;
  readonly x: number;
  readonly y: number;
  readonly above: boolean;
}

const DELAY_MS = 400;

/**
 * The one tooltip of the page, for whatever carries `data-hint`. It can be hovered and dismissed with Escape, and repeats
 * only what the element's accessible name says already, so it is hidden from assistive technology.
 */
export default function Hint() {
  const [shown, show] = useState<Shown>();
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let owner: Element | null = null;
    const consider = (event: Event) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target && bubble.current?.contains(target)) return;
      const next = target?.closest('[data-hint]') ?? null;
      if (next === owner) return;
      owner = next;
      clearTimeout(timer);
      show(undefined);
      if (!next) return;
      if (event.type === 'focusin' && !next.matches(':focus-visible')) return;
      timer = setTimeout(() => next.isConnected && show(place(next)), DELAY_MS);
    };
    const dismiss = () => {
      clearTimeout(timer);
      show(undefined);
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && dismiss();
    document.addEventListener('pointerover', consider);
    document.addEventListener('focusin', consider);
    document.addEventListener('pointerdown', dismiss);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', dismiss, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', consider);
      document.removeEventListener('focusin', consider);
      document.removeEventListener('pointerdown', dismiss);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', dismiss, true);
    };
  }, []);
  if (!shown) return null;
  return (
    <div
      ref={bubble}
      className={classes.hint}
      data-above={shown.above || undefined}
      style={{ insetInlineStart: shown.x, insetBlockStart: shown.y }}
      aria-hidden="true"
    >
      {shown.text}
      {shown.keys && <Keys of={shown.keys} />}
    </div>
  );
}

function place(element: Element): Shown {
  const box = element.getBoundingClientRect();
  const below = box.bottom + 6;
  const above = below + 40 > window.innerHeight;
  const x = Math.max(70, Math.min(window.innerWidth - 70, box.left + box.width / 2));
  return {
    text: element.getAttribute('data-hint') ?? '',
    keys: element.getAttribute('data-hint-keys') ?? undefined,
    x,
    y: above ? box.top - 6 : below,
    above,
  };
}
