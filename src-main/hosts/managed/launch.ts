import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { layOut } from './address-range.ts';
import type { EnginePaths } from './paths.ts';
import type { Flavor } from './plan.ts';
import { MARKER } from './processes.ts';

/** A program to start. */
export interface Launch {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** Variables that mean the user's other engines, and those of a service manager. */
const NOT_FOR_THE_ENGINE = /^(DOCKER_|CONTAINER_HOST|CONTAINERS_|STORAGE_|NOTIFY_SOCKET|LISTEN_)/;

/** The environment of the engine and all its programs. */
export function engineEnv(paths: EnginePaths, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !NOT_FOR_THE_ENGINE.test(name));
  return { ...Object.fromEntries(kept), [MARKER]: paths.root };
}

/** The network that dockerd gets; an engine without rights is alone in a namespace of its own. */
export interface LaunchNetwork {
  bridge: string;
  range: string;
}

/** The command line of an engine; its environment is the one from `engineEnv`, search path set. */
export function launchEngine(
  flavor: Flavor,
  paths: EnginePaths,
  env: NodeJS.ProcessEnv,
  network?: LaunchNetwork,
): Launch {
  switch (flavor) {
    case 'docker':
      return { command: 'dockerd', args: dockerdArguments(paths, network), env };
    case 'docker-rootless':
      return launchRootless(paths, env);
    case 'podman':
      return { command: 'podman', args: ['system', 'service', '--time=0', `unix://${paths.socket}`], env };
  }
}

/** Where dockerd writes its number. */
export function dockerdPidFile(paths: EnginePaths): string {
  return path.join(paths.run, 'dockerd.pid');
}

/** Where the containerd that dockerd starts writes its number. */
export function containerdPidFile(paths: EnginePaths): string {
  return path.join(paths.run, 'exec', 'containerd', 'containerd.pid');
}

function dockerdArguments(paths: EnginePaths, network?: LaunchNetwork): string[] {
  const args = [
    ...['--host', `unix://${paths.socket}`, '--group', '0'],
    ...['--data-root', paths.data, '--exec-root', path.join(paths.run, 'exec')],
    ...['--pidfile', dockerdPidFile(paths), '--config-file', paths.config],
    ...['--log-level', 'warn'],
  ];
  if (!network) return args;
  const { pool } = layOut(network.range);
  return [...args, '--bridge', network.bridge, '--default-address-pool', `base=${pool},size=24`];
}

/**
 * As Docker's own dockerd-rootless.sh does it: rootlesskit makes the user, mount and network
 * namespaces; /etc and /run become the engine's own copies, in which the links to the system's
 * docker and containerd folders are taken away, and dockerd follows.
 */
function launchRootless(paths: EnginePaths, env: NodeJS.ProcessEnv): Launch {
  const inside = 'rm -f /run/docker /run/containerd /run/xtables.lock; exec dockerd "$@"';
  return {
    command: 'rootlesskit',
    args: [
      ...['--net=slirp4netns', '--mtu=65520', '--slirp4netns-sandbox=auto', '--slirp4netns-seccomp=auto'],
      ...['--disable-host-loopback', '--port-driver=builtin', '--copy-up=/etc', '--copy-up=/run'],
      ...['--propagation=rslave', `--state-dir=${rootlessStateDir(paths)}`],
      ...['sh', '-c', inside, 'dockerd', ...dockerdArguments(paths)],
    ],
    env: { ...env, XDG_RUNTIME_DIR: paths.run },
  };
}

/** rootlesskit writes the number of its child into `child_pid` here. */
export function rootlessStateDir(paths: EnginePaths): string {
  return path.join(paths.run, 'rootlesskit');
}

/** Makes the engine's own settings unless the user has put something there. */
export function writeDockerConfig(paths: EnginePaths): void {
  try {
    writeFileSync(paths.config, '{}\n', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
