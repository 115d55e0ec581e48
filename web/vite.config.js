import { defineConfig } from 'vite';

/** The pages as static files; every name but the page's own holds a hash of the content. */
export default defineConfig({
  build: {
    outDir: 'dist/pages',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning); // "use client" has no meaning for pages made of files
      },
    },
  },
});
