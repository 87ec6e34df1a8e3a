import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHECKOUT } from '../rig/checkout.ts';
import type { EngineKind } from '../rig/engine.ts';
import type { Shell } from '../rig/tools.ts';

/** The longest measure writes and reads 200 MB of log five times, and its peer as well. */
const MEASURE_TIMEOUT_MS = 600_000;

export default defineConfig<object, { shell: Shell; engineKind: EngineKind; traced: boolean }>({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: path.join(CHECKOUT, 'test-results', 'bench'),
  globalSetup: '../rig/global-setup.ts',
  globalTeardown: '../rig/global-setup.ts',
  timeout: MEASURE_TIMEOUT_MS,
  // One after the other: each measure wants the machine for itself.
  workers: 1,
  retries: 0,
  reporter: './reporter.ts',
  use: { locale: 'en-US', viewport: { width: 1280, height: 800 }, traced: false },
  projects: [
    // A measure that needs a window says so by its tag; no other gains anything from being made in both.
    { name: 'web', use: { shell: 'web' }, grepInvert: /@electron/ },
    { name: 'electron', use: { shell: 'electron' }, grep: /@electron/ },
  ],
});
