import ScrollText from 'lucide-react/icons/scroll-text';
import { useStore } from 'zustand';
import { problemOf } from '../../errors/problem-of.ts';
import { formatBytes, formatClock } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { LogClient } from './log-client.ts';
import styles from './logs-tab.module.css';

/*
 * News come many times a second. What stands around the rows takes of them only what it shows, and is drawn anew
 * only when that changes.
 */

/** A line each on what is not as it should be, and on what goes on. */
export function LogStrips({ client, name }: { client: LogClient; name: string }) {
  return (
    <>
      <StatusStrip client={client} name={name} />
      <DownloadStrip client={client} />
      <AheadStrip client={client} />
      <DroppedStrip client={client} />
    </>
  );
}

function StatusStrip({ client, name }: { client: LogClient; name: string }) {
  const t = useT();
  const status = useStore(client.state, ({ news }) => news?.status);
  if (status?.kind === 'lost')
    return (
      <div role="status" className={styles.warning}>
        {t('logs.lost', { time: formatClock(status.since) })}
      </div>
    );
  if (status?.kind !== 'failed') return null;
  return (
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
  );
}

function DownloadStrip({ client }: { client: LogClient }) {
  const t = useT();
  const bytes = useStore(client.state, ({ news }) => {
    const download = news?.download;
    return download?.file || download?.error ? undefined : download?.bytes;
  });
  if (bytes === undefined) return null;
  return (
    <div role="status" className={styles.strip}>
      {t('logs.downloading', { size: formatBytes(bytes) })}
      <Button size="small" kind="ghost" onClick={() => client.cancelDownload()}>
        {t('logs.downloadCancel')}
      </Button>
    </div>
  );
}

function AheadStrip({ client }: { client: LogClient }) {
  const t = useT();
  const ahead = useStore(client.state, ({ news }) => news?.ahead ?? false);
  return ahead ? (
    <div role="status" className={styles.strip}>
      {t('logs.ahead')}
    </div>
  ) : null;
}

function DroppedStrip({ client }: { client: LogClient }) {
  const t = useT();
  const dropped = useStore(client.state, ({ news }) => news?.dropped ?? 0);
  return dropped === 0 ? null : <div className={styles.strip}>{t('logs.dropped', { count: dropped })}</div>;
}

/** What stands where no line is. */
export function Emptiness({ client }: { client: LogClient }) {
  const t = useT();
  const empty = useStore(client.state, ({ news }) => !news || news.end === news.first);
  const kind = useStore(client.state, ({ news }) => news?.status.kind ?? 'connecting');
  if (!empty || kind === 'failed' || kind === 'lost') return null;
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
