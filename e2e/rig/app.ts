import { chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { MainSide } from './main-side.ts';
import { newDir } from './state.ts';
import type { TestUser } from './test-user.ts';

export type AppOptions = {
  /** Gantry's own folder; the same one again is a restart. */
  dataDir: string;
  /** Added to the few variables that the app gets: DOCKER_HOST, … */
  env?: Record<string, string>;
  /** `--lang`. Without it the app follows the page's locale, English. */
  lang?: 'en' | 'ko';
};

/** The running app, in either shell. */
export type RunningApp = {
  readonly context: BrowserContext;
  /** Its first page. */
  readonly page: Page;
  /** In a browser, the printed address with its token. */
  readonly url?: string;
  /** In a window, the main side. */
  readonly electron?: MainSide;
  /** The process that the user would end. */
  readonly pid: number;
  /** Opens a second tab or window. */
  openAnother(): Promise<Page>;
  /** What it has written to standard error so far. */
  stderr(): string;
  /** Ends it as a user does (a signal, the last window closed) and fails unless it ended well and in time. */
  stop(): Promise<void>;
};

/** A signal has to end the app within this time, in ms. */
export const STOP_LIMIT_MS = 5_000;

/** A new data folder, which belongs to the user that the app runs as. */
export function newDataDir(user?: TestUser): string {
  const dir = newDir('app', 0o700);
  const dataDir = path.join(dir, 'data');
  for (const folder of [dataDir, path.join(dir, 'home')]) mkdirSync(folder, { mode: 0o700 });
  if (user !== undefined) {
    for (const folder of [dir, dataDir, path.join(dir, 'home')]) chownSync(folder, user.uid, user.gid);
  }
  return dataDir;
}

/** The app's whole environment: nothing of the developer's own engines, contexts and settings. */
export function appEnv({ dataDir, env }: AppOptions): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: path.join(path.dirname(dataDir), 'home'),
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    GANTRY_DATA_DIR: dataDir,
    ...env,
  };
}
