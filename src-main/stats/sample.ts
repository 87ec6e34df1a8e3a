import type { StatsSample } from '../contract/containers.ts';

/** The fields of `GET /containers/ID/stats` that are read; engines leave out what they do not count. */
export interface RawStats {
  read?: string;
  cpu_stats?: RawCpu;
  memory_stats?: {
    usage?: number;
    limit?: number;
    stats?: { inactive_file?: number; total_inactive_file?: number };
  };
  networks?: Record<string, { rx_bytes?: number; tx_bytes?: number }>;
  blkio_stats?: { io_service_bytes_recursive?: { op?: string; value?: number }[] | null };
  pids_stats?: { current?: number };
}
interface RawCpu {
  cpu_usage?: { total_usage?: number; percpu_usage?: unknown[] | null };
  system_cpu_usage?: number;
  online_cpus?: number;
}

/** Counters of one reading, so that the next can be told as rates. */
export interface Counters {
  time: number;
  cpu: number;
  networkIn: number;
  networkOut: number;
  diskRead: number;
  diskWrite: number;
}

/** The counters of a reading: CPU in ns, all else in bytes, time in ms since 1970. */
export function countersOf(raw: RawStats): Counters {
  const networks = Object.values(raw.networks ?? {});
  const disk = raw.blkio_stats?.io_service_bytes_recursive ?? [];
  const sum = (values: (number | undefined)[]) =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const op = (name: string) =>
    sum(disk.filter((entry) => entry.op?.toLowerCase() === name).map((entry) => entry.value));
  return {
    time: Date.parse(raw.read ?? '') || Date.now(),
    cpu: raw.cpu_stats?.cpu_usage?.total_usage ?? 0,
    networkIn: sum(networks.map((network) => network.rx_bytes)),
    networkOut: sum(networks.map((network) => network.tx_bytes)),
    diskRead: op('read'),
    diskWrite: op('write'),
  };
}

/**
 * A reading against the one before it. CPU is the container's time over the wall's, in percent of one CPU;
 * memory leaves out the page cache that can be dropped, as `docker stats` does (cgroup v1
 * `total_inactive_file`, v2 `inactive_file`).
 */
export function sampleOf(id: string, raw: RawStats, before: Counters): StatsSample {
  const now = countersOf(raw);
  const seconds = Math.max((now.time - before.time) / 1000, 0.001);
  const rate = (key: 'networkIn' | 'networkOut' | 'diskRead' | 'diskWrite') =>
    Math.max(0, (now[key] - before[key]) / seconds);
  const memory = raw.memory_stats;
  const cache = memory?.stats?.total_inactive_file ?? memory?.stats?.inactive_file ?? 0;
  const usage = memory?.usage ?? 0;
  return {
    id,
    time: now.time,
    cpu: Math.max(0, ((now.cpu - before.cpu) / 1e9 / seconds) * 100),
    memory: usage > cache ? usage - cache : usage,
    memoryLimit: memory?.limit ?? 0,
    networkIn: rate('networkIn'),
    networkOut: rate('networkOut'),
    diskRead: rate('diskRead'),
    diskWrite: rate('diskWrite'),
    pids: raw.pids_stats?.current ?? 0,
  };
}
