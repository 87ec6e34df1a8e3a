import { classNames } from './class-names.ts';
import styles from './middle-truncate.module.css';
import { overflowTooltip } from './tooltip.tsx';

/** Letters at the most that stay at the end: enough for a tag or the end of a digest. */
const TAIL = 12;
/** Of a short name the end gets less, so that its beginning can still be read. */
const TAIL_SHARE = 0.4;

/** One line of text that is cut in its middle where room lacks; whole on hover and when copied. */
export function MiddleTruncate({
  text,
  tail = TAIL,
  mono,
  className,
}: {
  text: string;
  tail?: number;
  mono?: boolean;
  className?: string;
}) {
  const letters = [...text];
  const split = letters.length - Math.min(tail, Math.floor(letters.length * TAIL_SHARE));
  return (
    <span className={classNames(styles.text, mono && styles.mono, className)} {...overflowTooltip}>
      <span className={styles.head} data-cut="">
        {letters.slice(0, split).join('')}
      </span>
      {split < letters.length && <span className={styles.tail}>{letters.slice(split).join('')}</span>}
    </span>
  );
}
