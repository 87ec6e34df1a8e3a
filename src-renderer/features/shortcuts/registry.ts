import { useEffect, useSyncExternalStore } from 'react';
import { matchesShortcut } from '../../ui/shortcut.ts';

export type ShortcutGroup = 'everywhere' | 'goTo' | 'page';

export interface Shortcut {
  /** `/`, `mod+k`, or keys one after the other: `g c`. */
  keys: string;
  /** What it does, in words of the user's language. */
  label: string;
  group: ShortcutGroup;
  run(): void;
}

/** ms within which the second key of two must follow the first. */
const SEQUENCE_MS = 1_200;

const listeners = new Set<() => void>();
let registered: readonly Shortcut[] = [];

/** Adds shortcuts until the returned function is called; later ones go before earlier ones of the same keys. */
export function registerShortcuts(shortcuts: readonly Shortcut[]): () => void {
  registered = [...shortcuts, ...registered];
  for (const listener of listeners) listener();
  return () => {
    registered = registered.filter((each) => !shortcuts.includes(each));
    for (const listener of listeners) listener();
  };
}

/** Shortcuts of a mounted component. Keep the list stable (`useMemo`). */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => registerShortcuts(shortcuts), [shortcuts]);
}

/** All shortcuts that work now. */
export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
}

/** What a key press is matched by. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/**
 * Letters go by their place where the layout writes no Latin letters (Korean: `ㅊ` is the C key);
 * signs go by what is typed, for their place differs between layouts.
 */
export function pressedKey(press: Pick<Press, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(press.code)?.[1];
  // Beyond ASCII: a letter of another script. A dead or composing key says nothing of its own.
  const foreign = press.key === 'Process' || press.key === 'Dead' || press.key.charCodeAt(0) > 0x7f;
  return place && foreign ? place.toLowerCase() : press.key.toLowerCase();
}

function matches(press: Press, keys: string): boolean {
  // One by one: an event's own are getters of its prototype, which a spread leaves out.
  const { ctrlKey, metaKey, shiftKey, altKey } = press;
  return matchesShortcut({ key: pressedKey(press), ctrlKey, metaKey, shiftKey, altKey }, keys);
}

/** Follows key presses and finds the shortcut that they complete; every press goes to `finish`, then to `begin`. */
export interface Matcher {
  /** The shortcut of two keys whose second one this is. */
  finish(press: Press, at: number): Shortcut | undefined;
  /** The shortcut of this key alone; 'begun' where one of two keys begins with it. */
  begin(press: Press, at: number): Shortcut | 'begun' | undefined;
}

export function createMatcher(shortcuts: () => readonly Shortcut[]): Matcher {
  let first: { press: Press; at: number } | undefined;
  const of = (count: number) =>
    shortcuts()
      .map((shortcut) => ({ shortcut, keys: shortcut.keys.split(' ') }))
      .filter(({ keys }) => keys.length === count);
  return {
    finish(press, at) {
      const before = first && at - first.at <= SEQUENCE_MS ? first.press : undefined;
      first = undefined;
      if (!before) return undefined;
      const found = of(2).find(({ keys: [a = '', b = ''] }) => matches(before, a) && matches(press, b));
      return found?.shortcut;
    },
    begin(press, at) {
      const single = of(1).find(({ keys: [a = ''] }) => matches(press, a));
      if (single) return single.shortcut;
      if (!of(2).some(({ keys: [a = ''] }) => matches(press, a))) return undefined;
      first = { press, at };
      return 'begun';
    },
  };
}

const TEXT_INPUTS =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=""], [contenteditable=true]';

/** Whether a key press belongs to what has the focus rather than to the page. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')) return true;
  const commands = event.ctrlKey || event.metaKey;
  // A terminal's Ctrl keys are the shell's; the command key of a Mac is not.
  if (target?.closest('.xterm')) return !event.metaKey;
  return !commands && target?.matches(TEXT_INPUTS) === true;
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta'];

/** Begins to serve shortcuts. Call it once. */
export function startShortcuts(): void {
  const matcher = createMatcher(() => registered);
  // Before anything on the page: a list takes letters for the names of its rows, and "g a" is meant for Gantry.
  document.addEventListener(
    'keydown',
    (event) => {
      if (isTaken(event) || MODIFIERS.includes(event.key)) return;
      const found = matcher.finish(event, event.timeStamp);
      if (!found) return;
      event.preventDefault();
      event.stopPropagation();
      found.run();
    },
    true,
  );
  document.addEventListener('keydown', (event) => {
    if (isTaken(event) || MODIFIERS.includes(event.key)) return;
    const found = matcher.begin(event, event.timeStamp);
    if (!found) return;
    event.preventDefault();
    if (found !== 'begun') found.run();
  });
}
