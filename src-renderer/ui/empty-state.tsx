import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { ICON_STROKE, type Icon } from './icon.ts';

/** Nothing here: one sentence, one action, one example. */
export function EmptyState({
  icon: IconPart,
  title,
  heading = false,
  children,
  action,
  example,
}: {
  icon?: Icon;
  title: string;
  /** It is all that the page shows: its title is the page's heading. */
  heading?: boolean;
  children?: ReactNode;
  action?: ReactNode;
  /** A command or a value to try, in mono. */
  example?: ReactNode;
}) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      {IconPart && <IconPart className={styles.icon} size={24} strokeWidth={ICON_STROKE} aria-hidden />}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
      {example && <code className={styles.example}>{example}</code>}
    </div>
  );
}
