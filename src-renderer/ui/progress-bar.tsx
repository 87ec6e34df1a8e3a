import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

/** How far a piece of work is. Without `value` (0 to 1) only that it goes on. */
export function ProgressBar({
  label,
  value,
  text,
  tone = 'info',
  className,
}: {
  label: string;
  value?: number | undefined;
  /** What a screen reader says instead of the percentage: "12 of 40 MB". */
  text?: string | undefined;
  tone?: 'info' | 'ok' | 'danger';
  className?: string;
}) {
  const known = value !== undefined && Number.isFinite(value);
  const ratio = known ? Math.min(1, Math.max(0, value)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(ratio * 100) : undefined}
      aria-valuetext={text}
      className={classNames(styles.track, styles[tone], className)}
    >
      <div
        className={classNames(styles.bar, !known && styles.unknown)}
        style={known ? { transform: `scaleX(${ratio})` } : undefined}
      />
    </div>
  );
}
