import ChartLine from 'lucide-react/icons/chart-line';
import { useEffect, useState } from 'react';
import type { StatsSample } from '../../../../src-main/contract/containers.ts';
import type { AppError } from '../../../../src-main/contract/errors.ts';
import { problemOf } from '../../../errors/problem-of.ts';
import { formatMemory, formatNumber, formatPercent, formatRate } from '../../../i18n/format.ts';
import { useT } from '../../../i18n/i18n.ts';
import { watch } from '../../../rpc/watch.ts';
import { Chart } from '../../../ui/chart/chart.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import type { ContainerTabProps } from '../tab-props.ts';
import { type History, noHistory, SHOWN_SECONDS, valuesOf, withSample } from './history.ts';
import styles from './stats.module.css';

/** Histories of the containers that were shown last: going to another view and back keeps the lines. */
const histories = new Map<string, History>();
const HISTORIES_MOST = 8;

function keep(key: string, history: History): void {
  histories.delete(key);
  histories.set(key, history);
  const oldest = histories.keys().next().value;
  if (histories.size > HISTORIES_MOST && oldest !== undefined) histories.delete(oldest);
}

/** Live charts of a container's use, read while they are shown. */
export function StatsTab({ host, container, gone }: ContainerTabProps) {
  const t = useT();
  const running = container.state === 'running' && !gone && host.state.kind === 'running';
  const { history, error } = useHistory(host.id, container.id, running);
  const measured = history.times.length > 0;
  const idle = t(container.state === 'paused' ? 'stats.paused' : 'stats.notRunning');
  return (
    <div className={styles.stats}>
      {!running && measured && <p className={styles.note}>{idle}</p>}
      {error && <ErrorNote {...problemOf(t('stats.failed'), error)} />}
      {running || measured ? (
        <Charts history={history} sync={container.id} />
      ) : (
        <EmptyState icon={ChartLine} title={idle} />
      )}
    </div>
  );
}

function useHistory(
  host: string,
  id: string,
  running: boolean,
): { history: History; error: AppError | undefined } {
  const key = `${host}/${id}`;
  const [history, setHistory] = useState(() => histories.get(key) ?? noHistory);
  const [error, setError] = useState<AppError>();
  useEffect(() => {
    if (!running) return;
    setError(undefined);
    let now = histories.get(key) ?? noHistory;
    return watch(
      'containers.stats',
      { host, ids: [id] },
      (samples) => {
        now = samples.reduce(withSample, now);
        keep(key, now);
        setHistory(now);
      },
      setError,
    );
  }, [host, id, key, running]);
  return { history, error };
}

const percent = (value: number) => formatPercent(value / 100);
const memoryLimit = (sample: StatsSample | null | undefined) => sample?.memoryLimit || undefined;
/** A whole CPU, 1 MiB, 1 kB/s, one process: below that the axis does not shrink. */
const LEAST = { cpu: 5, memory: 1024 * 1024, rate: 1000, pids: 4 } as const;

function Charts({ history, sync }: { history: History; sync: string }) {
  const t = useT();
  const { times, samples } = history;
  const to = times[times.length - 1] ?? 0;
  const common = { times, range: [to - SHOWN_SECONDS, to] as const, syncKey: sync };
  const values = (read: (sample: StatsSample) => number) => valuesOf(history, read);
  return (
    <div className={styles.charts}>
      <Chart
        {...common}
        title={t('stats.cpu')}
        series={[{ label: t('stats.used'), values: values((sample) => sample.cpu) }]}
        format={percent}
        leastMax={LEAST.cpu}
      />
      <Chart
        {...common}
        title={t('stats.memory')}
        series={[{ label: t('stats.used'), values: values((sample) => sample.memory) }]}
        format={formatMemory}
        binary
        limit={memoryLimit(samples[samples.length - 1])}
        leastMax={LEAST.memory}
      />
      <Chart
        {...common}
        title={t('stats.network')}
        series={[
          { label: t('stats.in'), values: values((sample) => sample.networkIn) },
          { label: t('stats.out'), values: values((sample) => sample.networkOut) },
        ]}
        format={formatRate}
        leastMax={LEAST.rate}
      />
      <Chart
        {...common}
        title={t('stats.disk')}
        series={[
          { label: t('stats.read'), values: values((sample) => sample.diskRead) },
          { label: t('stats.written'), values: values((sample) => sample.diskWrite) },
        ]}
        format={formatRate}
        leastMax={LEAST.rate}
      />
      <Chart
        {...common}
        title={t('stats.pids')}
        series={[{ label: t('stats.pids'), values: values((sample) => sample.pids) }]}
        format={formatNumber}
        leastMax={LEAST.pids}
      />
    </div>
  );
}
