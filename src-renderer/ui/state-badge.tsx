import { classNames } from './class-names.ts';
import styles from './state-badge.module.css';

export type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral';

export interface StateBadgeProps {
  tone: Tone;
  /** The state in words. */
  children: string;
  /** On its way to another state: the mark pulses. */
  changing?: boolean;
  /** With a background, for the head of a page; without, for rows. */
  filled?: boolean;
  className?: string;
}

/**
 * A state as shape, word and colour, so that none of them alone carries it:
 * disc = well, triangle = look here, square = failed, ring = on its way, dash = at rest.
 */
export function StateBadge({ tone, children, changing, filled, className }: StateBadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone], filled && styles.filled, className)}>
      <svg
        className={classNames(styles.mark, changing && styles.changing)}
        viewBox="0 0 10 10"
        aria-hidden="true"
      >
        {marks[tone]}
      </svg>
      <span className={styles.word} data-cut="">
        {children}
      </span>
    </span>
  );
}

const marks = {
  ok: <circle cx="5" cy="5" r="4" />,
  warn: <path d="M5 .8 9.6 9H.4Z" />,
  danger: <rect x="1" y="1" width="8" height="8" rx="1.5" />,
  info: <circle cx="5" cy="5" r="3.25" fill="none" strokeWidth="1.5" />,
  neutral: <rect x="1" y="4" width="8" height="2" rx="1" />,
} satisfies Record<Tone, unknown>;
