import { describe, expect, it } from 'vitest';
import { statsReading, statsSample } from './stats.ts';

const line = {
  read: '2026-11-27T10:00:01Z',
  cpu_stats: { cpu_usage: { total_usage: 1_500_000_000 } },
  memory_stats: { usage: 5000, limit: 10_000, stats: { total_inactive_file: 1000, inactive_file: 10 } },
  networks: { eth0: { rx_bytes: 100, tx_bytes: 10 }, eth1: { rx_bytes: 50, tx_bytes: 5 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'Read', value: 7 },
      { op: 'write', value: 8 },
      { op: 'Total', value: 15 },
    ],
  },
  pids_stats: { current: 3 },
};

describe('statsReading', () => {
  it('sums up networks and disks, and counts memory without the cache', () => {
    expect(statsReading(line)).toEqual({
      time: Date.parse('2026-11-27T10:00:01Z'),
      cpu: 1_500_000_000,
      memory: 4000,
      memoryLimit: 10_000,
      networkIn: 150,
      networkOut: 15,
      diskRead: 7,
      diskWrite: 8,
      pids: 3,
    });
  });

  it('takes cgroup v2’s name of the cache', () => {
    expect(statsReading({ memory_stats: { usage: 5000, stats: { inactive_file: 10 } } }).memory).toBe(4990);
  });

  it('has no time for a container that does not run', () => {
    expect(statsReading({ read: '0001-01-01T00:00:00Z' }).time).toBe(0);
    expect(statsReading('x').time).toBe(0);
  });
});

describe('statsSample', () => {
  it('tells rates per second, CPU in percent of one', () => {
    const before = statsReading(line);
    const now = {
      ...before,
      time: before.time + 2000,
      cpu: before.cpu + 3e9,
      networkIn: before.networkIn + 500,
    };
    expect(statsSample('x', before, now)).toMatchObject({ id: 'x', cpu: 150, networkIn: 250, networkOut: 0 });
  });

  it('tells no rate without a reading before, nor over a restart', () => {
    const reading = statsReading(line);
    expect(statsSample('x', undefined, reading)).toMatchObject({ cpu: 0, networkIn: 0, memory: 4000 });
    const restarted = { ...reading, time: reading.time + 1000, cpu: 0, networkIn: 0 };
    expect(statsSample('x', reading, restarted)).toMatchObject({ cpu: 0, networkIn: 0 });
  });
});
