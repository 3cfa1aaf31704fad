import { defineConfig } from 'vite';
import { importPlainly, preactJsx, server, small, weighAtMost } from './vite.shared.ts';

/** The page in the widget's frame: one script and one style sheet of its own. */
export default defineConfig({
  ...preactJsx,
  plugins: [importPlainly(), weighAtMost(25 * 1024)],
  server,
  build: { ...small, rolldownOptions: { input: { panel: 'widget/panel.html' } } },
});
