import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.ts';
import styles from './page-header.module.css';

/** The one line at the head of a list page. */
export function PageHeader({
  title,
  count,
  filter,
  options,
  action,
  children,
}: {
  title: string;
  count?: number | undefined;
  /** A `SearchBox`. */
  filter?: ReactNode;
  /** `TableOptions` and other ways to look at the page. */
  options?: ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** Beside the count: a word on the state of it all. */
  children?: ReactNode;
}) {
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
      {children}
      <div className={styles.space} />
      {filter}
      {options}
      {action}
    </header>
  );
}

/** The head of a page about one thing: the way back, its name and state, its actions at the right. */
export function DetailHeader({
  backHref,
  backLabel,
  title,
  state,
  meta,
  actions,
}: {
  backHref: string;
  /** The name of the list that Back leads to. */
  backLabel: string;
  title: string;
  state?: ReactNode;
  /** A second line of quiet facts. */
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useT();
  return (
    <header className={styles.detail}>
      <a
        href={backHref}
        className={styles.back}
        aria-label={`${t('ui.back')}: ${backLabel}`}
        data-tip={backLabel}
      >
        <ArrowLeft size={16} aria-hidden />
      </a>
      <div className={styles.subject}>
        <div className={styles.nameLine}>
          <h1 className={styles.title} data-tip-overflow="">
            {title}
          </h1>
          {state}
        </div>
        {meta && <div className={styles.meta}>{meta}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
