import { defineConfig } from 'vite';
import { build, preactJsx, servePage, server } from './vite.shared.ts';

/** The hosting company's dashboard that the demo embeds the widget in. */
export default defineConfig({
  ...preactJsx,
  plugins: [servePage('host-demo/index.html', 'demo/index.html')],
  server,
  build: { ...build, rolldownOptions: { input: { demo: 'host-demo/index.html' } } },
});
