import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { type AppOptions, appEnv, type RunningApp, STOP_LIMIT_MS } from './app.ts';
import type { Display } from './display.ts';
import { exited } from './process.ts';
import { testUser } from './test-user.ts';

/** What Node prints when the program has run to its end and a debugger is still attached. */
const DEBUGGER_LEFT = 'Waiting for the debugger to disconnect...';
const NEW_WINDOW = 'CmdOrCtrl+Shift+N';

/** Starts the built app in a window, as the unprivileged user when the tests run as root: with its sandbox on. */
export async function openElectronApp(
  program: string,
  display: Display | undefined,
  options: AppOptions,
  prepare: (context: RunningApp['context']) => Promise<void>,
): Promise<RunningApp> {
  const { app, page, stderr } = await launchWithWindow(
    {
      executablePath: process.platform === 'linux' ? launcher(program) : program,
      args: options.lang ? ['--lang', options.lang] : [],
      chromiumSandbox: true,
      env: { ...appEnv(options), ...(display ? { DISPLAY: display.name } : {}) },
      cwd: path.dirname(program),
    },
    prepare,
  );
  const child = app.process();
  return {
    context: app.context(),
    page,
    electron: app,
    pid: child.pid ?? 0,
    async openAnother() {
      const window = app.waitForEvent('window');
      await app.evaluate(({ Menu }, accelerator) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
        items?.find((item) => item.accelerator === accelerator)?.click();
      }, NEW_WINDOW);
      return window;
    },
    stderr,
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await Promise.all([exited(child), app.close()]);
      clearTimeout(timer);
      // Node says so once the program has ended; an older Electron may still crash while it takes its debugger down.
      if (child.signalCode === 'SIGSEGV' && stderr().trimEnd().endsWith(DEBUGGER_LEFT)) return;
      if (child.exitCode !== 0) {
        throw new Error(
          `The app ended with ${child.signalCode ?? child.exitCode} instead of 0:\n${stderr()}`,
        );
      }
    },
  };
}

/** Playwright's way into an Electron has come in this time, in ms, or does not come at all. */
const ATTACH_MOST_MS = 15_000;

/**
 * Starts an Electron and waits for its window. Once in some hundred starts Playwright never gets hold of an older
 * Electron's window, whatever the app does; that one is ended and told of, and another is started in its place.
 */
async function launchWithWindow(
  options: Parameters<typeof _electron.launch>[0],
  prepare: (context: RunningApp['context']) => Promise<void>,
): Promise<{ app: ElectronApplication; page: Page; stderr(): string }> {
  for (let attempt = 1; ; attempt++) {
    let app: ElectronApplication | undefined;
    try {
      app = await _electron.launch({ ...options, timeout: ATTACH_MOST_MS });
      let stderr = '';
      app
        .process()
        .stderr?.setEncoding('utf8')
        .on('data', (text: string) => {
          stderr += text;
        });
      await prepare(app.context());
      return { app, stderr: () => stderr, page: await app.firstWindow({ timeout: ATTACH_MOST_MS }) };
    } catch (error) {
      app?.process().kill('SIGKILL');
      if (attempt === 2) throw error;
      process.stderr.write('Electron: no window came to the tests; started anew\n');
    }
  }
}

/** A program for Playwright to start that becomes the real one: as the test user, ended when the test process is. */
function launcher(program: string): string {
  const user = testUser();
  const as = user === undefined ? '' : `--reuid ${user.uid} --regid ${user.gid} --clear-groups`;
  const file = path.join(path.dirname(program), 'launch');
  writeFileSync(file, `#!/bin/sh\nexec setpriv --pdeathsig KILL ${as} '${program}' "$@"\n`, { mode: 0o755 });
  return file;
}
