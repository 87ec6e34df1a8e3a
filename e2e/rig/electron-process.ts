import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { type AppOptions, appEnv, STOP_LIMIT_MS } from './app.ts';
import type { Display } from './display.ts';
import { exited, until } from './process.ts';
import { testUser } from './test-user.ts';

/**
 * Each step of a start comes within this time, in ms: where the tools listen, the page, the hold on it. All of them
 * take a second or two, and together less than a test's time, so that what did not come is told.
 */
const START_MOST_MS = 15_000;

/** An Electron program, started as a user would but for its arguments. */
export type ElectronProcess = {
  readonly child: ChildProcess;
  stderr(): string;
  /** What it prints in the place of the pattern's group; fails when it ends before, and in time. */
  printed(pattern: RegExp): Promise<string>;
  /** Ends it, by a signal unless told how; the exit code, or the signal that it died of. */
  end(quit?: () => Promise<void>): Promise<number | NodeJS.Signals | null>;
};

/** Starts a program with Chromium's tools, as the unprivileged user when the tests run as root: with its sandbox on. */
export function startElectron(
  program: string,
  display: Display | undefined,
  options: AppOptions,
  args: readonly string[] = [],
): ElectronProcess {
  const user = testUser();
  const as = user ? ['--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'] : [];
  // A test process that is killed takes the program along.
  const becoming = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', ...as] : [];
  const [command = '', ...rest] = [...becoming, program, '--remote-debugging-port=0', ...args];
  const child = spawn(command, rest, {
    env: { ...appEnv(options), ...(display ? { DISPLAY: display.name } : {}) },
    cwd: path.dirname(program),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return {
    child,
    stderr: () => stderr,
    async printed(pattern) {
      let found: string | undefined;
      await until(
        `the program prints ${pattern}`,
        () => {
          found = pattern.exec(stderr)?.[1];
          const how = child.signalCode ?? child.exitCode;
          if (found === undefined && how !== null)
            throw new Error(`The program ended with ${how}:\n${stderr}`);
          return found !== undefined;
        },
        START_MOST_MS,
      );
      return found ?? '';
    },
    async end(quit) {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      if (quit) await quit();
      else child.kill('SIGTERM');
      await exited(child);
      clearTimeout(timer);
      return child.signalCode ?? child.exitCode;
    },
  };
}

/** Where Chromium's tools listen. */
export const TOOLS = /^DevTools listening on (ws:\S+)$/m;
/** Where Node's inspector listens, with `--inspect=0`. */
export const INSPECTOR = /^Debugger listening on (ws:\S+)$/m;

/**
 * Takes hold of the page of a program's first window, once it is there. Whoever attaches while Chromium commits the
 * first navigation is told of the empty page that was before and of nothing that comes after, and waits for ever.
 */
export async function attach(
  tools: string,
): Promise<{ browser: Browser; context: BrowserContext; page: Page }> {
  const list = `http://${new URL(tools).host}/json/list`;
  await until(
    'the window shows its page',
    async () => {
      const targets = (await (await fetch(list)).json()) as { type: string; title: string }[];
      // A title comes with the page.
      return targets.some(({ type, title }) => type === 'page' && title !== '');
    },
    START_MOST_MS,
  );
  // Its defaults would take downloads from the program.
  const browser = await chromium.connectOverCDP(tools, { noDefaults: true, timeout: START_MOST_MS });
  const context = browser.contexts()[0];
  const page = context?.pages()[0];
  if (!context || !page) throw new Error('The window has no page');
  return { browser, context, page };
}
