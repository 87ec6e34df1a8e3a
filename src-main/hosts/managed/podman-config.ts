import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layOut } from './address-range.ts';
import type { SystemFacts } from './facts.ts';
import type { EnginePaths } from './paths.ts';

/** What podman gives a container of open files and processes; refused where the hard limit is lower. */
const PODMAN_LIMIT = 1_048_576;

/** What keeps a podman to its own network; see containers.conf(5). */
export interface PodmanSettings {
  bridge: string;
  range: string;
  /** The hard limits that are below what podman would give: `nofile=4096:4096`. */
  ulimits: string[];
}

/** The variables that make podman read our settings instead of the user's. */
export function podmanEnv(paths: EnginePaths, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    CONTAINERS_CONF: path.join(paths.root, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: path.join(paths.root, 'storage.conf'),
  };
}

/** Writes podman's settings: storage, networks and events of its own. */
export function writePodmanConfig(paths: EnginePaths, facts: SystemFacts, settings: PodmanSettings): void {
  const networks = path.join(paths.root, 'networks');
  for (const dir of [paths.podmanData, networks]) mkdirSync(dir, { recursive: true, mode: 0o700 });
  const write = (file: string, text: string) =>
    writeFileSync(path.join(paths.root, file), text, { mode: 0o600 });
  write('containers.conf', containersConf(paths, facts, settings));
  write(
    'storage.conf',
    `[storage]\ndriver = "overlay"\ngraphroot = "${paths.podmanData}"\nrunroot = "${paths.run}/podman"\n`,
  );
  // Podman has one of two network tools; each reads its own kind of file.
  write('networks/podman.json', JSON.stringify(netavarkNetwork(settings)));
  write('networks/87-podman.conflist', JSON.stringify(cniNetwork(paths, settings)));
}

function containersConf(paths: EnginePaths, facts: SystemFacts, settings: PodmanSettings): string {
  const runtime = facts.has('crun') ? [] : ['runtime = "runc"'];
  const cgroups = facts.systemd ? [] : ['cgroup_manager = "cgroupfs"'];
  return [
    '[containers]',
    `default_ulimits = ${JSON.stringify(settings.ulimits)}`,
    '[engine]',
    ...runtime,
    ...cgroups,
    // The other kind is one segment of shared memory for all of the user's podmans.
    'lock_type = "file"',
    'events_logger = "file"',
    `events_logfile_path = "${paths.root}/events.log"`,
    `static_dir = "${paths.podmanData}/libpod"`,
    `tmp_dir = "${paths.run}/libpod"`,
    `volume_path = "${paths.podmanData}/volumes"`,
    '[network]',
    `network_config_dir = "${paths.root}/networks"`,
    `default_subnet_pools = [{ base = "${layOut(settings.range).pool}", size = 24 }]`,
    '',
  ].join('\n');
}

/** The default network as podman itself would write it, with a bridge and a range of its own. */
function netavarkNetwork({ bridge, range }: PodmanSettings): unknown {
  const { subnet, bridge: address } = layOut(range);
  return {
    name: 'podman',
    id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9',
    driver: 'bridge',
    network_interface: bridge,
    created: '2024-01-01T00:00:00Z',
    subnets: [{ subnet, gateway: address.split('/')[0] }],
    ipv6_enabled: false,
    internal: false,
    dns_enabled: false,
    ipam_options: { driver: 'host-local' },
  };
}

function cniNetwork(paths: EnginePaths, { bridge, range }: PodmanSettings): unknown {
  const { subnet, bridge: address } = layOut(range);
  const ranges = [[{ subnet, gateway: address.split('/')[0] }]];
  return {
    cniVersion: '0.4.0',
    name: 'podman',
    plugins: [
      {
        type: 'bridge',
        bridge,
        isGateway: true,
        ipMasq: true,
        hairpinMode: true,
        ipam: { type: 'host-local', dataDir: `${paths.run}/cni`, routes: [{ dst: '0.0.0.0/0' }], ranges },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
      { type: 'firewall' },
      { type: 'tuning' },
    ],
  };
}

/**
 * The limits for containers that the system makes necessary. Podman lowers its own limit of
 * processes to the highest process number, and nothing below it can have more.
 * @param limits the text of /proc/self/limits
 * @param pidMax the text of /proc/sys/kernel/pid_max
 */
export function lowerLimits(limits: string, pidMax: string): string[] {
  const hard = (title: string) => {
    const line = limits.split('\n').find((text) => text.startsWith(title)) ?? '';
    const value = line.slice(title.length).trim().split(/\s+/)[1];
    return value === undefined || value === 'unlimited' ? Number.POSITIVE_INFINITY : Number(value);
  };
  const found = { nofile: hard('Max open files'), nproc: Math.min(hard('Max processes'), Number(pidMax)) };
  return Object.entries(found).flatMap(([name, limit]) =>
    limit < PODMAN_LIMIT ? [`${name}=${limit}:${limit}`] : [],
  );
}
