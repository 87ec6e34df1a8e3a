import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect, test } from '@playwright/test';
import { appEnv, newDataDir } from './rig/app.ts';
import { CHECKOUT } from './rig/checkout.ts';
import { startDisplay } from './rig/display.ts';
import { exited, must } from './rig/process.ts';
import { newDir } from './rig/state.ts';
import { testUser } from './rig/test-user.ts';
import { shellMissing } from './rig/tools.ts';

const folder = path.join(CHECKOUT, 'out', 'linux-unpacked');
const program = path.join(folder, 'gantry');
const NO_ENGINE = { DOCKER_HOST: 'unix:///nonexistent/engine.sock' };
/** Electron-builder copies a quarter of a gigabyte. */
const PACKAGE_MOST_MS = 120_000;

test.describe('the packaged program', { tag: '@electron' }, () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(process.platform !== 'linux', 'the unpacked program is tested on Linux');
  const missing = shellMissing('electron');
  test.skip(missing !== undefined, missing);

  test.beforeAll(async () => {
    test.setTimeout(PACKAGE_MOST_MS);
    const said = await must('node', [path.join(CHECKOUT, 'scripts', 'package.mjs'), '--unpacked']);
    expect(said).toContain(`made: ${folder}`);
  });

  test('holds the bundle alone: no package, no source, no web mode', () => {
    expect(readdirSync(path.join(folder, 'resources')).filter((name) => name.startsWith('app'))).toEqual([
      'app.asar',
    ]);
    // An archive begins with the JSON of its tree.
    const { files } = readArchiveTree(path.join(folder, 'resources', 'app.asar'));
    expect(Object.keys(files).sort()).toEqual(['dist', 'package.json']);
    const main = Object.keys(files.dist?.files?.main?.files ?? {});
    expect(main).toEqual(expect.arrayContaining(['electron.cjs', 'preload.cjs']));
    expect(main).not.toContain('web.cjs');
  });

  test('has the fuses that close the ways around its code', async () => {
    const wire = await getCurrentFuseWire(program);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ];
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
    for (const fuse of [
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    ]) {
      expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
    }
    // Older runtimes do not have this one.
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges] ?? FuseState.DISABLE).not.toBe(
      FuseState.ENABLE,
    );
  });

  test('is no Node for whoever sets a variable', async () => {
    const display = await startDisplay();
    // Writable by all, or the program could not leave its mark, whatever it ran.
    const marker = path.join(newDir('marks', 0o777), 'ran');
    const script = `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`;
    const { child, address } = await start(display.name, { ELECTRON_RUN_AS_NODE: '1' }, ['-e', script]);
    // It opened its window instead.
    await address;
    expect(existsSync(marker)).toBe(false);
    await end(child);
    await display.dispose();
  });

  test('opens a window with the page, and ends with 0', async () => {
    const display = await startDisplay();
    const { child, address } = await start(display.name);
    const browser = await chromium.connectOverCDP(await address, { noDefaults: true });
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('there is no page');
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\/gantry\//);
    await browser.close();
    expect(await end(child)).toBe(0);
    await display.dispose();
  });
});

interface ArchiveTree {
  files: Record<string, Partial<ArchiveTree>>;
}

/** The tree of an asar archive: four little-endian words, the fourth being the length of the JSON behind them. */
function readArchiveTree(file: string): ArchiveTree {
  const content = readFileSync(file);
  return JSON.parse(content.toString('utf8', 16, 16 + content.readUInt32LE(12)));
}

/** Starts the program as a user would, but with a port for Chromium's tools; `address` is where they listen. */
async function start(
  display: string,
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<{ child: ChildProcess; address: Promise<string> }> {
  const user = testUser();
  const dataDir = newDataDir(user);
  // The checkout may lie where only its owner can read.
  const copy = newDir('packaged');
  await must('cp', ['-r', `${folder}/.`, copy]);
  const as = user ? ['--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'] : [];
  const command = [...as, path.join(copy, 'gantry'), '--remote-debugging-port=0', ...args];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    env: { ...appEnv({ dataDir, env: { ...NO_ENGINE, ...env } }), DISPLAY: display },
    cwd: copy,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  const address = new Promise<string>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const found = /DevTools listening on (ws:\S+)/.exec(stderr)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${stderr}`)));
  });
  return { child, address };
}

/** Ends the program by a signal and tells its exit code. */
async function end(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  await exited(child);
  return child.exitCode;
}
