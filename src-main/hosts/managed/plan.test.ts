import { describe, expect, it } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import type { SystemFacts } from './facts.ts';
import { joinClosed, missing, planEngine } from './plan.ts';

const DOCKER = ['dockerd', 'docker-proxy', 'containerd', 'runc', 'iptables', 'ip'];
const PODMAN = ['podman', 'conmon', 'runc'];
const APT = ['apt-get', 'dpkg'];
const ROOTLESS = ['newuidmap', 'newgidmap'];

function facts(programs: string[], more: Partial<SystemFacts> = {}): SystemFacts {
  return {
    root: true,
    user: 'ada',
    distribution: { id: 'debian', family: ['debian'] },
    has: (program) => programs.includes(program),
    subordinateIds: true,
    tun: true,
    systemd: true,
    ...more,
  };
}

function thrownBy(plan: () => unknown): AppError {
  try {
    plan();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('Nothing was thrown');
}

describe('planEngine as root', () => {
  it('takes an installed dockerd before an installed podman', () => {
    expect(planEngine(facts([...DOCKER, ...PODMAN, ...APT]))).toEqual([
      { flavor: 'docker', packages: [] },
      { flavor: 'podman', packages: [] },
    ]);
  });

  it('takes an installed podman before it unpacks Docker', () => {
    const [first, second] = planEngine(facts([...PODMAN, ...APT]));
    expect(first).toEqual({ flavor: 'podman', packages: [] });
    expect(second?.flavor).toBe('docker');
  });

  it('unpacks all of Docker where nothing is installed', () => {
    expect(planEngine(facts(APT))).toEqual([
      { flavor: 'docker', packages: ['docker.io', 'containerd', 'runc', 'iptables', 'iproute2', 'tini'] },
    ]);
  });

  it('unpacks only what an installed dockerd lacks', () => {
    const programs = [...DOCKER.filter((program) => program !== 'ip'), ...APT];
    expect(planEngine(facts(programs))).toEqual([{ flavor: 'docker', packages: ['iproute2'] }]);
  });

  it('tells what to install where it cannot unpack', () => {
    const distribution = { id: 'arch', family: ['arch'] };
    const error = thrownBy(() => planEngine(facts([], { distribution })));
    expect(error).toMatchObject({ code: 'ENGINE_MISSING', hint: 'pacman -S docker' });
  });
});

describe('planEngine as a user', () => {
  const user = { root: false };

  it('runs Docker without rights, with rootlesskit and slirp4netns unpacked where they lack', () => {
    expect(planEngine(facts([...DOCKER, ...APT, ...ROOTLESS], user))).toEqual([
      { flavor: 'docker-rootless', packages: ['rootlesskit', 'slirp4netns'] },
    ]);
  });

  it('takes podman only with a network for it', () => {
    const without = planEngine(facts([...PODMAN, ...APT, ...ROOTLESS], user));
    const pasta = planEngine(facts([...PODMAN, 'pasta', ...APT, ...ROOTLESS], user));
    expect(without.map(({ flavor }) => flavor)).toEqual(['docker-rootless']);
    expect(pasta.map(({ flavor }) => flavor)).toEqual(['podman', 'docker-rootless']);
  });

  it.each([
    ['newuidmap', APT, {}, 'sudo apt-get install podman uidmap slirp4netns'],
    [
      'subordinate ids',
      [...APT, ...ROOTLESS],
      { subordinateIds: false },
      'sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ada',
    ],
    ['/dev/net/tun', [...APT, ...ROOTLESS], { tun: false }, 'sudo chmod 0666 /dev/net/tun'],
  ])('says how to get %s, which no unpacked package can give', (_, programs, more, hint) => {
    const error = thrownBy(() => planEngine(facts(programs, { ...user, ...more })));
    expect(error).toMatchObject({ code: 'ENGINE_MISSING', hint });
  });
});

it('tells of all ways that were closed', () => {
  const error = joinClosed([missing('First', 'do this', 'why'), missing('Second', undefined)]);
  expect(error.toData()).toMatchObject({ message: 'First', hint: 'do this', detail: 'First\nwhy\n\nSecond' });
});
