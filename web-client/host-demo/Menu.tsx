import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface MenuProps {
  /** What the button shows, and its name where that is no text. */
  readonly button: ComponentChildren;
  readonly label?: string;
  readonly class?: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button with a list of choices below it. Escape and a click elsewhere close it. */
export function Menu({ button, label, class: name = '', children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);

  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      close();
      box.current?.querySelector('button')?.focus();
    };
    addEventListener('pointerdown', elsewhere);
    addEventListener('focusin', elsewhere);
    addEventListener('keydown', key);
    return () => {
      removeEventListener('pointerdown', elsewhere);
      removeEventListener('focusin', elsewhere);
      removeEventListener('keydown', key);
    };
  }, [open]);

  return (
    <div class={`menu ${name}`} ref={box}>
      <button type="button" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && <div class="choices">{children(close)}</div>}
    </div>
  );
}
