import { type ReactNode, useEffect, useRef } from 'react';
import { close } from '../../ui/icons.ts';
import { IconButton } from '../look/IconButton.tsx';
import classes from './ReadAlong.module.css';

/** What is looked at beside the board. It takes the focus, and gives it back when Escape or its button closes it. */
export function SidePanel(props: {
  label: string;
  heading: ReactNode;
  /** A line under the heading. */
  where?: ReactNode;
  tools?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <header className={classes.header}>
        <h2 className={classes.name}>{props.heading}</h2>
        <div className={classes.tools}>
          {props.tools}
          <IconButton icon={close} label={props.closeLabel} onClick={props.onClose} />
        </div>
        {props.where && <p className={classes.where}>{props.where}</p>}
      </header>
      {props.children}
    </aside>
  );
}
