import { expect, it } from 'vitest';
import { countersOf, type RawStats, sampleOf } from './sample.ts';

const reading = (second: number, cpuNs: number): RawStats => ({
  read: new Date(1_700_000_000_000 + second * 1000).toISOString(),
  cpu_stats: { cpu_usage: { total_usage: cpuNs } },
  memory_stats: { usage: 300, limit: 1000, stats: { total_inactive_file: 100 } },
  networks: {
    eth0: { rx_bytes: second * 10, tx_bytes: second * 20 },
    eth1: { rx_bytes: second, tx_bytes: 0 },
  },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'Read', value: second * 4 },
      { op: 'read', value: second * 2 },
      { op: 'Write', value: second * 8 },
      { op: 'Total', value: 999 },
    ],
  },
  pids_stats: { current: 7 },
});

it('tells rates between two readings and memory without the page cache', () => {
  const sample = sampleOf('id', reading(12, 4e9), countersOf(reading(10, 1e9)));
  expect(sample).toMatchObject({
    id: 'id',
    cpu: 150,
    memory: 200,
    memoryLimit: 1000,
    networkIn: 11,
    networkOut: 20,
    diskRead: 6,
    diskWrite: 8,
    pids: 7,
  });
});

it('takes what an engine leaves out as nothing, and a counter that fell as no rate', () => {
  expect(sampleOf('id', {}, countersOf({}))).toMatchObject({ cpu: 0, memory: 0, networkIn: 0, pids: 0 });
  const fallen = sampleOf('id', reading(11, 0), countersOf(reading(10, 5e9)));
  expect(fallen.cpu).toBe(0);
  expect(
    sampleOf('id', { ...reading(11, 0), blkio_stats: { io_service_bytes_recursive: null } }, countersOf({})),
  ).toMatchObject({ diskRead: 0 });
});
