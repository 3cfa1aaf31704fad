import { message } from '../ui/icons.ts';
import { Icon } from './Icon.tsx';

interface AvatarProps {
  readonly name: string;
  /** The desk as a whole rather than a person. */
  readonly support?: boolean;
}

/** A person's initials, or the desk's mark. */
export function Avatar({ name, support = false }: AvatarProps) {
  return (
    <span class={support ? 'avatar support' : 'avatar'} aria-hidden="true">
      {support ? <Icon of={message} /> : initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('');
}
