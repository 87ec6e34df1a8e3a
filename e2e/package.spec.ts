import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { newDataDir } from './rig/app.ts';
import { CHECKOUT } from './rig/checkout.ts';
import { type Display, startDisplay } from './rig/display.ts';
import { attach, type ElectronProcess, startElectron, TOOLS } from './rig/electron-process.ts';
import { must } from './rig/process.ts';
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
    const started = await start(display, { ELECTRON_RUN_AS_NODE: '1' }, ['-e', script]);
    // It opened its window instead.
    const { browser } = await attach(await started.printed(TOOLS));
    expect(existsSync(marker)).toBe(false);
    expect(await started.end()).toBe(0);
    await browser.close();
    await display.dispose();
  });

  test('opens a window with the page, and ends with 0', async () => {
    const display = await startDisplay();
    const started = await start(display);
    const { browser, page } = await attach(await started.printed(TOOLS));
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\/gantry\//);
    expect(await started.end()).toBe(0);
    await browser.close();
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

async function start(
  display: Display,
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<ElectronProcess> {
  // The checkout may lie where only its owner can read.
  const copy = newDir('packaged');
  await must('cp', ['-r', `${folder}/.`, copy]);
  const options = { dataDir: newDataDir(testUser()), env: { ...NO_ENGINE, ...env } };
  return startElectron(path.join(copy, 'gantry'), display, options, args);
}
