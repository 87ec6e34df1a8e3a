// Builds the page and the main side into dist/. `--if-needed`: only when a source is newer than the last build.
import { utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt, STAMP } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

if (!process.argv.includes('--if-needed') || !isBuilt(root)) {
  const started = new Date();
  const { build } = await import('vite');
  await rm(join(root, STAMP), { force: true });
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
  await build({ configFile: 'vite.main.config.ts', logLevel: 'warn' });
  writeFileSync(join(root, STAMP), '');
  // What was changed while the build ran is newer than it.
  utimesSync(join(root, STAMP), started, started);
}
