import Ellipsis from 'lucide-react/icons/ellipsis';
import Plug from 'lucide-react/icons/plug';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import SquareTerminal from 'lucide-react/icons/square-terminal';
import X from 'lucide-react/icons/x';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { useHost } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { showProblem } from '../../ui/toasts.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useShortcuts } from '../shortcuts/registry.ts';
import type { SessionKind } from './session.ts';
import styles from './terminal.module.css';
import { terminalKeys } from './terminal-keys.ts';
import { terminalNames } from './terminal-names.ts';
import { TerminalPanel, terminalMenu } from './terminal-panel.tsx';
import { TerminalTabs } from './terminal-tabs.tsx';
import { activateTerminal, addTerminal, closeTerminal, forgetEnded, useGroup, viewOf } from './terminals.ts';

export interface TerminalTabProps {
  host: string;
  id: string;
  name: string;
  running: boolean;
  /** Its processes are there and do not go on. */
  paused: boolean;
}

/**
 * Terminals inside a container. The first shell opens by itself. They go on while other tabs and pages are shown,
 * and end when they are closed, or with the page.
 */
export function TerminalTab({ host, id, name, running, paused }: TerminalTabProps) {
  const t = useT();
  const target = useMemo(() => ({ host, id }), [host, id]);
  const { entries, active } = useGroup(target);
  const engineRuns = useHost(host)?.state.kind === 'running';
  const panelId = useId();
  const [searching, setSearching] = useState<string>();
  /** Whether the user asked for the terminal that is shown: then the keys are meant for it. */
  const asked = useRef(false);
  const emptied = useRef(false);
  const entry = entries.find(({ key }) => key === active);
  const none = entries.length === 0;

  useEffect(() => forgetEnded(target), [target]);
  useEffect(() => {
    if (running && none && !emptied.current) addTerminal(target, 'shell');
  }, [target, running, none]);

  useShortcuts(
    useMemo(
      () =>
        active === undefined
          ? []
          : [
              {
                keys: terminalKeys('leave'),
                label: t('terminal.enterOrLeave'),
                group: 'page' as const,
                run: () => viewOf(active)?.focus(),
              },
              {
                keys: terminalKeys('find'),
                label: t('terminal.search'),
                group: 'page' as const,
                run: () => setSearching(active),
              },
            ],
      [active, t],
    ),
  );

  const open = (kind: SessionKind) => {
    asked.current = true;
    addTerminal(target, kind);
  };
  const close = (key: string) => {
    emptied.current = true;
    closeTerminal(target, key);
  };
  const stopped = paused ? t('terminal.waitForUnpause') : t('terminal.waitForContainer');
  const closed = running ? undefined : stopped;
  const blocked = engineRuns ? closed : t('terminal.waitForEngine');
  const frozen = paused ? t('terminal.pausedSilent') : undefined;
  const silent = engineRuns ? frozen : t('terminal.engineSilent');
  const newButton = (
    <Button size="small" icon={Plus} reason={blocked} onClick={() => open('shell')}>
      {t('terminal.new')}
    </Button>
  );
  const attachButton = (
    <Button
      size="small"
      icon={Plug}
      tooltip={t('terminal.attachTip')}
      reason={blocked}
      onClick={() => open('main')}
    >
      {t('terminal.attach')}
    </Button>
  );
  if (!entry) {
    return running ? (
      <EmptyState
        icon={SquareTerminal}
        title={t('terminal.none')}
        action={
          <>
            {newButton}
            {attachButton}
          </>
        }
      >
        {t('terminal.noneNext')}
      </EmptyState>
    ) : (
      <NotRunning host={host} id={id} name={name} paused={paused} />
    );
  }
  const search = (on: boolean) => setSearching(on ? entry.key : undefined);
  return (
    <div className={styles.terminals}>
      <div className={styles.bar}>
        <TerminalTabs
          entries={entries}
          active={active}
          panelId={panelId}
          onChange={(key) => {
            asked.current = true;
            activateTerminal(target, key);
          }}
          onClose={close}
        />
        <Toolbar label={t('terminal.more')} className={styles.tools}>
          {newButton}
          {attachButton}
          <IconButton
            size="small"
            icon={Search}
            label={t('terminal.find')}
            shortcut={terminalKeys('find')}
            pressed={searching === entry.key}
            onClick={() => search(searching !== entry.key)}
          />
          <Menu
            align="end"
            items={() => terminalMenu(entry.key, () => search(true))}
            trigger={<IconButton size="small" icon={Ellipsis} label={t('terminal.more')} />}
          />
          <IconButton size="small" icon={X} label={t('terminal.close')} onClick={() => close(entry.key)} />
        </Toolbar>
      </div>
      <TerminalPanel
        key={entry.key}
        target={target}
        entry={entry}
        id={panelId}
        name={terminalNames(entries).get(entry.key) ?? ''}
        container={name}
        blocked={blocked}
        silent={silent}
        takesFocus={asked.current || !document.activeElement?.matches(':focus-visible')}
        searching={searching === entry.key}
        onSearch={search}
      />
    </div>
  );
}

function NotRunning({ host, id, name, paused }: Omit<TerminalTabProps, 'running'>) {
  const t = useT();
  const shown = visibleLine(name);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      await call('containers.act', { host, id, action: paused ? 'unpause' : 'start' });
    } catch (thrown) {
      showProblem(problemOfThrown(t('terminal.startFailed', { name: shown }), thrown));
    }
    setBusy(false);
  };
  return (
    <EmptyState
      icon={SquareTerminal}
      title={t(paused ? 'terminal.paused' : 'terminal.notRunning', { name: shown })}
      action={
        <Button busy={busy} onClick={() => void start()}>
          {t(paused ? 'terminal.unpause' : 'terminal.start')}
        </Button>
      }
    >
      {t('terminal.notRunningNext')}
    </EmptyState>
  );
}
