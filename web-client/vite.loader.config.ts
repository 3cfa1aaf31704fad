import { defineConfig } from 'vite';
import { small } from './vite.shared.ts';

/** The one script that a host page includes: a single classic script without imports, at a stable address. */
export default defineConfig({
  publicDir: false,
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
