import CircleX from 'lucide-react/icons/circle-x';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './error-note.module.css';
import { type Problem, problemText } from './problem.ts';

/**
 * What failed, why, what to do, and the engine's own words behind "Details".
 * Announced when it appears. `actions` are buttons such as "Try again".
 */
export function ErrorNote({ actions, ...problem }: Problem & { actions?: ReactNode }) {
  return (
    <div role="alert" className={styles.note}>
      <CircleX className={styles.icon} size={16} aria-hidden />
      <ProblemText {...problem} actions={actions} />
    </div>
  );
}

/** The words of a problem with its Details and Copy, without a frame of their own. */
export function ProblemText({ actions, ...problem }: Problem & { actions?: ReactNode }) {
  const t = useT();
  const { title, reason, hint, detail } = problem;
  return (
    <div className={styles.text}>
      <p className={styles.title}>{title}</p>
      {reason && <p>{reason}</p>}
      {hint && <p className={styles.hint}>{hint}</p>}
      {detail && (
        <details className={styles.details}>
          <summary>{t('ui.details')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long words of the engine scroll, also by keyboard */}
          <pre tabIndex={0}>{detail}</pre>
        </details>
      )}
      {(detail || actions) && (
        <div className={styles.actions}>
          {actions}
          <CopyButton text={() => problemText(problem)} withText />
        </div>
      )}
    </div>
  );
}
