import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: one build for Electron's page and for browsers. Nothing in it needs inline scripts. */
export default defineConfig({
  root: 'src-renderer',
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The oldest Chromium that runs Gantry; newer syntax and CSS are lowered to it.
    target: 'chrome108',
    cssTarget: 'chrome108',
    modulePreload: { polyfill: false },
    // `data:` fonts and workers would need holes in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // A terminal's, which is loaded with the first terminal, is the largest; in kB.
    chunkSizeWarningLimit: 600,
    // What the first page needs is one file: twenty small ones, shared with pages that come later, cost a start more.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        // public/boot.js asks for a language by its name.
        chunkFileNames: ({ name }) =>
          name === 'en' || name === 'ko' ? 'i18n/[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
