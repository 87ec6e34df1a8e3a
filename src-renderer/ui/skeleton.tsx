import styles from './skeleton.module.css';

/** A line of text that is not known yet. Decorative. */
export function Skeleton({ width = '60%' }: { width?: string | number }) {
  return <span className={styles.line} style={{ width }} aria-hidden="true" />;
}
