import { create } from 'zustand';

/** Where the choice is kept: it belongs to this screen and its user, not to an engine. */
const KEPT_KEY = 'gantry.terminal.screenReader';

/**
 * Whether terminals tell their lines to assistive technology. It costs a good part of their speed, and a page cannot
 * see whether a screen reader listens, so it is a choice.
 */
export const useScreenReader = create<{ on: boolean }>(() => ({
  on: typeof localStorage !== 'undefined' && localStorage.getItem(KEPT_KEY) === 'on',
}));

export function setScreenReader(on: boolean): void {
  localStorage.setItem(KEPT_KEY, on ? 'on' : 'off');
  useScreenReader.setState({ on });
}
