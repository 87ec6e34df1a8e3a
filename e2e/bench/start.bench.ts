import { chromium, type Page } from '@playwright/test';
import { newDataDir } from '../rig/app.ts';
import { startDisplay } from '../rig/display.ts';
import { openElectronApp } from '../rig/electron-app.ts';
import { installElectronApp } from '../rig/electron-runtime.ts';
import type { RigEngine } from '../rig/engine.ts';
import { test } from '../rig/fixtures.ts';
import { testUser } from '../rig/test-user.ts';
import { findChromium } from '../rig/tools.ts';
import { startProgram } from '../rig/web-app.ts';
import { createContainers } from './containers.ts';
import { type EngineProxy, startEngineProxy } from './engine-proxy.ts';
import { RUNS, report, runs } from './measure.ts';
import { installMinimalElectron, writeMinimalServer } from './minimal.ts';
import { firstPaint, rowsPainted } from './paint.ts';
import { PEERS, startPeer } from './peers.ts';

const CONTAINERS = 100;
/** What the shell may take beyond a minimal page by the same means, in ms. */
const SHELL_EXTRA_MS = 250;
/** From the engine's answer (or the shell, whichever came later) to painted rows, in ms. */
const ROWS_LIMIT_MS = 200;
const PEER_WITHIN_MS = 20_000;
/** A browser's first tab in a new profile keeps it busy for about so long, in ms. */
const TAB_SETTLES_MS = 1_500;

interface Start {
  /** ms from the program's start to the first paint. */
  shell: number;
  /** ms from the engine's answer, or from the first paint where that came later, to painted rows. */
  rows: number;
  /** ms from the program's start to painted rows. */
  list: number;
}

/** When the engine had answered the list's request. */
function listAnswered({ passed }: EngineProxy): number {
  const list = passed.find((each) => each.path.includes('/containers/json'));
  return list?.lastByteAt ?? Number.NaN;
}

async function startOf(proxy: EngineProxy, startedAt: number, page: Page): Promise<Start> {
  const painted = await firstPaint(page);
  const rows = await rowsPainted(page, 'containers');
  return {
    shell: painted - startedAt,
    rows: rows - Math.max(painted, listAnswered(proxy)),
    list: rows - startedAt,
  };
}

/** One way to show a page. */
interface Way {
  name: string;
  /** The program of Gantry, and of a minimal page. */
  ours: string;
  minimal: string;
  /** Starts a program, and tells when (ms since 1970); resolves as soon as its page is there, painted or not. */
  open(
    program: string,
    env: Record<string, string>,
  ): Promise<{ startedAt: number; page: Page; stop(): Promise<void> }>;
}

/** Starts Gantry and a minimal page by turns, and reports the times of both. */
async function measureStart(engine: RigEngine, { name, ours, minimal, open }: Way): Promise<Start[]> {
  const visit = async <T>(
    program: string,
    env: Record<string, string>,
    look: (page: Page, startedAt: number) => Promise<T>,
  ): Promise<T> => {
    const { startedAt, page, stop } = await open(program, env);
    const seen = await look(page, startedAt);
    await stop();
    return seen;
  };
  const starts: Start[] = [];
  const minimalPaints: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const proxy = await startEngineProxy(engine.socket);
    starts.push(
      await visit(ours, { DOCKER_HOST: proxy.host }, (page, startedAt) => startOf(proxy, startedAt, page)),
    );
    await proxy.dispose();
    minimalPaints.push(
      await visit(minimal, {}, async (page, startedAt) => (await firstPaint(page)) - startedAt),
    );
  }
  await report({
    name: `start: shell painted, ${name}`,
    unit: 'ms',
    ours: starts.map((start) => start.shell),
    peer: { name: 'minimal page', readings: minimalPaints },
    limit: (peer) => ({ text: `minimal page + ${SHELL_EXTRA_MS} ms`, value: peer + SHELL_EXTRA_MS }),
  });
  await report({
    name: `start: rows after answer and shell, ${name}`,
    unit: 'ms',
    ours: starts.map((start) => start.rows),
    limit: () => ({ text: `${ROWS_LIMIT_MS} ms`, value: ROWS_LIMIT_MS }),
  });
  return starts;
}

test('start, browser', async ({ engine }) => {
  await createContainers(engine, CONTAINERS);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const starts = await measureStart(engine, {
    name: 'browser',
    ours: 'dist/main/web.cjs',
    minimal: writeMinimalServer(),
    async open(program, env) {
      // The user's browser runs already; its own start is not the program's.
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.waitForTimeout(TAB_SETTLES_MS);
      const startedAt = Date.now();
      const web = await startProgram(program, { dataDir: newDataDir(), env });
      await page.goto(web.url, { waitUntil: 'commit' });
      return {
        startedAt,
        page,
        async stop() {
          await context.close();
          await web.stop();
        },
      };
    },
  });
  await browser.close();

  for (const { name, program } of PEERS) {
    const readings = await runs(RUNS, async () => {
      const peer = startPeer(program, engine.env);
      try {
        return (await peer.shows(['bench-0'], PEER_WITHIN_MS)) - peer.startedAt;
      } finally {
        peer.stop();
      }
    });
    await report({
      name: `start to list, ${name} beside`,
      unit: 'ms',
      ours: starts.map((start) => start.list),
      peer: { name, readings },
    });
  }
});

test('start, Electron', { tag: '@electron' }, async ({ engine }) => {
  await createContainers(engine, CONTAINERS);
  const display = await startDisplay();
  await measureStart(engine, {
    name: 'Electron',
    ours: installElectronApp(),
    minimal: installMinimalElectron(),
    async open(program, env) {
      const startedAt = Date.now();
      const options = { dataDir: newDataDir(testUser()), env };
      const app = await openElectronApp(program, display, options, async () => {});
      return { startedAt, page: app.page, stop: () => app.stop() };
    },
  });
  await display.dispose();
});
