import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { ICON_STROKE, type Icon } from './icon.ts';

/** Nothing here: one sentence, one action, one example. */
export function EmptyState({
  icon: IconPart,
  title,
  children,
  action,
  example,
}: {
  icon?: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** A command or a value to try, in mono. */
  example?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {IconPart && <IconPart className={styles.icon} size={24} strokeWidth={ICON_STROKE} aria-hidden />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
      {example && <code className={styles.example}>{example}</code>}
    </div>
  );
}
