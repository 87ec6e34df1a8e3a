import { useState } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { problemOf, problemOfThrown } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { visibleLine, visibleText } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { showProblem } from '../../ui/toasts.tsx';
import styles from './engine-notice.module.css';
import { engineTone, engineWord } from './engine-words.ts';

/**
 * One line on an engine that does not run: its state, what to do next (a command to copy where there is one),
 * the engine's own words, and Retry. Nothing while it runs.
 */
export function EngineNotice({ host }: { host: Host }) {
  const t = useT();
  const [retrying, setRetrying] = useState(false);
  const { state } = host;
  const name = visibleLine(host.name);
  if (state.kind === 'running') return null;
  if (state.kind === 'starting')
    return (
      <div role="status" className={styles.notice}>
        <StateBadge tone="info" changing>
          {t('engine.startingTitle', { name })}
        </StateBadge>
      </div>
    );
  const { reason, detail } = problemOf('', state.error);
  const next = t(`error.${state.error.code}.next`);
  const { hint } = state.error;
  const retry = () => {
    setRetrying(true);
    call('hosts.retry', { host: host.id })
      .catch((error: unknown) => showProblem(problemOfThrown(t('engine.retryFailed', { name }), error)))
      .finally(() => setRetrying(false));
  };
  return (
    <div role="alert" className={styles.notice}>
      <StateBadge tone={engineTone(state)}>{`${name}: ${engineWord(state)}`}</StateBadge>
      <span className={styles.words}>
        {reason} {next}
      </span>
      {hint && (
        <span className={styles.hint}>
          <code>{visibleText(hint)}</code>
          <CopyButton text={hint} />
        </span>
      )}
      {detail && detail !== hint && (
        <details className={styles.details}>
          <summary>{t('ui.details')}</summary>
          <pre>{detail}</pre>
        </details>
      )}
      <Button size="small" busy={retrying} onClick={retry}>
        {t('engine.retry')}
      </Button>
    </div>
  );
}
