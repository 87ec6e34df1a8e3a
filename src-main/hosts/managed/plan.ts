import { AppError } from '../../contract/errors.ts';
import { installCommand } from './distribution.ts';
import type { SystemFacts } from './facts.ts';

/** The ways in which Gantry runs an engine of its own. */
export type Flavor = 'docker' | 'docker-rootless' | 'podman';

/** One way to try; `packages` are to be unpacked first, because the system lacks them. */
export interface Candidate {
  flavor: Flavor;
  packages: string[];
}

/** Programs of Docker and the Debian packages that hold them. */
const DOCKER_PROGRAMS: Record<string, string> = {
  dockerd: 'docker.io',
  'docker-proxy': 'docker.io',
  containerd: 'containerd',
  runc: 'runc',
  iptables: 'iptables',
  ip: 'iproute2',
};

/** Programs that Docker needs besides when it runs without rights. */
const ROOTLESS_PROGRAMS: Record<string, string> = {
  rootlesskit: 'rootlesskit',
  slirp4netns: 'slirp4netns',
};

/** Comes with docker.io and is what `docker run --init` starts. */
const INIT_PACKAGE = 'tini';

/**
 * The ways that can work here, the best first: what is installed before what has to be unpacked,
 * and Docker, whose API the others imitate, before podman.
 * @throws AppError ENGINE_MISSING, whose hint is what to do, when there is none.
 */
export function planEngine(facts: SystemFacts): Candidate[] {
  if (!facts.root) checkRootless(facts);
  const flavor: Flavor = facts.root ? 'docker' : 'docker-rootless';
  const needed = facts.root ? DOCKER_PROGRAMS : { ...DOCKER_PROGRAMS, ...ROOTLESS_PROGRAMS };
  const packages = packagesFor(needed, facts);

  const candidates: Candidate[] = [];
  if (packages.length === 0) candidates.push({ flavor, packages });
  if (hasPodman(facts)) candidates.push({ flavor: 'podman', packages: [] });
  if (packages.length > 0 && facts.has('apt-get') && facts.has('dpkg')) candidates.push({ flavor, packages });
  if (candidates.length === 0) {
    throw missing('No container engine is installed', installCommand(facts.distribution, facts.root));
  }
  return candidates;
}

/** The error for a system on which no engine can be started. */
export function missing(message: string, hint: string | undefined, detail?: string): AppError {
  return new AppError('ENGINE_MISSING', message, {
    ...(hint === undefined ? {} : { hint }),
    ...(detail === undefined ? {} : { detail }),
  });
}

/** One error for all the ways that turned out to be closed: what each one said. */
export function joinClosed(errors: readonly AppError[]): AppError {
  const [first] = errors;
  if (!first) throw new RangeError('No way was tried');
  const details = errors.map(({ message, detail }) => [message, detail].filter(Boolean).join('\n'));
  return missing(first.message, first.hint, details.join('\n\n'));
}

function packagesFor(programs: Record<string, string>, facts: SystemFacts): string[] {
  const absent = Object.entries(programs).filter(([program]) => !facts.has(program));
  const packages = new Set(absent.map(([, name]) => name));
  if (packages.has('docker.io')) packages.add(INIT_PACKAGE);
  return [...packages];
}

function hasPodman(facts: SystemFacts): boolean {
  const runs = facts.has('podman') && facts.has('conmon') && (facts.has('crun') || facts.has('runc'));
  return runs && (facts.root || facts.has('slirp4netns') || facts.has('pasta'));
}

/** What only the system's administrator can give, and no unpacked package. */
function checkRootless(facts: SystemFacts): void {
  if (!facts.has('newuidmap') || !facts.has('newgidmap')) {
    throw missing(
      'A container engine without root rights needs newuidmap and newgidmap',
      installCommand(facts.distribution, false),
    );
  }
  if (!facts.subordinateIds) {
    throw missing(
      `The user ${facts.user} has no subordinate user and group ids`,
      `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${facts.user}`,
    );
  }
  if (!facts.tun) {
    throw missing('Networks of containers need /dev/net/tun', 'sudo chmod 0666 /dev/net/tun');
  }
}
