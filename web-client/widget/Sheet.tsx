import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface SheetProps {
  readonly title: string;
  readonly close: () => void;
  /** Gets what closes the sheet and gives focus back. */
  readonly children: (dismiss: () => void) => ComponentChildren;
}

/** A question over the panel. The browser's own dialog keeps focus in, closes on Escape and gives focus back. */
export function Sheet({ title, close, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const dismiss = () => dialog.current?.close();
  const outside = (event: Event) => {
    if (event.target === dialog.current) dismiss();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard it is Escape that closes
    <dialog ref={dialog} aria-labelledby="sheet-title" onClose={close} onClick={outside}>
      <div class="sheet">
        <h2 id="sheet-title">{title}</h2>
        {children(dismiss)}
      </div>
    </dialog>
  );
}
