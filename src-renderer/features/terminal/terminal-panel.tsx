import { useEffect, useId, useRef, useState } from 'react';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { t as translate, useT } from '../../i18n/i18n.ts';
import { useTheme } from '../../styles/theme.ts';
import { visibleText } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { writeClipboard } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ContextMenu, type MenuEntry } from '../../ui/menu.tsx';
import { isMac, shortcutLabel } from '../../ui/shortcut.ts';
import { showProblem } from '../../ui/toasts.tsx';
import { setScreenReader, useScreenReader } from './screen-reader.ts';
import styles from './terminal.module.css';
import { TerminalFooter } from './terminal-footer.tsx';
import { terminalCommand, terminalKeys } from './terminal-keys.ts';
import { TerminalSearch } from './terminal-search.tsx';
import {
  handleKeys,
  pasteInto,
  showTerminal,
  type Target,
  type TerminalEntry,
  useTerminals,
  viewOf,
} from './terminals.ts';

export interface TerminalPanelProps {
  target: Target;
  entry: TerminalEntry;
  id: string;
  /** Of the terminal, and of its container. */
  name: string;
  container: string;
  /** Why no process can be started now. */
  blocked: string | undefined;
  /** Why the one that runs answers nothing now. */
  silent: string | undefined;
  /** Whether a key press brought it here: then the focus stays where the keys are. */
  takesFocus: boolean;
  searching: boolean;
  onSearch: (on: boolean) => void;
}

/** One terminal on the page. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { target, entry, id, name, container, blocked, silent, takesFocus, searching, onSearch } = props;
  const { key } = entry;
  const t = useT();
  const theme = useTheme();
  const hint = useId();
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(entry);
  latest.current = entry;
  const [failure, setFailure] = useState<{ error: unknown }>();
  const [attempt, setAttempt] = useState(0);
  const { on: screenReader } = useScreenReader();
  const link = useTerminals((state) => state.link);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is made again on purpose; names and modes have effects of their own
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    let shown = true;
    let frame = 0;
    const fit = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => viewOf(key)?.fit());
    };
    const sizes = new ResizeObserver(fit);
    const options = { label: translate('terminal.input', { name }), describedBy: hint, screenReader };
    showTerminal(target, latest.current, parent, options, () => shown).then(
      () => {
        if (!shown) return;
        sizes.observe(parent);
        if (takesFocus) viewOf(key)?.focus();
      },
      (error: unknown) => shown && setFailure({ error }),
    );
    const release = handleKeys(key, (event) => {
      const command = terminalCommand(event);
      if (!command) return false;
      // The browser's own paste follows the key press, and needs no permission.
      if (command !== 'paste') event.preventDefault();
      if (command === 'copy') copySelection(key);
      else if (command === 'find') onSearch(true);
      else if (command === 'leave') document.querySelector<HTMLElement>(`[data-terminal="${key}"]`)?.focus();
      return true;
    });
    return () => {
      shown = false;
      release();
      sizes.disconnect();
      cancelAnimationFrame(frame);
      viewOf(key)?.hide();
    };
  }, [key, attempt]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what the colours are read from
  useEffect(() => viewOf(key)?.recolour(), [key, theme]);
  useEffect(() => viewOf(key)?.setScreenReader(screenReader), [key, screenReader]);

  const closeSearch = () => {
    onSearch(false);
    viewOf(key)?.focus();
  };
  return (
    <section id={id} aria-label={t('terminal.region')} className={styles.panel}>
      {searching && <TerminalSearch terminal={key} onClose={closeSearch} />}
      <ContextMenu items={() => terminalMenu(key, () => onSearch(true))}>
        <div className={styles.screen}>
          <div ref={place} className={styles.place} />
          {link && (
            <div className={styles.link}>
              {t(isMac() ? 'terminal.openLinkMac' : 'terminal.openLink', { address: visibleText(link) })}
            </div>
          )}
        </div>
      </ContextMenu>
      <span id={hint} hidden>
        {t('terminal.leaveKeys', { keys: shortcutLabel(terminalKeys('leave')) })}
      </span>
      {failure ? (
        <ErrorNote
          {...problemOfThrown(t('terminal.loadFailed'), failure.error)}
          reason={t('terminal.loadFailedWhy')}
          actions={
            <Button
              size="small"
              onClick={() => {
                setFailure(undefined);
                setAttempt((count) => count + 1);
              }}
            >
              {t('terminal.tryAgain')}
            </Button>
          }
        />
      ) : (
        <TerminalFooter entry={entry} name={container} blocked={blocked} silent={silent} />
      )}
    </section>
  );
}

/** What can be done with what a terminal shows; the focus is then where the keys should go. */
export function terminalMenu(key: string, onSearch: () => void): MenuEntry[] {
  const view = viewOf(key);
  const { on: screenReader } = useScreenReader.getState();
  const back = () => requestAnimationFrame(() => view?.focus());
  const item = (id: string, label: string, run: () => void, more: object = {}) => ({
    id,
    label,
    onSelect: () => {
      run();
      back();
    },
    ...more,
  });
  return [
    item('copy', translate('terminal.copy'), () => copySelection(key), {
      shortcut: terminalKeys('copy'),
      disabled: !view?.selection,
    }),
    item('paste', translate('terminal.paste'), () => void pasteClipboard(key), {
      shortcut: terminalKeys('paste'),
    }),
    item('select-all', translate('terminal.selectAll'), () => view?.selectAll()),
    'separator',
    { id: 'find', label: translate('terminal.find'), shortcut: terminalKeys('find'), onSelect: onSearch },
    item('clear', translate('terminal.clear'), () => view?.clear()),
    'separator',
    {
      id: 'screen-reader',
      label: translate('terminal.screenReader'),
      checked: screenReader,
      onSelect: () => setScreenReader(!screenReader),
    },
  ];
}

function copySelection(key: string): void {
  const selection = viewOf(key)?.selection;
  if (selection) void writeClipboard(selection);
}

async function pasteClipboard(key: string): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    showProblem({
      title: translate('terminal.pasteRefused'),
      reason: translate('terminal.pasteRefusedWhy', { keys: shortcutLabel(terminalKeys('paste')) }),
    });
    return;
  }
  pasteInto(key, text);
}
