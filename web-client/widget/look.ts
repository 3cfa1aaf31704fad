import type { Look } from './port.ts';

/** Dresses the panel as the host wants it; panel.css derives the rest. The strict content policy allows the object model. */
export function wear({ theme, accent }: Look): void {
  const root = document.documentElement;
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  if (accent) root.style.setProperty('--host-accent', accent);
}
