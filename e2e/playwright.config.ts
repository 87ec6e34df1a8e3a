import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHECKOUT } from './rig/checkout.ts';
import type { EngineKind } from './rig/engine.ts';
import type { Shell } from './rig/tools.ts';

/** A journey of a user through several pages with a real engine takes a few seconds on two busy cores. */
const TEST_TIMEOUT_MS = 60_000;

/**
 * Two browsers and two engines share two cores: what takes a tenth of a second alone, such as an exec, takes seconds
 * now and then. What must come sooner says so where it is expected.
 */
const EXPECT_TIMEOUT_MS = 10_000;

export default defineConfig<object, { shell: Shell; engineKind: EngineKind }>({
  testDir: '.',
  outputDir: path.join(CHECKOUT, 'test-results'),
  globalSetup: './rig/global-setup.ts',
  globalTeardown: './rig/global-setup.ts',
  timeout: TEST_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: path.join(CHECKOUT, '.cache', 'playwright.json') }]],
  use: { locale: 'en-US', viewport: { width: 1280, height: 800 } },
  // A test that is about one of the shells says so by its tag.
  projects: [
    { name: 'chromium', use: { shell: 'web' }, grepInvert: /@electron|@network/ },
    { name: 'electron', use: { shell: 'electron' }, grepInvert: /@web|@network/, testIgnore: 'rig/**' },
    // The second dialect of the same API runs what is tagged so.
    { name: 'podman', use: { shell: 'web', engineKind: 'podman' }, grep: /@core/, grepInvert: /@electron/ },
    // What makes network devices or fetches packages: run by itself, in the machine's own network.
    { name: 'network', use: { shell: 'web' }, grep: /@network/, workers: 1 },
  ],
});
