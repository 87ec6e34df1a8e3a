import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'gantry-rig-';
const OWNER_FILE = 'owner';
const CGROUPS = '/sys/fs/cgroup';

let own: string | undefined;

/**
 * The folder of this process for everything that the rig writes: engine data, sockets, logs. It can be
 * entered by every user, as the desktop tests run unprivileged, and is removed when the process exits.
 * A killed process leaves it behind; `sweep` finds it by the owner's pid and start time.
 */
export function rigDir(): string {
  if (own === undefined) {
    own = path.join(tmpdir(), `${PREFIX}${process.pid}`);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own, { mode: 0o755, recursive: true });
    writeFileSync(path.join(own, OWNER_FILE), `${process.pid} ${startTime(process.pid)}`);
    process.once('exit', () => own !== undefined && removeRigDir(own));
  }
  return own;
}

let counter = 0;

/** A new empty folder below `rigDir()`. */
export function newDir(name: string, mode = 0o755): string {
  counter += 1;
  const dir = path.join(rigDir(), `${name}-${counter}`);
  mkdirSync(dir);
  // Not by mkdir: its mode is cut by the umask.
  chmodSync(dir, mode);
  return dir;
}

/** The name under which the engines of this process put their containers' cgroups, so that they can be removed. */
export function cgroupName(): string {
  return path.basename(rigDir());
}

/** Removes what earlier test runs left whose process is gone. Their engines ended with it (see sandbox.ts). */
export function sweep(): void {
  const cgroups = entries(CGROUPS).flatMap((hierarchy) => entries(path.join(CGROUPS, hierarchy)));
  const names = new Set([...entries(tmpdir()), ...entries(CGROUPS), ...cgroups]);
  for (const name of names) {
    const dir = path.join(tmpdir(), name);
    if (name.startsWith(PREFIX) && !isOwned(dir)) removeRigDir(dir);
  }
}

function isOwned(dir: string): boolean {
  try {
    const [pid, started] = readFileSync(path.join(dir, OWNER_FILE), 'utf8').split(' ');
    return startTime(Number(pid)) === started;
  } catch {
    return false;
  }
}

/** When a process started, in clock ticks since boot: with the pid it names a process for good (proc(5), field 22). */
function startTime(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function removeRigDir(dir: string): void {
  unmountBelow(dir);
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  for (const hierarchy of ['', ...entries(CGROUPS)])
    removeCgroup(path.join(CGROUPS, hierarchy, path.basename(dir)));
}

/** An engine that the app itself ran and that was killed leaves the mount that it makes of its data folder. */
function unmountBelow(dir: string): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const targets = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((target) => target.startsWith(`${dir}/`));
  for (const target of targets.reverse()) execFileSync('umount', ['--lazy', target]);
}

/** A cgroup is removed by rmdir, innermost first; its control files go by themselves. */
function removeCgroup(dir: string): void {
  for (const child of entries(dir)) removeCgroup(path.join(dir, child));
  try {
    rmdirSync(dir);
  } catch {
    // Not there in this hierarchy.
  }
}

function entries(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
