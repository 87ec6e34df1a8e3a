import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './terminal.module.css';
import { terminalNames } from './terminal-names.ts';
import { isLive, type TerminalEntry } from './terminals.ts';

export interface TerminalTabsProps {
  entries: readonly TerminalEntry[];
  active: string | undefined;
  /** Id of the element that shows the active one. */
  panelId: string;
  onChange: (key: string) => void;
  onClose: (key: string) => void;
}

/** The terminals of a container side by side. Delete closes the one that has the focus, a middle click any. */
export function TerminalTabs({ entries, active, panelId, onChange, onClose }: TerminalTabsProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  const names = terminalNames(entries);
  const move = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons[(to + buttons.length) % buttons.length]?.focus();
    } else if (event.key === 'Delete') {
      const entry = entries[at];
      if (entry) onClose(entry.key);
    }
  };
  if (entries.length === 0) return null;
  return (
    <div ref={list} role="tablist" aria-label={t('terminal.list')} className={styles.tabs} onKeyDown={move}>
      {entries.map((entry) => (
        <button
          key={entry.key}
          type="button"
          role="tab"
          data-terminal={entry.key}
          aria-selected={entry.key === active}
          aria-controls={entry.key === active ? panelId : undefined}
          aria-keyshortcuts="Delete"
          tabIndex={entry.key === active ? 0 : -1}
          className={classNames(styles.tab, !isLive(entry) && styles.over)}
          onClick={() => onChange(entry.key)}
          onAuxClick={(event) => {
            if (event.button === 1) onClose(entry.key);
          }}
        >
          <span className={styles.tabName}>{names.get(entry.key)}</span>
          {/* For the pointer alone: by keyboard it is Delete, and a button of the toolbar. */}
          <span
            aria-hidden
            className={styles.tabClose}
            onClick={(event) => {
              event.stopPropagation();
              onClose(entry.key);
            }}
          >
            <X size={12} />
          </span>
        </button>
      ))}
    </div>
  );
}
