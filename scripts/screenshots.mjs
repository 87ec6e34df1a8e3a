// `npm run screenshots`: pictures of every page of the real program with a real engine, in both themes and
// languages, into docs/screenshots/. Arguments go to Playwright: `-- -g containers` takes some.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onQuietNetwork } from './quiet-network.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs', 'screenshots');
/** Of a page's few colours and the steps between them nothing is missed with so many. */
const COLOURS = 192;

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

mkdirSync(folder, { recursive: true });
const begun = Date.now();
run(process.execPath, ['scripts/install-test-deps.mjs']);
run(process.execPath, ['scripts/build.mjs', '--if-needed']);
const [command = '', ...args] = onQuietNetwork([
  process.execPath,
  'node_modules/@playwright/test/cli.js',
  'test',
  '--config',
  'e2e/screenshots/playwright.config.ts',
  ...process.argv.slice(2),
]);
run(command, args);

const taken = readdirSync(folder)
  .filter((name) => name.endsWith('.png'))
  .map((name) => join(folder, name))
  .filter((file) => statSync(file).mtimeMs >= begun);
const size = () => taken.reduce((sum, file) => sum + statSync(file).size, 0);
const before = size();
// A palette makes them a third as large; where the tool is missing they stay as they are.
const { error } = spawnSync('convert', ['-version']);
if (!error) {
  for (const file of taken)
    run('convert', [file, '+dither', '-colors', String(COLOURS), '-strip', `png8:${file}`]);
}
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
console.log(
  `${taken.length} pictures in docs/screenshots/, ${megabytes(before)} MB, kept as ${megabytes(size())} MB`,
);
