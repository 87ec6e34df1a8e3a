import type { StatsSample } from '../contract/containers.ts';
import type { Cancel } from './containers.ts';
import type { Engine } from './engine.ts';
import { NO_DEADLINE, stream } from './http.ts';
import { jsonLines } from './json-lines.ts';
import { type Fields, fields, items, number, text, time } from './read.ts';

/** One reading of a container's counters: all grow, but memory and pids. */
export interface StatsReading {
  /** ms since 1970. */
  time: number;
  /** ns of CPU time used. */
  cpu: number;
  memory: number;
  memoryLimit: number;
  networkIn: number;
  networkOut: number;
  diskRead: number;
  diskWrite: number;
  pids: number;
}

/** A container's counters, about one reading a second, until the signal or the container's end. */
export async function* followStats(
  engine: Engine,
  id: string,
  { signal }: Cancel = {},
): AsyncGenerator<StatsReading, void, undefined> {
  const bytes = stream(engine, 'GET', `/containers/${encodeURIComponent(id)}/stats`, {
    query: { stream: true },
    signal,
    deadline: NO_DEADLINE,
  });
  for await (const value of jsonLines(bytes)) {
    const reading = statsReading(value);
    // A container that does not run is told with a zero time.
    if (reading.time > 0) yield reading;
  }
}

/** The counters of one line of `GET /containers/ID/stats`. */
export function statsReading(value: unknown): StatsReading {
  const stats = fields(value);
  const memory = fields(stats.memory_stats);
  const reading: StatsReading = {
    time: time(stats.read),
    cpu: number(fields(fields(stats.cpu_stats).cpu_usage).total_usage),
    memory: usedMemory(memory),
    memoryLimit: number(memory.limit),
    networkIn: 0,
    networkOut: 0,
    diskRead: 0,
    diskWrite: 0,
    pids: number(fields(stats.pids_stats).current),
  };
  for (const network of Object.values(fields(stats.networks))) {
    reading.networkIn += number(fields(network).rx_bytes);
    reading.networkOut += number(fields(network).tx_bytes);
  }
  for (const entry of items(fields(stats.blkio_stats).io_service_bytes_recursive)) {
    const { op, value: bytes } = fields(entry);
    const name = text(op).toLowerCase();
    if (name === 'read') reading.diskRead += number(bytes);
    else if (name === 'write') reading.diskWrite += number(bytes);
  }
  return reading;
}

/** As `docker stats` counts: without the inactive page cache, which cgroup v1 and v2 name differently. */
function usedMemory(memory: Fields): number {
  const usage = number(memory.usage);
  const details = fields(memory.stats);
  const cache = number(details.total_inactive_file, number(details.inactive_file));
  return cache < usage ? usage - cache : usage;
}

/**
 * What a page shows of two readings in a row. Without a reading before, the rates are 0; so they are over a
 * container's restart, which sets its counters back.
 */
export function statsSample(id: string, before: StatsReading | undefined, now: StatsReading): StatsSample {
  const seconds = before ? (now.time - before.time) / 1000 : 0;
  const rate = (key: 'cpu' | 'networkIn' | 'networkOut' | 'diskRead' | 'diskWrite') =>
    before && seconds > 0 ? Math.max(0, now[key] - before[key]) / seconds : 0;
  return {
    id,
    time: now.time,
    // ns of CPU a second of time: 1e9 is one whole CPU.
    cpu: rate('cpu') / 1e7,
    memory: now.memory,
    memoryLimit: now.memoryLimit,
    networkIn: rate('networkIn'),
    networkOut: rate('networkOut'),
    diskRead: rate('diskRead'),
    diskWrite: rate('diskWrite'),
    pids: now.pids,
  };
}
