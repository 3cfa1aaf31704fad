import { defineConfig } from 'vite';
import { build, servePage, server } from './vite.shared.ts';

/** What customers see: the widget's panel and the demo's hosting dashboard, both on Preact. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [servePage('host-demo/index.html', 'demo/index.html')],
  server,
  build: {
    ...build,
    rolldownOptions: { input: { panel: 'widget/panel.html', demo: 'host-demo/index.html' } },
  },
});
