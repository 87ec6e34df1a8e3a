import { t } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import type { TerminalEntry } from './terminals.ts';

/** What each terminal is called: its shell's name, numbered from the second of a name on. */
export function terminalNames(entries: readonly TerminalEntry[]): Map<string, string> {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { key, kind, command } of entries) {
    const name = kind === 'main' ? t('terminal.main') : visibleLine(command ?? t('terminal.shell'));
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    names.set(key, number === 1 ? name : t('terminal.nth', { name, number }));
  }
  return names;
}
