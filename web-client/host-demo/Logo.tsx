/** Two sails before the wind. */
export function Logo() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M15 4v18H4C9 18 13 12 15 4Z" />
      <path class="pale" d="M18 9c1 6 4 10 9 13h-9Z" />
      <path d="M4 25h24l-3 3H7Z" />
    </svg>
  );
}
