import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHECKOUT } from '../rig/checkout.ts';
import type { EngineKind } from '../rig/engine.ts';
import type { Shell } from '../rig/tools.ts';

/** A name that changed should fail here and not at the end of the time for all. */
const ACTION_TIMEOUT_MS = 10_000;
/** Some twenty views, each in two themes. */
const TAKE_TIMEOUT_MS = 300_000;

export default defineConfig<object, { shell: Shell; engineKind: EngineKind; traced: boolean }>({
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: path.join(CHECKOUT, 'test-results', 'screenshots'),
  globalSetup: '../rig/global-setup.ts',
  globalTeardown: '../rig/global-setup.ts',
  timeout: TAKE_TIMEOUT_MS,
  workers: 1,
  retries: 0,
  reporter: 'list',
  use: {
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    traced: false,
    actionTimeout: ACTION_TIMEOUT_MS,
  },
  projects: [
    { name: 'web', use: { shell: 'web' }, grepInvert: /@electron/ },
    { name: 'electron', use: { shell: 'electron' }, grep: /@electron/ },
  ],
});
