import { defineConfig } from 'vite';
import { small, weighAtMost } from './vite.shared.ts';

/** The one script that a host page includes: a single classic script without imports, at a stable address. */
export default defineConfig({
  publicDir: false,
  plugins: [weighAtMost(2 * 1024)],
  build: {
    ...small,
    emptyOutDir: true,
    lib: {
      entry: 'widget/loader.ts',
      name: 'SwitchboardLoader',
      formats: ['iife'],
      fileName: () => 'widget/loader.js',
    },
  },
});
