import { useSyncExternalStore } from 'react';

export const themeSettings = ['system', 'light', 'dark'] as const;
export type ThemeSetting = (typeof themeSettings)[number];
export type Theme = 'light' | 'dark';

const listeners = new Set<() => void>();
let setting: ThemeSetting = 'system';
let systemIsDark: MediaQueryList | undefined;

/**
 * Resolves a setting to light or dark and puts it on the document, where the
 * tokens are chosen by it; `system` goes on following the system. Call it once
 * before the first render and again on every change of the setting.
 */
export function applyTheme(next: ThemeSetting): void {
  setting = next;
  if (!systemIsDark) {
    systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
    systemIsDark.addEventListener('change', update);
  }
  update();
}

/** The theme in effect. Views that draw on a canvas read the tokens again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** A token's value in the theme in effect, for a canvas: `readToken('--chart-1')`. */
export function readToken(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function update(): void {
  const dark = setting === 'dark' || (setting === 'system' && systemIsDark?.matches === true);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
