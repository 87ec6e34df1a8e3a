import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../contract/settings.ts';

const THEMES: readonly unknown[] = ['system', 'light', 'dark'] satisfies Settings['theme'][];

/** The theme that the settings name, read ahead of them: the first window opens before they are loaded. */
export function peekTheme(dataDir: string): Settings['theme'] {
  try {
    const { theme } = JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'));
    return THEMES.includes(theme) ? theme : 'system';
  } catch {
    return 'system';
  }
}
