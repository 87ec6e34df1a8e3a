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

/**
 * The programs of an engine in the order of their start; the last one is the engine, and all end
 * with it. Their environment is the one from `engineEnv`, search path set.
 */
export function launchEngine(
  flavor: Flavor,
  paths: EnginePaths,
  env: NodeJS.ProcessEnv,
  network?: LaunchNetwork,
): [...before: Launch[], engine: Launch] {
  switch (flavor) {
    case 'docker': {
      // Left to itself, dockerd takes the system's containerd when one runs.
      const containerd = { command: 'containerd', args: ['--config', containerdConfig(paths)], env };
      const args = [...dockerdArguments(paths, network), '--containerd', containerdSocket(paths)];
      return [containerd, { command: 'dockerd', args, env }];
    }
    case 'docker-rootless':
      return [launchRootless(paths, env)];
    case 'podman':
      return [{ command: 'podman', args: ['system', 'service', '--time=0', `unix://${paths.socket}`], env }];
  }
}

const containerdConfig = (paths: EnginePaths) => path.join(paths.root, 'containerd.toml');
const containerdSocket = (paths: EnginePaths) => path.join(paths.run, 'containerd', 'containerd.sock');

function dockerdArguments(paths: EnginePaths, network?: LaunchNetwork): string[] {
  const args = [
    ...['--host', `unix://${paths.socket}`, '--group', '0'],
    ...['--data-root', paths.dockerData, '--exec-root', path.join(paths.run, 'exec')],
    ...['--pidfile', path.join(paths.run, 'dockerd.pid'), '--config-file', paths.config],
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
      ...['--propagation=rslave', `--state-dir=${path.join(paths.run, 'rootlesskit')}`],
      ...['sh', '-c', inside, 'dockerd', ...dockerdArguments(paths)],
    ],
    env: { ...env, XDG_RUNTIME_DIR: paths.run },
  };
}

/** Writes containerd's settings, and an empty file for dockerd's unless the user has put something there. */
export function writeDockerConfig(paths: EnginePaths): void {
  writeFileSync(containerdConfig(paths), containerdToml(paths), { mode: 0o600 });
  try {
    writeFileSync(paths.config, '{}\n', { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Without the plugin for Kubernetes, and the one that makes a folder in the system's /opt. */
const containerdToml = (paths: EnginePaths) => `version = 2
root = "${path.join(paths.dockerData, 'containerd')}"
state = "${path.join(paths.run, 'containerd', 'state')}"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
[grpc]
address = "${containerdSocket(paths)}"
[debug]
level = "warn"
`;
