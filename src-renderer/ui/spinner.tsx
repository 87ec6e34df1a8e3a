import { classNames } from './class-names.ts';
import styles from './spinner.module.css';

/** Shows itself only after 300 ms: what is done sooner needs no spinner. Decorative; say what is busy in words. */
export function Spinner({ size = 14, className }: { size?: number; className?: string }) {
  return (
    <svg
      className={classNames(styles.spinner, className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6" opacity="0.25" />
      <path d="M14 8a6 6 0 0 0-6-6" strokeLinecap="round" />
    </svg>
  );
}
