import { readFileSync, statSync } from 'node:fs';

/** What the system says of a socket; undefined where this user may not even look at it. */
export type SocketOwner = { gid: number; mode: number } | undefined;

/** Reading and writing by the group. */
const GROUP_ACCESS = 0o060;
/** A name that a shell takes as one word. */
const GROUP_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * The command that lets this user open an engine's socket; none where no usual one is known, as for a rootless engine
 * of somebody else. `groups` is the text of /etc/group.
 */
export function accessHint(socket: string, owner: SocketOwner, groups: string): string | undefined {
  // Podman's system socket is for root alone; everybody else has one of their own.
  if (/podman/.test(socket)) return 'systemctl --user enable --now podman.socket';
  if (owner === undefined || (owner.mode & GROUP_ACCESS) !== GROUP_ACCESS) return undefined;
  if (owner.gid !== 0) {
    const group = groupName(owner.gid, groups);
    return group && `sudo usermod -aG ${group} $USER`;
  }
  // dockerd gives its socket to a group of that name, if there is one when it starts.
  return 'sudo groupadd -f docker && sudo usermod -aG docker $USER && sudo systemctl restart docker';
}

function groupName(gid: number, groups: string): string | undefined {
  const line = groups.split('\n').find((each) => each.split(':')[2] === String(gid));
  const name = line?.split(':')[0] ?? '';
  return GROUP_NAME.test(name) ? name : undefined;
}

/** The same for an address, from what the system says now. */
export function deniedHint(address: string, platform = process.platform): string | undefined {
  if (address.startsWith('npipe:')) return 'net localgroup docker-users %USERNAME% /add';
  // Elsewhere groups are not in a file, and engines' sockets are their user's own.
  if (!address.startsWith('unix:') || platform !== 'linux') return undefined;
  const socket = address.replace(/^unix:(\/\/)?/, '');
  return accessHint(
    socket,
    read(() => statSync(socket)),
    read(() => readFileSync('/etc/group', 'utf8')) ?? '',
  );
}

function read<T>(from: () => T): T | undefined {
  try {
    return from();
  } catch {
    return undefined;
  }
}
