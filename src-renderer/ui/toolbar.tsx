import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './toolbar.module.css';

/** A named row of controls. Arrow keys move between its buttons, besides Tab. */
export function Toolbar({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={classNames(styles.toolbar, className)}
      onKeyDown={moveFocus}
    >
      {children}
    </div>
  );
}

/** Pushes what follows to the right end. */
export function ToolbarSpace() {
  return <div className={styles.space} />;
}

/** Keeps groups of buttons apart. */
export function ToolbarDivider() {
  return <div className={styles.divider} />;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const from = event.target as HTMLElement;
  if (!step || from.tagName === 'INPUT' || event.defaultPrevented) return;
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input'),
  ];
  const next = stops[stops.indexOf(from) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
