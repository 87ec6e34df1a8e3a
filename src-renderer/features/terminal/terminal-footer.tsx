import type { ReactNode } from 'react';
import { problemOf } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './terminal.module.css';
import { terminalKeys } from './terminal-keys.ts';
import { restartTerminal, type TerminalEntry, viewOf } from './terminals.ts';

export interface TerminalFooterProps {
  entry: TerminalEntry;
  /** The container's name. */
  name: string;
  /** Why no process can be started now. */
  blocked: string | undefined;
  /** Why the one that runs answers nothing now. */
  silent: string | undefined;
}

/** Below a terminal: what runs in it, how it ended, and what to do then. */
export function TerminalFooter({ entry, name, blocked, silent }: TerminalFooterProps) {
  const t = useT();
  const { state, kind, key } = entry;
  const shell = kind === 'shell';
  const again = (label: string) => (
    <Button
      size="small"
      reason={blocked}
      onClick={() => {
        restartTerminal(key);
        viewOf(key)?.focus();
      }}
    >
      {label}
    </Button>
  );
  switch (state.kind) {
    case 'connecting':
      return <Line>{shell ? t('terminal.connectingShell') : t('terminal.connectingMain')}</Line>;
    case 'running': {
      const command = visibleLine(state.command);
      const words = {
        open: shell ? ('terminal.running' as const) : ('terminal.attached' as const),
        none: 'terminal.noInput' as const,
        once: 'terminal.inputOnce' as const,
      };
      return (
        <Line
          end={
            <span className={styles.keys}>
              <Kbd shortcut={terminalKeys('leave')} /> {t('terminal.leaveHint')}
            </span>
          }
        >
          {silent ?? t(words[state.input], { command })}
        </Line>
      );
    }
    case 'ended': {
      const { code } = state;
      const words =
        code === null
          ? t(shell ? 'terminal.endedUnknown' : 'terminal.mainEndedUnknown')
          : t(shell ? 'terminal.ended' : 'terminal.mainEnded', { code });
      return <Line end={again(shell ? t('terminal.startAgain') : t('terminal.attachAgain'))}>{words}</Line>;
    }
    case 'lost': {
      const problem = problemOf(t('terminal.lost'), state.error);
      return (
        <ErrorNote
          {...problem}
          hint={blocked ?? (shell ? t('terminal.lostNext') : t('terminal.lostMainNext'))}
          actions={again(t('terminal.reconnect'))}
        />
      );
    }
    case 'failed': {
      const title = t(shell ? 'terminal.failedShell' : 'terminal.failedMain', { name: visibleLine(name) });
      const problem = problemOf(title, state.error);
      if (state.error.code === 'NO_SHELL') problem.hint = t('terminal.noShellNext');
      return <ErrorNote {...problem} actions={again(t('terminal.tryAgain'))} />;
    }
  }
}

function Line({ children, end }: { children: string; end?: ReactNode }) {
  return (
    <div className={styles.footer}>
      <span role="status" className={styles.state} data-tip-overflow="">
        {children}
      </span>
      {end}
    </div>
  );
}
