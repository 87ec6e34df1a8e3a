/**
 * Shortcuts are written `mod+k`, `shift+f10`, `delete`, `/`; `mod` is the
 * command key on a Mac and Ctrl elsewhere.
 */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const macLabels: Readonly<Record<string, string>> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' };
const labels: Readonly<Record<string, string>> = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift' };
const keyLabels: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: 'Enter',
  delete: 'Del',
  ' ': 'Space',
};

export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);
}

/** As a person reads it: "Ctrl+K", on a Mac "⌘K". */
export function shortcutLabel(shortcut: string, mac = isMac()): string {
  const names = parts(shortcut).map((part) => {
    const modifier = mac ? macLabels[part] : labels[part];
    return modifier ?? keyLabels[part] ?? (part.length === 1 ? part.toUpperCase() : capital(part));
  });
  return names.join(mac ? '' : '+');
}

/** As `aria-keyshortcuts` wants it: "Control+K". */
export function ariaShortcut(shortcut: string, mac = isMac()): string {
  return parts(shortcut)
    .map((part) => {
      if (part === 'mod') return mac ? 'Meta' : 'Control';
      if (part === 'ctrl') return 'Control';
      return part.length === 1 ? part.toUpperCase() : capital(part);
    })
    .join('+');
}

/** Whether a key press is that shortcut, all modifiers included. */
export function matchesShortcut(event: KeyPress, shortcut: string, mac = isMac()): boolean {
  const wanted = parts(shortcut);
  const key = wanted[wanted.length - 1];
  const has = (name: string) => wanted.slice(0, -1).includes(name);
  const ctrl = has('ctrl') || (has('mod') && !mac);
  const meta = has('mod') && mac;
  // The shift that a sign such as "?" takes belongs to the sign and differs by keyboard.
  const shiftMatters = key !== undefined && (key.length > 1 || /[a-z]/.test(key));
  return (
    event.key.toLowerCase() === key &&
    event.ctrlKey === ctrl &&
    event.metaKey === meta &&
    event.altKey === has('alt') &&
    (!shiftMatters || event.shiftKey === has('shift'))
  );
}

function parts(shortcut: string): string[] {
  return shortcut.toLowerCase().split(/(?<=.)\+/);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
