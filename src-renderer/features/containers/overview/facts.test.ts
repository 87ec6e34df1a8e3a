import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';

test('reads what engines answer', () => {
  const facts = factsOf({
    Image: 'sha256:abc',
    RestartCount: 3,
    Config: {
      Cmd: ['sh', '-c', 'ls'],
      Entrypoint: null,
      Env: ['PATH=/bin', 'EMPTY=', 'NONE', 'A=b=c'],
      Labels: { a: '1', b: 2 },
      Tty: true,
    },
    HostConfig: {
      Memory: 536870912,
      NanoCpus: 1500000000,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 },
    },
    State: {
      StartedAt: '2026-01-02T03:04:05.123456789Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      Health: { Log: [{ Start: '2026-01-02T03:04:05Z', ExitCode: 1, Output: 'no' }] },
    },
    Mounts: [
      { Type: 'volume', Name: 'data', Source: '/var/lib/x', Destination: '/data', RW: true },
      { Type: 'bind', Source: '/srv', Destination: '/srv', RW: false },
    ],
    NetworkSettings: {
      Networks: { bridge: { IPAddress: '172.17.0.2', Gateway: '172.17.0.1', Aliases: null } },
      Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '53/udp': null },
    },
  });
  expect(facts).toMatchObject({
    command: ['sh', '-c', 'ls'],
    entrypoint: [],
    tty: true,
    restartCount: 3,
    restartPolicy: 'on-failure',
    restartMost: 5,
    memory: 536870912,
    cpus: 1.5,
    env: [
      ['PATH', '/bin'],
      ['EMPTY', ''],
      ['NONE', ''],
      ['A', 'b=c'],
    ],
    labels: [
      ['a', '1'],
      ['b', '2'],
    ],
    mounts: [
      { type: 'volume', source: 'data', target: '/data', readOnly: false },
      { type: 'bind', source: '/srv', target: '/srv', readOnly: true },
    ],
    networks: [{ name: 'bridge', address: '172.17.0.2', gateway: '172.17.0.1', aliases: [] }],
    ports: [
      { inside: '80/tcp', ip: '0.0.0.0', publicPort: 8080 },
      { inside: '53/udp', ip: '', publicPort: undefined },
    ],
  });
  expect(facts.startedAt).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 123));
  expect(facts.finishedAt).toBeNaN();
  expect(facts.health).toEqual([{ at: Date.UTC(2026, 0, 2, 3, 4, 5), exitCode: 1, output: 'no' }]);
});

test.each([undefined, null, 'text', 7, [], { Config: [], State: 'x', HostConfig: 5, Mounts: {} }])(
  'an answer of an unexpected shape (%j) leaves everything empty',
  (inspect) => {
    const facts = factsOf(inspect);
    expect(facts.env).toEqual([]);
    expect(facts.mounts).toEqual([]);
    expect(facts.memory).toBe(0);
    expect(facts.restartPolicy).toBe('no');
  },
);

test('a quota of CPU time is a number of CPUs', () => {
  expect(factsOf({ HostConfig: { CpuQuota: 50000, CpuPeriod: 100000 } }).cpus).toBe(0.5);
});
