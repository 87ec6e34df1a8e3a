// `npm test`: all checks, unit tests and end-to-end tests, in this order, and their sum in the last line.
// `-- --only NAME[,NAME…]` runs some of the steps; every other argument goes to Playwright.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTestDeps } from './install-test-deps.mjs';
import { onQuietNetwork } from './quiet-network.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const results = join(root, '.cache');
const vitestFile = join(results, 'vitest.json');
const playwrightFile = join(results, 'playwright.json');

/**
 * In CI more skipped tests than this fail the run: a machine that lost its engine or its browser must not
 * look green. A system that cannot run the end-to-end tests names its own number.
 */
const SKIPPED_MOST_IN_CI = Number(process.env.GANTRY_SKIPPED_MOST ?? 0);

/** @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[] }} Counts */
/** @typedef {{ name: string, command: string[], counts?: () => Counts }} Step */

const { only, rest: playwrightArgs } = readArguments(process.argv.slice(2));

/** @type {Step[]} */
const steps = [
  { name: 'lint', command: npmRun('lint') },
  { name: 'types', command: npmRun('types') },
  { name: 'layers', command: npmRun('layers') },
  { name: 'dead', command: npmRun('dead') },
  {
    name: 'unit',
    command: npmRun('unit', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`),
    counts: countVitest,
  },
  { name: 'build', command: npmRun('build') },
  {
    name: 'e2e',
    command: onQuietNetwork(playwright('chromium', 'electron', 'podman')),
    counts: countPlaywright,
  },
  { name: 'e2e-network', command: playwright('network'), counts: countPlaywright },
];

/** @param {string[]} projects */
function playwright(...projects) {
  const chosen = playwrightArgs.some((each) => each.startsWith('--project'))
    ? []
    : projects.map((project) => `--project=${project}`);
  return [
    process.execPath,
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    'e2e',
    ...chosen,
    ...playwrightArgs,
  ];
}

/** @param {string[]} args */
function readArguments(args) {
  const at = args.indexOf('--only');
  if (at < 0) return { only: undefined, rest: args };
  return {
    only: (args[at + 1] ?? '').split(','),
    rest: args.filter((_, index) => index !== at && index !== at + 1),
  };
}

/** @param {string} script @param {string[]} args */
function npmRun(script, ...args) {
  return [
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    'run',
    '--silent',
    script,
    ...(args.length ? ['--', ...args] : []),
  ];
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @returns {Counts} */
function countVitest() {
  const report = readJson(vitestFile);
  /** @type {Counts} */
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: [] };
  for (const file of report.testResults) {
    // A file that could not be loaded has no tests to fail.
    if (file.status === 'failed' && file.assertionResults.length === 0) counts.failed += 1;
    for (const { status, fullName } of file.assertionResults) {
      if (status !== 'passed' && status !== 'failed') counts.skipped.push({ name: fullName, reason: status });
    }
  }
  return counts;
}

/** @returns {Counts} */
function countPlaywright() {
  const report = readJson(playwrightFile);
  rmSync(playwrightFile);
  /** @type {Counts} */
  const counts = {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky,
    skipped: [],
  };
  counts.failed += report.errors.length;
  for (const suite of report.suites) collectSkipped(suite, [], counts.skipped);
  return counts;
}

/** @param {any} suite @param {string[]} path @param {Counts['skipped']} skipped */
function collectSkipped(suite, path, skipped) {
  const here = [...path, suite.title];
  for (const child of suite.suites ?? []) collectSkipped(child, here, skipped);
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests) {
      if (test.status !== 'skipped') continue;
      const reason = test.annotations.find((/** @type {any} */ { type }) => type === 'skip')?.description;
      const name = [`[${test.projectName}]`, ...here, spec.title].join(' › ');
      skipped.push({ name, reason: reason ?? 'not run after a failure' });
    }
  }
}

/** Runs one step; its exit code decides, its report only counts. @param {Step} step @returns {Counts} */
function runStep({ name, command: [program = '', ...args], counts }) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status, error } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `── ${name}: ${status === 0 ? 'passed' : `failed (${error?.message ?? status})`} in ${seconds} s`,
  );
  /** @type {Counts} */
  let sum = { passed: 0, failed: 0, skipped: [] };
  try {
    if (counts) sum = counts();
  } catch (failure) {
    console.log(`${name}: no report: ${failure instanceof Error ? failure.message : failure}`);
  }
  if (status !== 0 && sum.failed === 0) sum.failed = 1;
  return sum;
}

mkdirSync(results, { recursive: true });
for (const file of [vitestFile, playwrightFile]) rmSync(file, { force: true });
installTestDeps();

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: [] };
let built = true;
for (const step of steps) {
  if (only && !only.includes(step.name)) continue;
  if (step.name.startsWith('e2e') && !built) {
    console.log(`\n── ${step.name}: not run, as there is no build`);
    continue;
  }
  const counts = runStep(step);
  if (step.name === 'build') built = counts.failed === 0;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped.push(...counts.skipped);
}

console.log('');
for (const { name, reason } of total.skipped) console.log(`skipped: ${name}: ${reason}`);
if (process.env.CI && total.skipped.length > SKIPPED_MOST_IN_CI) {
  console.log(
    `Of the tests ${total.skipped.length} were skipped; in CI at most ${SKIPPED_MOST_IN_CI} may be.`,
  );
  total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
