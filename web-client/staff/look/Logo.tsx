/** The mark: six jacks of a switchboard, two of them joined by a cord. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="#fff" fillOpacity="0.55">
        <circle cx="16" cy="10" r="2" />
        <circle cx="24" cy="10" r="2" />
        <circle cx="8" cy="22" r="2" />
        <circle cx="16" cy="22" r="2" />
      </g>
      <path
        d="M8 10c0 9 16 3 16 12"
        fill="none"
        stroke="#fff"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <circle cx="8" cy="10" r="3.25" fill="#fff" />
      <circle cx="24" cy="22" r="3.25" fill="#ffb27a" />
    </svg>
  );
}
