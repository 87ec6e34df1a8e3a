import type { ITheme } from '@xterm/xterm';
import { readToken } from '../../styles/theme.ts';

/** The 16 colours by the names that xterm gives to their numbers. */
const NAMES = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies (keyof ITheme)[];

/** The theme in effect as xterm takes it. */
export function terminalColours(): ITheme {
  const ansi = Object.fromEntries(NAMES.map((name, index) => [name, readToken(`--ansi-${index}`)]));
  return {
    ...ansi,
    background: readToken('--term-bg'),
    foreground: readToken('--term-text'),
    cursor: readToken('--term-cursor'),
    cursorAccent: readToken('--term-bg'),
    selectionBackground: readToken('--term-selection'),
    scrollbarSliderBackground: readToken('--scrollbar'),
    scrollbarSliderHoverBackground: readToken('--scrollbar-hover'),
    scrollbarSliderActiveBackground: readToken('--scrollbar-hover'),
  };
}

/** Colours of what a search has found. */
export function searchColours() {
  return {
    matchBackground: readToken('--mark-bg'),
    activeMatchBackground: readToken('--mark-active-bg'),
    matchOverviewRuler: readToken('--mark-bg'),
    activeMatchColorOverviewRuler: readToken('--mark-active-bg'),
  };
}
