import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RigEngine, startEngine } from './engine.ts';
import { REGISTRY_PORTS } from './registry-ports.ts';
import { newDir } from './state.ts';
import { testUser } from './test-user.ts';

/** Starts podman's Docker-compatible service with its own data, networks and socket. */
export async function startPodman(): Promise<RigEngine> {
  const dir = newDir('podman');
  const home = path.join(dir, 'home');
  const settings = path.join(home, '.config', 'containers');
  mkdirSync(settings, { recursive: true });
  mkdirSync(path.join(dir, 'networks'));
  const containersConf = path.join(settings, 'containers.conf');
  const storageConf = path.join(settings, 'storage.conf');
  const registriesConf = path.join(settings, 'registries.conf');
  writeFileSync(containersConf, containersToml(dir));
  writeFileSync(storageConf, storageToml(dir));
  writeFileSync(registriesConf, registriesToml());
  writeFileSync(path.join(settings, 'policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');

  const socket = path.join(dir, 'podman.sock');
  const user = testUser();
  return startEngine({
    kind: 'podman',
    command: 'podman',
    args: ['system', 'service', '--time=0', `unix://${socket}`],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      CONTAINERS_CONF: containersConf,
      CONTAINERS_STORAGE_CONF: storageConf,
      CONTAINERS_REGISTRIES_CONF: registriesConf,
    },
    socket,
    dir,
    afterStart() {
      if (user === undefined) return;
      chownSync(socket, 0, user.gid);
      chmodSync(socket, 0o660);
    },
  });
}

/**
 * Without systemd: cgroups by files, events in a file; runc, as it is there for dockerd too. `static_dir` must
 * stay below the storage, where the clean-up that conmon starts for each ended container looks for it.
 */
const containersToml = (dir: string) => `[containers]
default_ulimits = ["nofile=4096:4096", "nproc=8192:8192"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
events_logfile_path = "${dir}/events.log"
tmp_dir = "${dir}/tmp"
volume_path = "${dir}/volumes"
[network]
network_config_dir = "${dir}/networks"
`;

const storageToml = (dir: string) => `[storage]
driver = "overlay"
graphroot = "${dir}/storage"
runroot = "${dir}/run"
`;

const registriesToml = () => `unqualified-search-registries = ["docker.io"]
${Object.values(REGISTRY_PORTS)
  .map((port) => `[[registry]]\nlocation = "127.0.0.1:${port}"\ninsecure = true\n`)
  .join('')}`;
