import type { Icon as Outline } from '../../ui/icons.ts';
import { ariaShortcut, onMac, type Shortcut } from '../shell/shortcuts.ts';
import { Icon } from './Icon.tsx';
import classes from './IconButton.module.css';

/** A button that shows only an icon: its name is spoken, and shown with its shortcut on hover and focus. */
export function IconButton(props: {
  icon: Outline;
  label: string;
  onClick: () => void;
  keys?: Shortcut;
  small?: boolean;
}) {
  const { icon, label, onClick, keys, small = false } = props;
  return (
    <button
      type="button"
      className={classes.button}
      data-small={small || undefined}
      aria-label={label}
      aria-keyshortcuts={keys && ariaShortcut(keys, onMac)}
      data-hint={label}
      data-hint-keys={keys}
      onClick={onClick}
    >
      <Icon of={icon} size={small ? 14 : 17} />
    </button>
  );
}
