import { ActionIcon } from '@mantine/core';
import type { Icon as Outline } from '../../ui/icons.ts';
import { ariaShortcut, onMac, type Shortcut } from '../shell/shortcuts.ts';
import { Icon } from './Icon.tsx';

/** A button that shows only an icon: its name is spoken, and shown with its shortcut on hover and focus. */
export function IconButton(props: {
  icon: Outline;
  label: string;
  onClick: () => void;
  keys?: Shortcut;
  disabled?: boolean;
  pressed?: boolean;
  size?: number;
  className?: string;
}) {
  return (
    <ActionIcon
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.keys && ariaShortcut(props.keys, onMac)}
      data-hint={props.label}
      data-hint-keys={props.keys}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
      size={props.size ?? 32}
      className={props.className}
    >
      <Icon of={props.icon} size={props.size && props.size < 28 ? 14 : 17} />
    </ActionIcon>
  );
}
