import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ContainerState } from '../../../src-main/contract/containers.ts';
import { AppError } from '../../../src-main/contract/errors.ts';
import { problemOf } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { useHost } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { showProblem } from '../../ui/toasts.tsx';
import { type Shortcut, useShortcuts } from '../shortcuts/registry.ts';
import type { StreamFilter } from './log-chunk.ts';
import { LogClient, type LogState } from './log-client.ts';
import { logRange, useLogPrefs } from './log-prefs.ts';
import { Emptiness, LogStrips } from './log-strips.tsx';
import { LogView, type LogViewHandle } from './log-view.tsx';
import styles from './logs-tab.module.css';
import { LogsToolbar, type SearchShown } from './logs-toolbar.tsx';
import type { Pattern } from './matcher.ts';
import { saveFile } from './save-file.ts';

export interface LogsTabProps {
  host: string;
  /** Container. */
  id: string;
  name: string;
  state: ContainerState;
  /** Of an exited container. */
  exitCode?: number | undefined;
}

/** States in which a container's log can go on. */
const RUNNING: ReadonlySet<ContainerState> = new Set(['running', 'paused', 'restarting']);
const NO_PATTERN: Pattern = { text: '', regex: false, caseSensitive: false };

/** The log of one container, followed for as long as this is shown. */
export function LogsTab(props: LogsTabProps) {
  const [client, setClient] = useState<LogClient>();
  const { host, id } = props;
  const range = useLogPrefs((prefs) => `${prefs.tail} ${prefs.since}`);
  const running = RUNNING.has(props.state);
  const engineRuns = useHost(host)?.state.kind === 'running';

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is told to the worker below
  useEffect(() => {
    const { filter, ...choices } = useLogPrefs.getState();
    const opened = new LogClient({ host, id, ...logRange(choices), running });
    opened.setFilter(filter, 'end');
    setClient(opened);
    return () => {
      setClient(undefined);
      opened.close();
    };
  }, [host, id, range]);
  useEffect(() => client?.setRunning(running), [client, running]);
  useEffect(() => {
    if (engineRuns) client?.retry();
  }, [client, engineRuns]);

  return client ? <LogPanel key={`${host} ${id} ${range}`} {...props} client={client} /> : null;
}

function LogPanel({ client, name, state, exitCode }: LogsTabProps & { client: LogClient }) {
  const t = useT();
  const { timestamps, wrap } = useLogPrefs();
  const [follow, setFollow] = useState(true);
  const [pattern, setPattern] = useState(NO_PATTERN);
  const view = useRef<LogViewHandle>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const found = useStore(client.state, useShallow(searchOf));
  const downloading = useStore(client.state, ({ news }) => news?.download !== undefined);
  const ended = useStore(client.state, ({ news }) => news?.status.kind === 'ended');
  const givenUp = useStore(client.state, (known) => known.searchGivenUp);
  const shownName = visibleLine(name);

  const changePattern = (next: Pattern) => {
    setPattern(next);
    const near = client.state.getState().news?.search?.current?.row ?? view.current?.topRow() ?? 0;
    client.search(next.text === '' ? undefined : next, near);
  };
  const step = useCallback((by: 1 | -1) => client.step(by), [client]);
  const changeFilter = (filter: StreamFilter) => {
    useLogPrefs.setState({ filter });
    client.setFilter(filter, follow ? 'end' : (view.current?.topRow() ?? 'end'));
  };
  useDownload(client, shownName);
  useShortcuts(
    useMemo((): Shortcut[] => {
      const focusSearch = () => {
        searchBox.current?.focus();
        searchBox.current?.select();
      };
      return [
        { keys: '/', label: t('logs.search'), group: 'page', run: focusSearch },
        { keys: 'mod+f', label: t('logs.search'), group: 'page', run: focusSearch },
        { keys: 'f3', label: t('logs.next'), group: 'page', run: () => step(1) },
        { keys: 'shift+f3', label: t('logs.previous'), group: 'page', run: () => step(-1) },
      ];
    }, [t, step]),
  );

  const fault = found?.fault;
  return (
    <div className={styles.tab}>
      <LogsToolbar
        pattern={pattern}
        found={found}
        fault={givenUp ? t('logs.searchGivenUp') : fault && t('logs.searchFault', { reason: fault })}
        searchBox={searchBox}
        onPattern={changePattern}
        onStep={step}
        follow={follow}
        onFollow={setFollow}
        onFilter={changeFilter}
        downloading={downloading}
        onDownload={() => client.download()}
        onClear={() => client.clear()}
      />
      <LogStrips client={client} name={shownName} />
      <div className={styles.body}>
        <LogView
          ref={view}
          client={client}
          timestamps={timestamps}
          wrap={wrap}
          follow={follow}
          onFollow={setFollow}
        />
        <Emptiness client={client} />
      </div>
      {ended && !RUNNING.has(state) && state !== 'created' && (
        <div role="status" className={styles.strip}>
          {exitCode === undefined ? t('logs.ended') : t('logs.endedCode', { code: exitCode })}
        </div>
      )}
    </div>
  );
}

/** What the toolbar shows of a search. */
function searchOf({ news }: LogState): SearchShown | undefined {
  if (!news?.search) return undefined;
  const { total, current, fault } = news.search;
  return { total, rank: current?.rank, fault };
}

/** Saves a log that has been fetched, or says why it could not be. */
function useDownload(client: LogClient, name: string): void {
  const t = useT();
  useEffect(
    () =>
      client.state.subscribe(({ news }, before) => {
        const download = news?.download;
        if (!download || download === before.news?.download) return;
        if (download.file) saveFile(download.file, `${name}.log`);
        else if (download.error)
          showProblem(problemOf(t('logs.downloadFailed', { name }), AppError.fromData(download.error)));
      }),
    [client, name, t],
  );
}
