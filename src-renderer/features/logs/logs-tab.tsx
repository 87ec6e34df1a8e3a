import ScrollText from 'lucide-react/icons/scroll-text';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ContainerState } from '../../../src-main/contract/containers.ts';
import { AppError } from '../../../src-main/contract/errors.ts';
import { problemOf } from '../../errors/problem-of.ts';
import { formatBytes, formatClock } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { useHost } from '../../stores/hosts.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showProblem } from '../../ui/toasts.tsx';
import { type Shortcut, useShortcuts } from '../shortcuts/registry.ts';
import type { StreamFilter } from './log-chunk.ts';
import { LogClient } from './log-client.ts';
import { logRange, useLogPrefs } from './log-prefs.ts';
import { LogView, type LogViewHandle } from './log-view.tsx';
import styles from './logs-tab.module.css';
import { LogsToolbar } from './logs-toolbar.tsx';
import type { Pattern } from './matcher.ts';
import type { LogNews } from './protocol.ts';
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
  const news = useStore(client.state, (known) => known.news);
  const givenUp = useStore(client.state, (known) => known.searchGivenUp);
  const shownName = visibleLine(name);

  const changePattern = (next: Pattern) => {
    setPattern(next);
    client.search(
      next.text === '' ? undefined : next,
      news?.search?.current?.row ?? view.current?.topRow() ?? 0,
    );
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

  const fault = news?.search?.fault;
  return (
    <div className={styles.tab}>
      <LogsToolbar
        pattern={pattern}
        found={news?.search}
        fault={givenUp ? t('logs.searchGivenUp') : fault && t('logs.searchFault', { reason: fault })}
        searchBox={searchBox}
        onPattern={changePattern}
        onStep={step}
        follow={follow}
        onFollow={setFollow}
        onFilter={changeFilter}
        downloading={news?.download !== undefined}
        onDownload={() => client.download()}
        onClear={() => client.clear()}
      />
      <LogStrip news={news} client={client} name={shownName} />
      <div className={styles.body}>
        <LogView
          ref={view}
          client={client}
          timestamps={timestamps}
          wrap={wrap}
          follow={follow}
          onFollow={setFollow}
        />
        <Emptiness news={news} />
      </div>
      {news?.status.kind === 'ended' && !RUNNING.has(state) && state !== 'created' && (
        <div role="status" className={styles.strip}>
          {exitCode === undefined ? t('logs.ended') : t('logs.endedCode', { code: exitCode })}
        </div>
      )}
    </div>
  );
}

/** One line on what is not as it should be, or on what goes on. */
function LogStrip({ news, client, name }: { news: LogNews | undefined; client: LogClient; name: string }) {
  const t = useT();
  if (!news) return null;
  const { status, dropped, download } = news;
  return (
    <>
      {status.kind === 'lost' && (
        <div role="status" className={styles.warning}>
          {t('logs.lost', { time: formatClock(status.since) })}
        </div>
      )}
      {status.kind === 'failed' && (
        <div className={styles.failure}>
          <ErrorNote
            {...problemOf(t('logs.failed', { name }), status.error)}
            actions={
              <Button size="small" onClick={() => client.retry()}>
                {t('logs.retry')}
              </Button>
            }
          />
        </div>
      )}
      {download && !download.file && !download.error && (
        <div role="status" className={styles.strip}>
          {t('logs.downloading', { size: formatBytes(download.bytes) })}
          <Button size="small" kind="ghost" onClick={() => client.cancelDownload()}>
            {t('logs.downloadCancel')}
          </Button>
        </div>
      )}
      {dropped > 0 && <div className={styles.strip}>{t('logs.dropped', { count: dropped })}</div>}
    </>
  );
}

/** What stands where no line is. */
function Emptiness({ news }: { news: LogNews | undefined }) {
  const t = useT();
  if (news && news.end > news.first) return null;
  const kind = news?.status.kind ?? 'connecting';
  if (kind === 'failed' || kind === 'lost') return null;
  return (
    <div className={styles.empty}>
      {kind === 'connecting' ? (
        <p className={styles.loading}>
          <Spinner /> {t('logs.loading')}
        </p>
      ) : (
        <EmptyState icon={ScrollText} title={t('logs.empty')}>
          {t('logs.emptyHint')}
        </EmptyState>
      )}
    </div>
  );
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
