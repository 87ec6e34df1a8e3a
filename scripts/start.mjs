// `npm start`: installs, builds and opens the app; in a window, or where none can be had, in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron-runtime.mjs';
import { areInstalled, isBuilt } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const args = process.argv.slice(2);

const EXIT_USAGE = 2;
/** An Electron that fails within this time did not get as far as its window, in ms. */
const FAILED_TO_START_MS = 10_000;

/** stdout is kept for the address. @param {string} line */
const say = (line) => process.stderr.write(`gantry: ${line}\n`);

/**
 * Runs a step of the preparation, its output on stderr; ends the program when it fails.
 * @param {string} what
 * @param {string} command
 * @param {string[]} parameters
 */
function prepare(what, command, parameters) {
  // npm is a script on Windows, which only a shell starts; its parameters are ours alone.
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  say(`${what} failed${error ? `: ${error.message}` : ''}`);
  process.exit(1);
}

/** Why no window can be had on this system, as far as that can be told beforehand. */
function windowObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return "Chromium's sandbox does not run as root";
  return undefined;
}

function serveToBrowser() {
  require(join(root, 'dist', 'main', 'web.cjs'));
}

/** @param {string} reason */
function serveInstead(reason) {
  say(`no window: ${reason}; serving to a browser instead`);
  serveToBrowser();
}

function openWindow() {
  const obstacle = windowObstacle();
  if (obstacle) return serveInstead(obstacle);
  const electron = findElectron(say);
  if (!electron) return serveInstead("Electron's runtime could not be fetched");
  const started = Date.now();
  const child = spawn(electron.program, [root, ...args], { stdio: 'inherit' });
  let asked = false;
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const forward = (signal) => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  let over = false;
  /** @param {number | null} code @param {string} how */
  const end = (code, how) => {
    if (over) return;
    over = true;
    for (const signal of signals) process.off(signal, forward);
    if (asked || code === 0) process.exit(0);
    if (Date.now() - started > FAILED_TO_START_MS) process.exit(code ?? 1);
    serveInstead(`Electron ${how}`);
  };
  child.on('error', (error) => end(null, `did not start: ${error.message}`));
  child.on('exit', (code, signal) => end(code, `ended with ${signal ?? code}`));
}

if (!areInstalled(root)) {
  say('installing the npm packages');
  prepare('npm ci', 'npm', ['ci']);
}
if (!isBuilt(root)) {
  say('building');
  prepare('the build', process.execPath, [join(root, 'scripts', 'build.mjs')]);
}

const { parseOptions, USAGE, UsageError } = require(join(root, 'dist', 'main', 'options.cjs'));
try {
  const options = parseOptions(args);
  if (options.help) process.stdout.write(USAGE);
  else if (options.web) serveToBrowser();
  else openWindow();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  say(error.message);
  process.exitCode = EXIT_USAGE;
}
