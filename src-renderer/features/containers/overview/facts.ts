import { envPairs, type Json, objectOf } from '../../overview/inspect-json.ts';

/**
 * What the overview shows of an engine's inspect answer. Engines differ and fields come in unexpected types:
 * everything is read with care, and what is not there is left out.
 */
export interface ContainerFacts {
  command: string[];
  entrypoint: string[];
  workingDir: string;
  user: string;
  hostname: string;
  tty: boolean;
  imageId: string;
  /** ms since 1970; NaN where it never happened. */
  startedAt: number;
  finishedAt: number;
  pid: number;
  oomKilled: boolean;
  /** The engine's words on a failed start. */
  stateError: string;
  restartCount: number;
  restartPolicy: string;
  restartMost: number;
  /** Bytes; 0 is no limit. */
  memory: number;
  /** CPUs; 0 is no limit. */
  cpus: number;
  pids: number;
  privileged: boolean;
  mounts: MountFact[];
  networks: NetworkFact[];
  /** Container port to what it is published on. */
  ports: PortFact[];
  env: [name: string, value: string][];
  labels: [name: string, value: string][];
  health: HealthFact[];
}

export interface MountFact {
  type: string;
  source: string;
  target: string;
  readOnly: boolean;
}
export interface NetworkFact {
  name: string;
  address: string;
  gateway: string;
  mac: string;
  aliases: string[];
}
export interface PortFact {
  inside: string;
  ip: string;
  publicPort: number | undefined;
}
export interface HealthFact {
  at: number;
  exitCode: number;
  output: string;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** A value as text: text as it is, anything else as JSON, nothing as nothing. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** A command is a list, in old answers a text. */
const words = (value: unknown): string[] => (typeof value === 'string' ? [value] : list(value).map(text));

/** Engines write the year 1 for what never happened. */
function time(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return at > 0 ? at : Number.NaN;
}

const NANO = 1e9;

function cpusOf(hostConfig: Json): number {
  const nano = number(hostConfig.NanoCpus);
  if (nano > 0) return nano / NANO;
  const quota = number(hostConfig.CpuQuota);
  const period = number(hostConfig.CpuPeriod) || 100_000;
  return quota > 0 ? quota / period : 0;
}

function portsOf(value: unknown): PortFact[] {
  return Object.entries(objectOf(value)).flatMap(([inside, bindings]): PortFact[] => {
    const bound = list(bindings).map(objectOf);
    if (bound.length === 0) return [{ inside, ip: '', publicPort: undefined }];
    return bound.map((binding) => {
      const port = Number(text(binding.HostPort));
      return { inside, ip: text(binding.HostIp), publicPort: port > 0 ? port : undefined };
    });
  });
}

/** Reads an inspect answer. */
export function factsOf(inspect: unknown): ContainerFacts {
  const root = objectOf(inspect);
  const config = objectOf(root.Config);
  const hostConfig = objectOf(root.HostConfig);
  const state = objectOf(root.State);
  const policy = objectOf(hostConfig.RestartPolicy);
  return {
    command: words(config.Cmd),
    entrypoint: words(config.Entrypoint),
    workingDir: text(config.WorkingDir),
    user: text(config.User),
    hostname: text(config.Hostname),
    tty: config.Tty === true,
    imageId: text(root.Image),
    startedAt: time(state.StartedAt),
    finishedAt: time(state.FinishedAt),
    pid: number(state.Pid),
    oomKilled: state.OOMKilled === true,
    stateError: text(state.Error),
    restartCount: number(root.RestartCount),
    restartPolicy: text(policy.Name) || 'no',
    restartMost: number(policy.MaximumRetryCount),
    memory: Math.max(0, number(hostConfig.Memory)),
    cpus: cpusOf(hostConfig),
    pids: Math.max(0, number(hostConfig.PidsLimit)),
    privileged: hostConfig.Privileged === true,
    mounts: list(root.Mounts).map((entry) => {
      const mount = objectOf(entry);
      return {
        type: text(mount.Type),
        source: text(mount.Type) === 'volume' && mount.Name ? text(mount.Name) : text(mount.Source),
        target: text(mount.Destination),
        readOnly: mount.RW === false,
      };
    }),
    networks: Object.entries(objectOf(objectOf(root.NetworkSettings).Networks)).map(([name, entry]) => {
      const network = objectOf(entry);
      return {
        name,
        address: text(network.IPAddress) || text(network.GlobalIPv6Address),
        gateway: text(network.Gateway),
        mac: text(network.MacAddress),
        aliases: words(network.Aliases),
      };
    }),
    ports: portsOf(objectOf(root.NetworkSettings).Ports),
    env: envPairs(list(config.Env).map(text)),
    labels: Object.entries(objectOf(config.Labels)).map(([name, value]) => [name, text(value)]),
    health: list(objectOf(state.Health ?? state.Healthcheck).Log).map((entry) => {
      const probe = objectOf(entry);
      return { at: time(probe.Start), exitCode: number(probe.ExitCode), output: text(probe.Output) };
    }),
  };
}
