import { keyCaps, onMac, type Shortcut } from '../shell/shortcuts.ts';
import classes from './Keys.module.css';

/** A shortcut as the caps of its keys. On buttons it is only for the eye: `aria-keyshortcuts` tells the rest. */
export function Keys({ of, spoken = false }: { of: Shortcut; spoken?: boolean }) {
  return (
    <span className={classes.keys} aria-hidden={!spoken}>
      {keyCaps(of, onMac).map((cap) => (
        <kbd key={cap} className={classes.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
