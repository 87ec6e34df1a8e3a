import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { recordOpened } from './rig/opener.ts';
import { exited, processState, run, until } from './rig/process.ts';
import { descendants } from './rig/process-tree.ts';
import { newDir } from './rig/state.ts';
import { findChromium } from './rig/tools.ts';

const root = path.resolve(import.meta.dirname, '..');
/** A signal must end everything within this time. */
const STOP_MOST_MS = 5_000;

/** An environment without a display, in which an engine is named that is not there: none is started. */
function environment(): NodeJS.ProcessEnv {
  const dataDir = newDir('start-data', 0o700);
  const env = { ...process.env, GANTRY_DATA_DIR: dataDir, DOCKER_HOST: `unix://${dataDir}/no-engine.sock` };
  return { ...env, DISPLAY: '', WAYLAND_DISPLAY: '' };
}

const started = new Set<ChildProcess>();

test.afterEach(async () => {
  // Only what a failed test left.
  for (const child of started) {
    if (child.exitCode !== null || !child.pid) continue;
    for (const pid of [...(await descendants(child.pid)), child.pid]) process.kill(pid, 'SIGKILL');
  }
  started.clear();
});

interface Started {
  child: ChildProcess;
  address: string;
  stdout(): string;
  stderr(): string;
}

async function start(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const child = spawn(command, args, { cwd: root, env: { ...environment(), ...env } });
  started.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await until('the address', () => /^Gantry: .*\n/m.test(stdout) || child.exitCode !== null);
  const address = stdout.match(/^Gantry: (.*)$/m)?.[1] ?? '';
  return { child, address, stdout: () => stdout, stderr: () => stderr };
}

/** Ends a program by a signal; resolves with its exit code and with how long it took, in ms. */
async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<{ code: number | null; took: number }> {
  const begun = Date.now();
  child.kill(signal);
  await exited(child);
  return { code: child.exitCode, took: Date.now() - begun };
}

test.describe('npm start', { tag: '@web' }, () => {
  test.skip(process.platform === 'win32', 'Windows has no signals');

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`serves to a browser until ${signal}, and leaves nothing behind`, async () => {
      const { child, address } = await start('npm', ['start', '--', '--web', '--no-open']);
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+$/);
      expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
      const below = await descendants(child.pid ?? 0);
      expect(below.length).toBeGreaterThan(0);
      const { code, took } = await end(child, signal);
      expect(code).toBe(0);
      expect(took).toBeLessThan(STOP_MOST_MS);
      expect(below.filter((pid) => processState(pid) !== undefined)).toEqual([]);
      await expect(fetch(address)).rejects.toThrow();
    });
  }

  test('stops with a page that is still connected', async () => {
    test.skip(findChromium() === undefined, 'no Chromium is installed');
    const browser = await chromium.launch({ executablePath: findChromium() });
    const page = await browser.newPage();
    const { child, address } = await start('node', ['scripts/start.mjs', '--web', '--no-open']);
    await page.goto(address);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    const { code, took } = await end(child, 'SIGTERM');
    await browser.close();
    expect(code).toBe(0);
    expect(took).toBeLessThan(STOP_MOST_MS);
  });

  test('says in one line that no window can be had, and serves to a browser instead', async () => {
    const { child, address, stdout, stderr } = await start('node', ['scripts/start.mjs', '--no-open']);
    expect(stdout()).toBe(`Gantry: ${address}\n`);
    expect(stderr()).toBe('gantry: no window: there is no display; serving to a browser instead\n');
    await end(child, 'SIGTERM');
  });

  test('opens the browser with an address that is good once', async () => {
    test.skip(process.platform !== 'linux', 'the opener is faked as on Linux');
    const { PATH, opened } = recordOpened();
    const { child, address } = await start('node', ['scripts/start.mjs', '--web'], { PATH });
    await until('the browser', () => opened().length > 0);
    const [ticket = ''] = opened();
    expect(new URL(ticket).host).toBe(new URL(address).host);
    expect(ticket).not.toBe(address);
    expect((await fetch(ticket, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(ticket, { redirect: 'manual' })).status).toBe(401);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    await end(child, 'SIGTERM');
  });

  test('serves on the port that was asked for, and says so when it is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const args = ['scripts/start.mjs', '--web', '--no-open', '--port', String(port)];
    const refused = await run('node', args, { env: environment() });
    expect(refused).toEqual({
      code: 1,
      stdout: '',
      stderr: 'gantry: that port is in use; choose another with --port\n',
    });
    await new Promise((resolve) => taken.close(resolve));
    const { child, address } = await start('node', args);
    expect(new URL(address).port).toBe(String(port));
    await end(child, 'SIGTERM');
  });

  for (const [flags, message] of [
    [['--web', '--frobnicate'], 'unknown option --frobnicate; --help lists them'],
    [['--web', '--port', 'many'], '--port wants a number from 0 to 65535, not many'],
    [['--lang', 'xx'], '--lang wants en or ko, not xx'],
  ] as const) {
    test(`refuses ${flags.join(' ')} with one line and 2`, async () => {
      const refused = await run('node', ['scripts/start.mjs', ...flags], { env: environment() });
      expect(refused).toEqual({ code: 2, stdout: '', stderr: `gantry: ${message}\n` });
    });
  }
});
