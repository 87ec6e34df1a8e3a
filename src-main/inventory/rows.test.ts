import { describe, expect, it } from 'vitest';
import { LABEL_LENGTH, LABELS_KEPT } from '../contract/containers.ts';
import { containerSummary } from '../engine/container-list.ts';
import { imageSummary } from '../engine/images.ts';
import { containerFromInspect, containerFromList, imageFromList } from './rows.ts';

const ID = '4785921d2d8a9fa10c925b2564d31444a7144886e7970fb7fc82ecfca1880d49';
const IMAGE = 'sha256:852357ad0363f401b5cf7ecd34b1e3bc2d0c2402e114674eb44df0571f0367a3';

/** What dockerd 20.10 answers to a list, but for fields that are not used. */
const listed = {
  Id: ID,
  Names: ['/other/alias', '/web'],
  Image: 'busybox:1',
  ImageID: IMAGE,
  Command: "sh -c 'sleep 1000'",
  Created: 1795777138,
  Ports: [
    { IP: '127.0.0.1', PrivatePort: 9000, PublicPort: 9000, Type: 'udp' },
    { PrivatePort: 99, Type: 'tcp' },
    { IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
    { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
  ],
  Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', x: 'y' },
  State: 'running',
  Status: 'Up 1 second (health: starting)',
};

/** The same container as its inspect answers. */
const inspected = {
  Id: ID,
  Name: '/web',
  Created: '2026-11-27T10:58:58.77943364Z',
  Path: 'sh',
  Args: ['-c', 'sleep 1000'],
  Image: IMAGE,
  State: { Status: 'running', ExitCode: 0, Health: { Status: 'starting' } },
  Config: { Image: 'busybox:1', Labels: listed.Labels },
  NetworkSettings: {
    Ports: {
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
      '9000/udp': [{ HostIp: '127.0.0.1', HostPort: '9000' }],
      '99/tcp': null,
    },
  },
};

function fromList(change: object = {}) {
  const summary = containerSummary({ ...listed, ...change });
  if (!summary) throw new Error('no row');
  return containerFromList(summary);
}

const fromInspect = (state: object = {}) =>
  containerFromInspect({ ...inspected, State: { ...inspected.State, ...state } });

describe('a container', () => {
  it('is read whole from the list', () => {
    expect(fromList()).toEqual({
      id: ID,
      name: 'web',
      image: 'busybox:1',
      imageId: IMAGE,
      command: "sh -c 'sleep 1000'",
      createdAt: 1795777138000,
      state: 'running',
      health: 'starting',
      ports: [
        { ip: '0.0.0.0', publicPort: 8080, privatePort: 80, protocol: 'tcp' },
        { ip: '::', publicPort: 8080, privatePort: 80, protocol: 'tcp' },
        { ip: '', privatePort: 99, protocol: 'tcp' },
        { ip: '127.0.0.1', publicPort: 9000, privatePort: 9000, protocol: 'udp' },
      ],
      labels: listed.Labels,
      project: 'shop',
      service: 'web',
    });
  });

  it.each([
    [
      { State: 'running', Status: 'Up 2 hours (healthy)' },
      { Status: 'running', Health: { Status: 'healthy' } },
    ],
    [
      { State: 'running', Status: 'Up 2 hours (unhealthy)' },
      { Status: 'running', Health: { Status: 'unhealthy' } },
    ],
    [
      { State: 'running', Status: 'Up 2 hours' },
      { Status: 'running', Health: { Status: 'none' } },
    ],
    [
      { State: 'paused', Status: 'Up 2 hours (Paused)' },
      { Status: 'paused', Health: { Status: 'healthy' } },
    ],
    [
      { State: 'exited', Status: 'Exited (137) 2 hours ago' },
      { Status: 'exited', ExitCode: 137, Health: { Status: 'unhealthy' } },
    ],
    [
      { State: 'restarting', Status: 'Restarting (1) 2 seconds ago' },
      { Status: 'restarting', ExitCode: 1 },
    ],
    [
      { State: 'created', Status: 'Created' },
      { Status: 'created', ExitCode: 127 },
    ],
  ])('is the same from both ways: %j', (list, state) => {
    const row = fromList({ ...list });
    expect(row).toEqual(fromInspect({ Health: undefined, ...state }));
  });

  it('tells exit code and health where they belong', () => {
    expect(fromList({ State: 'exited', Status: 'Exited (137) 2 hours ago' })).toMatchObject({
      exitCode: 137,
    });
    expect(fromList({ State: 'exited', Status: 'Exited (0) now (healthy)' })).not.toHaveProperty('health');
    expect(fromList({ State: 'running', Status: 'Up 1 second', Health: { Status: 'healthy' } }).health).toBe(
      'healthy',
    );
    expect(fromInspect({ Status: 'dead', ExitCode: 9 })).toMatchObject({ state: 'dead', exitCode: 9 });
  });

  it('reads podman’s words', () => {
    expect(fromList({ State: 'stopped' }).state).toBe('exited');
    expect(fromList({ State: 'stopping' }).state).toBe('running');
    expect(fromList({ State: 'configured' }).state).toBe('created');
    expect(fromList({ ImageID: IMAGE.slice('sha256:'.length) }).imageId).toBe(IMAGE);
  });

  it('keeps a bounded part of ten thousand labels of a megabyte, compose’s own among them', () => {
    const big = 'x'.repeat(1024 * 1024);
    const labels: Record<string, string> = { ...listed.Labels };
    for (let i = 0; i < 10_000; i += 1) labels[`a${i}`] = big;
    const row = fromList({ Labels: labels });
    expect(Object.keys(row.labels)).toHaveLength(LABELS_KEPT);
    expect(row).toMatchObject({ project: 'shop', service: 'web' });
    expect(row.labels.a0).toHaveLength(LABEL_LENGTH);
  });

  it('does not cut a character in half', () => {
    const label = `${'x'.repeat(LABEL_LENGTH - 1)}🙂`;
    expect(fromList({ Labels: { a: label } }).labels.a).toBe('x'.repeat(LABEL_LENGTH - 1));
  });

  it('keeps a label named __proto__ as data', () => {
    const row = fromList(JSON.parse('{"Labels":{"__proto__":"x","constructor":"y"}}'));
    expect(Object.entries(row.labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.getPrototypeOf(row.labels)).toBe(Object.prototype);
  });

  it.each([[null], [[]], ['x'], [7], [{}], [{ Id: 5 }], [{ Id: '' }]])('is not made of %j', (value) => {
    expect(containerSummary(value)).toBeUndefined();
    expect(containerFromInspect(value)).toBeUndefined();
  });

  it('is made of odd types all the same', () => {
    const odd: Record<string, unknown> = { Id: ID };
    for (const key of Object.keys(listed)) if (key !== 'Id') odd[key] = { toString: 1 };
    const row = {
      id: ID,
      name: '',
      image: '',
      imageId: '',
      command: '',
      createdAt: 0,
      state: 'created',
      ports: [],
    };
    expect(fromList({ ...odd, Labels: 7 })).toEqual({ ...row, labels: {} });
    expect(fromList({ ...odd, Labels: { a: null, b: [1], c: 'd' } })).toEqual({
      ...row,
      labels: { a: 'null', b: '[1]', c: 'd' },
    });
    expect(
      containerFromInspect({ Id: ID, State: 'x', Config: [], NetworkSettings: { Ports: [] }, Args: 'x' }),
    ).toEqual({
      ...row,
      labels: {},
    });
    for (const State of ['__proto__', 'constructor']) {
      expect(fromList({ State, Status: '(constructor)', Health: { Status: 'toString' } })).toMatchObject({
        state: 'created',
      });
    }
  });

  it('drops ports that are none', () => {
    const Ports = [
      { PrivatePort: 0, Type: 'tcp' },
      { PrivatePort: 70_000, Type: 'tcp' },
      { PrivatePort: 'x', Type: 'tcp' },
      { PrivatePort: 80, Type: 'javascript:' },
      { PrivatePort: 80, PublicPort: -1, Type: 'tcp', IP: 7 },
      null,
    ];
    expect(fromList({ Ports }).ports).toEqual([{ ip: '', privatePort: 80, protocol: 'tcp' }]);
  });
});

describe('an image', () => {
  it('is read from the list, without the names that mean none', () => {
    const summary = imageSummary({
      Id: IMAGE,
      RepoTags: ['b:1', 'a:1', '<none>:<none>'],
      RepoDigests: ['<none>@<none>'],
      Created: 1795777127,
      Size: 1984172,
      Labels: null,
    });
    expect(summary && imageFromList(summary)).toEqual({
      id: IMAGE,
      tags: ['a:1', 'b:1'],
      digests: [],
      createdAt: 1795777127000,
      size: 1984172,
    });
  });

  it('is made of odd types all the same', () => {
    const summary = imageSummary({ Id: IMAGE, RepoTags: 'x', RepoDigests: [7], Created: 'y', Size: -5 });
    expect(summary && imageFromList(summary)).toEqual({
      id: IMAGE,
      tags: [],
      digests: [],
      createdAt: 0,
      size: 0,
    });
    expect(imageSummary({ Id: 7 })).toBeUndefined();
  });
});
