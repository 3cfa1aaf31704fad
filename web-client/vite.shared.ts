import { gzipSync } from 'node:zlib';
import type { BuildEnvironmentOptions, Plugin, ServerOptions, UserConfig } from 'vite';

/** Options of every build: one output folder, served by the Java server from its root. */
export const build: BuildEnvironmentOptions = {
  outDir: 'dist',
  emptyOutDir: false,
  assetsDir: 'assets',
  // The oldest browsers that know what is used: `light-dark()`, colours made from colours, popovers.
  target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
  // The pages' content security policy is `default-src 'self'`: no data: URLs, nothing inlined.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  reportCompressedSize: false,
};

/** What a host's customers wait for: the smaller minifier is worth its slower run. */
export const small: BuildEnvironmentOptions = {
  ...build,
  minify: 'terser',
  terserOptions: {
    module: true,
    ecma: 2020,
    compress: { passes: 4, pure_getters: true, unsafe_arrows: true, keep_fargs: false },
  },
};

/** Preact's JSX, for what customers see. */
export const preactJsx: UserConfig = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

/** `npx vite -c …` serves the sources and leaves everything live to a Java server on port 8080. */
export const server: ServerOptions = {
  proxy: {
    '/api': 'http://127.0.0.1:8080',
    '/demo/customers': 'http://127.0.0.1:8080',
    '/demo/token': 'http://127.0.0.1:8080',
    '/ws': { target: 'ws://127.0.0.1:8080', ws: true },
  },
};

/** Leaves an `import()` as it stands: what has no style sheet of its own needs none of Vite's help to load, which weighs more than many a module. */
export function importPlainly(): Plugin {
  return {
    name: 'import-plainly',
    enforce: 'pre',
    load: (id) =>
      id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null,
  };
}

/** Fails the build when what is loaded to begin with is heavier, compressed, than was promised to the hosts; what is fetched later, if ever, is not counted. */
export function weighAtMost(bytesMax: number): Plugin {
  return {
    name: 'weigh-at-most',
    enforce: 'post',
    writeBundle(_, bundle) {
      const bytes = Object.values(bundle)
        .filter((file) => file.type === 'asset' || !file.isDynamicEntry)
        .map((file) => gzipSync(file.type === 'chunk' ? file.code : file.source).length)
        .reduce((sum, each) => sum + each, 0);
      if (bytes > bytesMax)
        this.error(`weight: ${bytes} bytes compressed, expected at most ${bytesMax}`);
      this.info(`${bytes} of ${bytesMax} bytes compressed`);
    },
  };
}

/** Moves a page to the path it is served under, where that is not its source path. */
export function servePage(source: string, served: string): Plugin {
  return {
    name: 'serve-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle[source];
      if (page) page.fileName = served;
    },
  };
}
