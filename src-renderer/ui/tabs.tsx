import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './tabs.module.css';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** A number or a mark after the word. */
  badge?: ReactNode;
}

export interface TabsProps<Id extends string> {
  /** What the tabs are of, for assistive technology. */
  label: string;
  tabs: readonly Tab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  /** At the end of the tab line. */
  actions?: ReactNode;
  /** The content of the chosen tab. */
  children: ReactNode;
}

/**
 * Views of one thing. The arrow keys move along the tabs and Enter or Space
 * opens: a tab here may start a stream, so passing over it must not.
 */
export function Tabs<Id extends string>({ label, tabs, value, onChange, actions, children }: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div className={styles.bar}>
        <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${base}${tab.id}`}
              aria-selected={tab.id === value}
              aria-controls={tab.id === value ? `${base}panel` : undefined}
              tabIndex={tab.id === value ? 0 : -1}
              className={styles.tab}
              onClick={() => onChange(tab.id)}
            >
              {tab.label}
              {tab.badge !== undefined && <span className={styles.badge}>{tab.badge}</span>}
            </button>
          ))}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div role="tabpanel" id={`${base}panel`} aria-labelledby={`${base}${value}`} className={styles.panel}>
        {children}
      </div>
    </div>
  );
}
