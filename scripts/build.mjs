// Builds the page and the main side into dist/. `--if-needed`: only when a source is newer than the last build.
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { isBuilt, STAMP } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** What shrinks; fonts are compressed already. */
const COMPRESSED = /\.(html|js|css|svg)$/;
/** A smaller file fits one packet as it is, in bytes. */
const COMPRESSED_LEAST = 1024;

/** Puts a gzipped copy beside every file of the page that shrinks, for browsers. @param {string} folder */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    if (content.length >= COMPRESSED_LEAST) writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

if (!process.argv.includes('--if-needed') || !isBuilt(root)) {
  const started = new Date();
  const { build } = await import('vite');
  await rm(join(root, STAMP), { force: true });
  await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
  compress(join(root, 'dist', 'renderer'));
  await build({ configFile: 'vite.main.config.ts', logLevel: 'warn' });
  writeFileSync(join(root, STAMP), '');
  // What was changed while the build ran is newer than it.
  utimesSync(join(root, STAMP), started, started);
}
