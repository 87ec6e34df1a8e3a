import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import type { Capabilities, EngineFacts } from '../contract/hosts.ts';
import type { Engine } from './engine.ts';
import { type CallOptions, json, READ_DEADLINE_MS, request } from './http.ts';

/** The newest API that this client was written against. */
const OUR_VERSION = '1.51';
/** Docker 19.03, and what Docker 29 still speaks. */
const OLDEST_VERSION = '1.40';

export interface ProbeOptions {
  signal?: AbortSignal;
  /** ms; see `CallOptions.deadline`. */
  deadline?: number;
}

export interface Ping {
  /** The newest API version that the engine speaks; empty when it does not say. */
  apiVersion: string;
  podman: boolean;
  /** ms since 1970 on the engine's clock, in whole seconds; undefined when it does not say. */
  date: number | undefined;
}

/** Asks whether the engine answers: the cheapest call there is (`GET /_ping`). */
export async function ping(engine: Engine, options: ProbeOptions = {}): Promise<Ping> {
  const { headers } = await request(engine, 'GET', '/_ping', {
    versioned: false,
    deadline: READ_DEADLINE_MS,
    ...options,
  });
  const version = headers['api-version'];
  const date = headers.date === undefined ? Number.NaN : Date.parse(headers.date);
  return {
    apiVersion: typeof version === 'string' ? version : '',
    podman: headers['libpod-api-version'] !== undefined,
    date: Number.isNaN(date) ? undefined : date,
  };
}

/**
 * Agrees on the API version: the lower of theirs and ours. To be done at each connection, as an engine
 * may have been upgraded meanwhile. Fails with ENGINE_TOO_OLD, or as `ping` does.
 */
export async function negotiate(engine: Engine, options: ProbeOptions = {}): Promise<Ping> {
  const answer = await ping(engine, options);
  const theirs = /^\d+\.\d+$/.test(answer.apiVersion) ? answer.apiVersion : OLDEST_VERSION;
  if (compareVersions(theirs, OLDEST_VERSION) < 0) {
    throw new AppError('ENGINE_TOO_OLD', 'the engine is too old', {
      detail: `it speaks API ${theirs}, at least ${OLDEST_VERSION} is needed`,
    });
  }
  engine.apiVersion = compareVersions(theirs, OUR_VERSION) < 0 ? theirs : OUR_VERSION;
  engine.dialect = answer.podman ? 'podman' : 'docker';
  engine.clockOffset = answer.date === undefined ? 0 : answer.date - Date.now();
  return answer;
}

/** Compares `1.9` and `1.10` by their numbers. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

const textField = z.string().catch('');
const numberField = z.number().catch(0);
/** A Docker engine says what it can limit; one that does not say can. */
const ability = z.boolean().catch(true);

const versionShape = z.object({
  Version: textField,
  Platform: z.object({ Name: textField }).catch({ Name: '' }),
  Components: z.array(z.object({ Name: textField }).catch({ Name: '' })).catch([]),
});

const infoShape = z.object({
  Driver: textField,
  OSType: textField,
  Architecture: textField,
  NCPU: numberField,
  MemTotal: numberField,
  DockerRootDir: textField,
  CgroupVersion: textField,
  SecurityOptions: z.array(textField).catch([]),
  Rootless: z.boolean().catch(false),
  MemoryLimit: ability,
  CpuCfsQuota: ability,
});

/** What the engine is and can do, read once per connection after `negotiate`. */
export async function readFacts(
  engine: Engine,
  options: ProbeOptions = {},
): Promise<{ facts: EngineFacts; capabilities: Capabilities }> {
  const call: CallOptions = { deadline: READ_DEADLINE_MS, ...options };
  const [version, info] = await Promise.all([
    json(engine, 'GET', '/version', call).then((value) => versionShape.parse(value ?? {})),
    json(engine, 'GET', '/info', call).then((value) => infoShape.parse(value ?? {})),
  ]);
  return { facts: factsOf(engine, version, info), capabilities: capabilitiesOf(engine, info) };
}

function factsOf(
  engine: Engine,
  version: z.output<typeof versionShape>,
  info: z.output<typeof infoShape>,
): EngineFacts {
  const podman = version.Components.some(({ Name }) => Name === 'Podman Engine');
  return {
    // Podman names its platform there (`linux/amd64/debian-12`), and Debian's docker.io nothing.
    product: podman ? 'Podman Engine' : version.Platform.Name || 'Docker Engine',
    version: version.Version,
    apiVersion: engine.apiVersion,
    storageDriver: info.Driver,
    platform: [info.OSType, goArchitecture(info.Architecture)].filter(Boolean).join('/'),
    cpus: info.NCPU,
    memory: info.MemTotal,
    rootDir: info.DockerRootDir,
  };
}

/** Docker tells the machine's name of it (`uname -m`), images and podman Go's. */
function goArchitecture(name: string): string {
  return { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i686: '386' }[name] ?? name;
}

function capabilitiesOf(engine: Engine, info: z.output<typeof infoShape>): Capabilities {
  // Podman says it in a field of its own, Docker among its security options.
  const rootless = info.Rootless || info.SecurityOptions.some((option) => option.includes('rootless'));
  // Freezing and limiting a container wants a cgroup of its own, which a rootless engine has with v2 alone.
  const cgroups = !rootless || info.CgroupVersion === '2';
  return {
    pause: cgroups && info.OSType !== 'windows',
    limits: cgroups && info.MemoryLimit && info.CpuCfsQuota,
    imageUsage: engine.dialect === 'docker',
  };
}
