import { isMac, matchesShortcut } from '../../ui/shortcut.ts';
import { pressedKey } from '../shortcuts/registry.ts';

export type TerminalCommand = 'copy' | 'paste' | 'find' | 'leave';

const isWindows = typeof navigator !== 'undefined' && /^win/i.test(navigator.platform);

/**
 * Keys that the page keeps from the terminal. Tab, Escape and Ctrl with a letter are the program's own; so a key
 * that no program and no browser knows leads out of the terminal.
 */
export function terminalKeys(command: TerminalCommand): string {
  switch (command) {
    case 'copy':
      return isMac() ? 'mod+c' : 'ctrl+shift+c';
    case 'paste':
      if (isMac()) return 'mod+v';
      return isWindows ? 'ctrl+v' : 'ctrl+shift+v';
    case 'find':
      return isMac() ? 'mod+f' : 'ctrl+shift+f';
    case 'leave':
      return 'ctrl+shift+enter';
  }
}

const COMMANDS = ['copy', 'paste', 'find', 'leave'] as const satisfies TerminalCommand[];

/** The command that a key press in a terminal means, if it means one of the page's. */
export function terminalCommand(event: KeyboardEvent): TerminalCommand | undefined {
  const { code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const press = { key: pressedKey(event), code, ctrlKey, metaKey, shiftKey, altKey };
  // On Windows both ways to paste are usual.
  if (isWindows && matchesShortcut(press, 'ctrl+shift+v')) return 'paste';
  return COMMANDS.find((command) => matchesShortcut(press, terminalKeys(command)));
}
