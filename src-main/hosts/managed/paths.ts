import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';

/** Where the managed engine keeps its things. Everything but `run` lies below `root`. */
export interface EnginePaths {
  /** `DATA_DIR/engine`. */
  root: string;
  /** Sockets, pid files and mounts of a running engine; short enough for socket names. */
  run: string;
  socket: string;
  /** Images, containers, volumes of Docker; podman's are beside it, as neither reads the other's. */
  dockerData: string;
  podmanData: string;
  /** Engines unpacked from the distribution's packages, one folder a version. */
  packages: string;
  log: string;
  lock: string;
  /** The running engine, for a Gantry that finds it. */
  state: string;
  /** The engine's own settings, for the user to edit; the system's do not apply. */
  config: string;
}

/**
 * A socket's name holds 107 bytes (unix(7)), and the longest below `run` is
 * `/exec/containerd/containerd-debug.sock`.
 */
const MAX_RUN_DIR_BYTES = 107 - '/exec/containerd/containerd-debug.sock'.length;

/** The names alone; nothing is made. */
export function enginePaths(dataDir: string, env: NodeJS.ProcessEnv): EnginePaths {
  const root = path.join(path.resolve(dataDir), 'engine');
  const inside = path.join(root, 'run');
  const run = Buffer.byteLength(inside) <= MAX_RUN_DIR_BYTES ? inside : shortRunDir(root, env);
  return {
    root,
    run,
    socket: path.join(run, 'engine.sock'),
    dockerData: path.join(root, 'docker'),
    podmanData: path.join(root, 'podman'),
    packages: path.join(root, 'packages'),
    log: path.join(root, 'engine.log'),
    lock: path.join(root, 'lock'),
    state: path.join(root, 'engine.json'),
    config: path.join(root, 'daemon.json'),
  };
}

/** A few letters that tell one engine's network devices and folders from another's. */
export function engineTag(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 6);
}

function shortRunDir(root: string, env: NodeJS.ProcessEnv): string {
  const base = env.XDG_RUNTIME_DIR || os.tmpdir();
  return path.join(base, `gantry-${os.userInfo().uid}-${engineTag(root)}`);
}

/**
 * Makes a folder that is this user's alone. One that somebody else put in its place (`run` may lie
 * below /tmp) is refused with ENGINE_FAILED.
 */
export function makePrivateDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const found = lstatSync(dir);
  if (!found.isDirectory() || found.uid !== os.userInfo().uid) {
    throw new AppError('ENGINE_FAILED', `${dir} belongs to another user`);
  }
  chmodSync(dir, 0o700);
}

/** Removes a folder of this user; engines make folders in it that not even their owner may enter. */
export function removeDir(dir: string): void {
  if (!existsSync(dir)) return;
  unlock(dir);
  rmSync(dir, { recursive: true, force: true });
}

function unlock(dir: string): void {
  chmodSync(dir, 0o700);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) unlock(path.join(dir, entry.name));
  }
}
