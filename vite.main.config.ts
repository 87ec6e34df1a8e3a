import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The main side: both shells and the preload script, each one CommonJS file with what they share beside. */
export default defineConfig({
  publicDir: false,
  // Every package is bundled; only these stay outside.
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  // The WebSocket library looks for native helpers that are not bundled.
  define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    // The oldest Node that runs Gantry, inside the oldest Electron.
    target: 'node16',
    // Readable stacks in a bug report are worth more than some kilobytes.
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        options: 'src-main/options.ts',
        electron: 'src-main/electron/main.ts',
        preload: 'src-main/electron/preload.ts',
        web: 'src-main/web/main.ts',
      },
      external: ['electron', /^node:/, ...builtinModules],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
});
