import type { Icon as Outline } from '../../ui/icons.ts';

/**
 * An icon beside words, of `size` pixels where letters have their usual size. It says nothing itself: what it shows is
 * always written too, or is the button's name.
 */
export function Icon({ of, size = 16 }: { of: Outline; size?: number }) {
  const rem = `${size / 16}rem`;
  return (
    <svg
      width={rem}
      height={rem}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      {of.map((outline) => (
        <path key={outline} d={outline} />
      ))}
    </svg>
  );
}
