import { type ReactNode, useEffect, useId, useRef } from 'react';
import { close as closeIcon } from '../../ui/icons.ts';
import { strings } from '../strings.ts';
import classes from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

/**
 * A modal dialog on the browser's own: it keeps the focus, closes with Escape, and gives the focus back. What carries
 * `data-autofocus` gets the focus first.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  width?: number;
  /** No visible title bar: the content begins with a field of its own. */
  bare?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key that closes is Escape, by the browser
    <dialog
      ref={ref}
      className={classes.dialog}
      style={{ maxInlineSize: props.width ?? 440 }}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && props.onClose()}
    >
      <div className={classes.body}>
        <header className={props.bare ? 'visually-hidden' : classes.header}>
          <h2 id={title} className={classes.title}>
            {props.title}
          </h2>
          {!props.bare && (
            <IconButton icon={closeIcon} label={strings.close} onClick={props.onClose} />
          )}
        </header>
        {props.children}
      </div>
    </dialog>
  );
}

/** The row of buttons that ends a dialog. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}
