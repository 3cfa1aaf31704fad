/** How the letters along a chart's axes look. */
export const LETTERS = { fontSize: '0.6875rem', fill: 'var(--text-soft)' };

/** How the box looks in which a chart tells the figures under the pointer. */
export const TOOLTIP = {
  border: '1px solid var(--line)',
  borderRadius: 8,
  background: 'var(--surface-raised)',
  color: 'var(--text)',
  fontSize: '0.75rem',
};
