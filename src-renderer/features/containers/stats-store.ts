import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { StatsSample } from '../../../src-main/contract/containers.ts';
import { watch } from '../../rpc/watch.ts';

interface LatestStats {
  /** By container id. */
  samples: Readonly<Record<string, StatsSample>>;
}

/** The latest reading of each container that is read. */
export const useLatestStats = create<LatestStats>(() => ({ samples: {} }));

/** ms of quiet after which the rows in view count: while scrolling nothing is asked anew. */
const SETTLE_MS = 250;
/** The most containers that are read at once; more rows than that are never in view. */
export const STATS_MOST = 100;

/** Reads the use of running containers while mounted; none when `ids` is empty. */
export function useStatsOf(host: string | undefined, ids: readonly string[]): void {
  const wanted = ids.slice(0, STATS_MOST).join(' ');
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  useEffect(() => {
    if (host === undefined || settled === '') return;
    const stop = watch('containers.stats', { host, ids: settled.split(' ') }, (news) =>
      useLatestStats.setState((state) => {
        const samples = { ...state.samples };
        for (const sample of news) samples[sample.id] = sample;
        return { samples };
      }),
    );
    return () => {
      stop();
      useLatestStats.setState({ samples: {} });
    };
  }, [host, settled]);
}
