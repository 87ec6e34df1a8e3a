// `npm run bench`: the measures, each beside its peer. `-- --json FILE` keeps them, `-- --only NAME` runs one.
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env */
function run(command, args, env = process.env) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run(process.execPath, ['scripts/install-test-deps.mjs']);
run(process.execPath, ['scripts/install-bench-peers.mjs']);
run(process.execPath, ['scripts/build.mjs', '--if-needed']);
run(
  process.execPath,
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'e2e/bench/playwright.config.ts',
    ...(values.only ? ['-g', values.only] : []),
  ],
  { ...process.env, ...(values.json ? { GANTRY_BENCH_JSON: resolve(values.json) } : {}) },
);
