import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { type AppOptions, appEnv, type RunningApp, STOP_LIMIT_MS } from './app.ts';
import { CHECKOUT } from './checkout.ts';
import { exited } from './process.ts';

/** The app served on loopback, without a browser. */
export type WebServer = {
  readonly url: string;
  readonly pid: number;
  /** Everything it has printed to standard output. */
  stdout(): string;
  stderr(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts the built app in web mode; resolves when it has printed its address. */
export function startWeb(options: AppOptions): Promise<WebServer> {
  return startProgram(path.join('dist', 'main', 'web.cjs'), options);
}

/** Starts a web server of Node's that prints its address as the app does; `file` is relative to the checkout. */
export async function startProgram(file: string, options: AppOptions): Promise<WebServer> {
  const program = path.resolve(CHECKOUT, file);
  const args = [program, '--no-open', '--port', '0', ...(options.lang ? ['--lang', options.lang] : [])];
  // A test process that is killed takes the app along.
  const command =
    process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', process.execPath] : [process.execPath];
  const child = spawn(command[0] ?? '', [...command.slice(1), ...args], {
    env: appEnv(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const address = /^Gantry: (http:\S+)$/m.exec(stdout)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`The app ended with ${code} before it served:\n${stderr}`)),
    );
  });
  return {
    url,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (signal = 'SIGTERM') => stopWell(child, signal, () => stderr),
  };
}

async function stopWell(child: ChildProcess, signal: NodeJS.Signals, stderr: () => string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited(child);
    clearTimeout(timer);
  }
  if (child.exitCode !== 0) {
    const how = child.signalCode ?? child.exitCode;
    throw new Error(
      `The app ended with ${how} instead of 0 within ${STOP_LIMIT_MS} ms of ${signal}:\n${stderr()}`,
    );
  }
}

/** Serves the app and opens it in a browser context of its own. */
export async function openWebApp(
  browser: Browser,
  options: AppOptions,
  context: BrowserContextOptions,
  prepare: (context: RunningApp['context']) => Promise<void>,
): Promise<RunningApp> {
  const server = await startWeb(options);
  const opened = await browser.newContext(context);
  await prepare(opened);
  const page = await opened.newPage();
  await page.goto(server.url);
  return {
    context: opened,
    page,
    url: server.url,
    pid: server.pid,
    async openAnother() {
      const another = await opened.newPage();
      await another.goto(server.url);
      return another;
    },
    stderr: server.stderr,
    async stop() {
      // Pages first: they would report that their server went.
      await opened.close();
      await server.stop();
    },
  };
}
