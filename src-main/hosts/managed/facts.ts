import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Distribution, parseOsRelease } from './distribution.ts';

/** What this system has, as far as the choice of an engine depends on it. */
export interface SystemFacts {
  root: boolean;
  user: string;
  distribution: Distribution;
  /** Whether a program is found on the search path. */
  has(program: string): boolean;
  /** The user has ranges of subordinate user and group ids, wide enough for a container. */
  subordinateIds: boolean;
  /** /dev/net/tun can be opened: networks of engines without rights go through it. */
  tun: boolean;
  /** systemd is the running init, so it manages the control groups. */
  systemd: boolean;
}

/** Looks at the system; reads files alone and starts nothing. */
export function readFacts(env: NodeJS.ProcessEnv): SystemFacts {
  const { username, uid } = os.userInfo();
  const directories = searchPath(env);
  const range = (file: string) => hasRange(readText(file), username, uid);
  return {
    root: uid === 0,
    user: username,
    distribution: parseOsRelease(readText('/etc/os-release') || readText('/usr/lib/os-release')),
    has: (program) => findProgram(program, directories) !== undefined,
    subordinateIds: range('/etc/subuid') && range('/etc/subgid'),
    tun: canOpen('/dev/net/tun'),
    systemd: existsSync('/run/systemd/system'),
  };
}

/**
 * The folders of PATH, and beside each `bin` its `sbin`: engines stand there, and on Debian a user's
 * PATH leaves them out.
 */
export function searchPath(env: NodeJS.ProcessEnv): string[] {
  const listed = (env.PATH ?? '').split(':').filter((dir) => path.isAbsolute(dir));
  const siblings = listed.filter((dir) => /^(\/usr(\/local)?)?\/bin\/?$/.test(dir));
  return [...new Set([...listed, ...siblings.map((dir) => path.join(dir, '..', 'sbin'))])];
}

/** The first executable file of that name. */
export function findProgram(program: string, directories: readonly string[]): string | undefined {
  for (const directory of directories) {
    const file = path.join(directory, program);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // not here
    }
  }
  return undefined;
}

/** A container's users are 0 to 65,535. */
const IDS_OF_A_CONTAINER = 65_536;

/** Whether a file in the format of subuid(5) gives the user enough ids. */
export function hasRange(text: string, user: string, uid: number): boolean {
  return text.split('\n').some((line) => {
    const [owner, , count] = line.trim().split(':');
    return (owner === user || owner === String(uid)) && Number(count) >= IDS_OF_A_CONTAINER;
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function canOpen(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
