import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import CircleX from 'lucide-react/icons/circle-x';
import { type ReactNode, useId, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Button } from './button.tsx';
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
  const [open, setOpen] = useState(false);
  const detailId = useId();
  const { title, reason, hint, detail } = problem;
  return (
    <div className={styles.text}>
      <p className={styles.title}>{title}</p>
      {reason && <p>{reason}</p>}
      {hint && <p className={styles.hint}>{hint}</p>}
      {(detail || actions) && (
        <div className={styles.actions}>
          {actions}
          {detail && (
            <Button
              kind="ghost"
              size="small"
              icon={open ? ChevronDown : ChevronRight}
              aria-expanded={open}
              aria-controls={open ? detailId : undefined}
              onClick={() => setOpen(!open)}
            >
              {t('ui.details')}
            </Button>
          )}
          <CopyButton text={() => problemText(problem)} withText />
        </div>
      )}
      {detail && open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long words of the engine scroll, also by keyboard
        <pre id={detailId} tabIndex={0} className={styles.detail}>
          {detail}
        </pre>
      )}
    </div>
  );
}
