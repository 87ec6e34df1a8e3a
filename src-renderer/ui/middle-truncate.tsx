import { classNames } from './class-names.ts';
import styles from './middle-truncate.module.css';
import { splitMiddle } from './split-middle.ts';

/** One line of text that is cut in its middle where room lacks; whole to hear, on hover and when copied. */
export function MiddleTruncate({
  text,
  tail,
  mono,
  className,
}: {
  text: string;
  /** Letters at the most that stay at the end. */
  tail?: number;
  mono?: boolean;
  className?: string;
}) {
  const [head, end] = splitMiddle(text, tail);
  if (end === '')
    return (
      <span className={classNames(styles.short, mono && styles.mono, className)} data-tip-overflow="">
        {text}
      </span>
    );
  return (
    <span className={classNames(styles.text, mono && styles.mono, className)} data-tip-overflow={text}>
      {/* Two parts to look at are one text to hear. */}
      <span className={styles.whole}>{text}</span>
      <span className={styles.head} data-cut="" aria-hidden="true">
        {head}
      </span>
      <span className={styles.tail} aria-hidden="true">
        {end}
      </span>
    </span>
  );
}
