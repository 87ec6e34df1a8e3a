import { type Browser, test as base, chromium, expect, type Page, type TestInfo } from '@playwright/test';
import { type AppOptions, newDataDir, type RunningApp } from './app.ts';
import { type Display, startDisplay } from './display.ts';
import { startDockerd } from './dockerd.ts';
import { openElectronApp } from './electron-app.ts';
import { installElectronApp } from './electron-runtime.ts';
import type { EngineKind, RigEngine } from './engine.ts';
import { resetEngine } from './engine-reset.ts';
import { loadImages } from './images.ts';
import { startPodman } from './podman.ts';
import { Problems } from './problems.ts';
import { testUser } from './test-user.ts';
import { engineMissing, findChromium, type Shell, shellMissing } from './tools.ts';
import { openWebApp } from './web-app.ts';

export { expect };

/** How the app is started for a test; the data folder is a new one unless given. */
export type LaunchOptions = Partial<AppOptions>;

/** The app as a test has it: the same in a browser and in a window. */
export type Gantry = {
  readonly shell: Shell;
  /** The page, also after a restart. */
  readonly page: Page;
  readonly app: RunningApp;
  readonly dataDir: string;
  /** Opens a second tab or window of the same app. */
  openAnother(): Promise<Page>;
  /** Ends the app and starts it again with the same data folder. */
  restart(changes?: LaunchOptions): Promise<Page>;
  /** Expects exceptions and console errors that match, which fail the test otherwise. */
  allowProblem(pattern: RegExp): void;
};

/** What shows the app, once a worker. */
type Screen = { shell: Shell; browser?: Browser; display?: Display; program?: string };
type Found<T> = { value: T } | { missing: string };

type WorkerFixtures = {
  shell: Shell;
  engineKind: EngineKind;
  /** Keeps a trace of each test, for one that fails; it slows the page, so measures go without. */
  traced: boolean;
  workerEngine: Found<RigEngine>;
  workerScreen: Found<Screen>;
};

type TestFixtures = {
  /** Changes to how `gantry` is started. */
  appOptions: LaunchOptions;
  /** A real engine of this worker, with the test images and nothing else at the start of each test. */
  engine: RigEngine;
  /** Starts the app; what it started ends with the test. */
  launch: (options?: LaunchOptions) => Promise<Gantry>;
  /** The app, connected to `engine`. */
  gantry: Gantry;
};

/** Starting an engine or a display; a wedged machine should fail here and not in a test. */
const WORKER_START_MS = 60_000;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shell: ['web', { scope: 'worker', option: true }],
  engineKind: ['dockerd', { scope: 'worker', option: true }],
  traced: [true, { scope: 'worker', option: true }],
  appOptions: [{}, { option: true }],

  workerEngine: [
    async ({ engineKind }, use) => {
      const missing = engineMissing(engineKind);
      if (missing !== undefined) return use({ missing });
      const engine = await (engineKind === 'podman' ? startPodman() : startDockerd());
      await loadImages(engine);
      await use({ value: engine });
      await engine.dispose();
    },
    { scope: 'worker', timeout: WORKER_START_MS },
  ],

  workerScreen: [
    async ({ shell }, use) => {
      const missing = shellMissing(shell);
      if (missing !== undefined) return use({ missing });
      const screen = await (shell === 'web' ? startBrowser() : startDesktop());
      await use({ value: screen });
      await screen.browser?.close();
      await screen.display?.dispose();
    },
    { scope: 'worker', timeout: WORKER_START_MS },
  ],

  engine: async ({ workerEngine }, use, testInfo) => {
    const engine = available(workerEngine, testInfo);
    await use(engine);
    await resetEngine(engine);
  },

  launch: async ({ workerScreen, traced, viewport, locale, colorScheme }, use, testInfo) => {
    const screen = available(workerScreen, testInfo);
    const problems = new Problems();
    const running = new Set<RunningApp>();

    const start = async (options: AppOptions): Promise<RunningApp> => {
      const prepare = async (context: RunningApp['context']) => {
        await problems.watch(context);
        if (traced) await context.tracing.start({ screenshots: true, snapshots: true });
      };
      const app = screen.browser
        ? await openWebApp(
            screen.browser,
            options,
            { viewport, locale, colorScheme, timezoneId: 'UTC' },
            prepare,
          )
        : await openElectronApp(screen.program ?? '', screen.display, options, prepare);
      running.add(app);
      if (colorScheme !== undefined) await app.page.emulateMedia({ colorScheme });
      return app;
    };

    await use(async (options = {}) => {
      const user = screen.shell === 'electron' ? testUser() : undefined;
      let current: AppOptions = { ...options, dataDir: options.dataDir ?? newDataDir(user) };
      let app = await start(current);
      return {
        shell: screen.shell,
        dataDir: current.dataDir,
        get page() {
          return app.page;
        },
        get app() {
          return app;
        },
        openAnother: () => app.openAnother(),
        async restart(changes = {}) {
          running.delete(app);
          await app.stop();
          current = { ...current, ...changes };
          app = await start(current);
          return app.page;
        },
        allowProblem: (pattern) => problems.allow(pattern),
      };
    });

    const failed = testInfo.status !== testInfo.expectedStatus || problems.unexpected().length > 0;
    for (const app of running) {
      if (failed) await keepEvidence(app, testInfo);
      await app.stop();
    }
    expect(problems.unexpected(), 'problems that pages reported').toEqual([]);
  },

  gantry: async ({ engine, launch, appOptions }, use) => {
    await use(await launch({ ...appOptions, env: { ...engine.env, ...appOptions.env } }));
  },
});

/** Skips the test where the machine lacks something, by its reason. */
function available<T>(found: Found<T>, testInfo: TestInfo): T {
  if ('value' in found) return found.value;
  testInfo.skip(true, found.missing);
  throw new Error(found.missing);
}

/** Keeps a browser off the network: it has none here, and looks for its maker's servers at every start. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function startBrowser(): Promise<Screen> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: QUIET,
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  return { shell: 'web', browser };
}

async function startDesktop(): Promise<Screen> {
  const display = process.platform === 'linux' ? await startDisplay() : undefined;
  return { shell: 'electron', display, program: installElectronApp() };
}

async function keepEvidence(app: RunningApp, testInfo: TestInfo): Promise<void> {
  for (const [index, page] of app.context.pages().entries()) {
    const file = testInfo.outputPath(`page-${index}.png`);
    await page.screenshot({ path: file }).catch(() => {});
    testInfo.attachments.push({ name: `page-${index}`, path: file, contentType: 'image/png' });
  }
  const trace = testInfo.outputPath('trace.zip');
  await app.context.tracing.stop({ path: trace }).catch(() => {});
  testInfo.attachments.push({ name: 'trace', path: trace, contentType: 'application/zip' });
  await testInfo.attach('stderr', { body: app.stderr(), contentType: 'text/plain' });
}
