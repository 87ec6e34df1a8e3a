import { describe, expect, it } from 'vitest';
import { installCommand, parseOsRelease } from './distribution.ts';

const release = (...lines: string[]) => parseOsRelease(`${lines.join('\n')}\n`);

describe('parseOsRelease', () => {
  it('reads quoted and bare values, and passes over what it does not know', () => {
    expect(release('NAME="Rocky Linux"', 'ID="rocky"', "ID_LIKE='rhel centos fedora'", '# no', 'x')).toEqual({
      id: 'rocky',
      family: ['rocky', 'rhel', 'centos', 'fedora'],
    });
  });

  it('knows nothing of an empty file', () => {
    expect(release('')).toEqual({ id: '', family: [] });
  });
});

describe('installCommand', () => {
  it.each([
    [['ID=debian'], true, 'apt-get install docker.io iproute2'],
    [['ID=linuxmint', 'ID_LIKE="ubuntu debian"'], false, 'sudo apt-get install podman uidmap slirp4netns'],
    [['ID=fedora'], true, 'dnf install moby-engine'],
    [['ID="almalinux"', 'ID_LIKE="rhel centos fedora"'], true, 'dnf install podman'],
    [['ID=centos', 'ID_LIKE="rhel fedora"'], false, 'sudo dnf install podman'],
    [['ID=manjaro', 'ID_LIKE=arch'], true, 'pacman -S docker'],
    [['ID="opensuse-tumbleweed"', 'ID_LIKE="opensuse suse"'], false, 'sudo zypper install podman'],
    [['ID=alpine'], true, 'apk add docker'],
  ])('%j, root %s: %s', (lines, root, command) => {
    expect(installCommand(release(...lines), root)).toBe(command);
  });

  it('invents nothing for a distribution that it does not know', () => {
    expect(installCommand(release('ID=plan9'), true)).toBeUndefined();
  });
});
