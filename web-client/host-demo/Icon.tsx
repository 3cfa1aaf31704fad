import type { Icon as Outline } from '../ui/icons.ts';

export function Icon({ of }: { readonly of: Outline }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {of.map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
