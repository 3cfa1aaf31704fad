import { defineConfig } from 'vite';
import { preactJsx, server, small } from './vite.shared.ts';

/** The page in the widget's frame: one script and one style sheet of its own. */
export default defineConfig({
  ...preactJsx,
  server,
  build: { ...small, rolldownOptions: { input: { panel: 'widget/panel.html' } } },
});
