import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RigEngine, startEngine } from './engine.ts';
import { must } from './process.ts';
import type { Sandbox } from './sandbox.ts';
import { cgroupName, newDir } from './state.ts';
import { testUser } from './test-user.ts';

export type DockerdOptions = {
  /** Puts the engine's data on a file system of this size, to fill it up. */
  diskMegabytes?: number;
  /** More flags for dockerd. */
  flags?: string[];
};

/** Starts a private dockerd with its own containerd, data, socket and networks. */
export async function startDockerd({ diskMegabytes, flags = [] }: DockerdOptions = {}): Promise<RigEngine> {
  const dir = newDir('dockerd');
  const data = path.join(dir, 'data');
  const exec = path.join(dir, 'exec');
  const pidFile = path.join(dir, 'dockerd.pid');
  const socket = path.join(dir, 'docker.sock');
  const config = path.join(dir, 'daemon.json');
  for (const folder of [data, exec]) mkdirSync(folder, { mode: 0o710 });
  writeFileSync(config, '{}');
  const user = testUser();
  return startEngine({
    kind: 'dockerd',
    command: 'dockerd',
    args: [
      ...['--host', `unix://${socket}`, '--config-file', config, '--pidfile', pidFile],
      ...['--data-root', data, '--exec-root', exec, '--storage-driver', 'overlay2'],
      ...['--cgroup-parent', `/${cgroupName()}`],
      // The system's default is above what a test machine may allow.
      ...['--default-ulimit', 'nofile=4096:4096'],
      ...(user === undefined ? [] : ['--group', String(user.gid)]),
      ...flags,
    ],
    socket,
    dir,
    prepare: diskMegabytes === undefined ? undefined : (sandbox) => mountDisk(sandbox, data, diskMegabytes),
    beforeStart() {
      // After SIGKILL these name processes that are gone, and their numbers may be taken again.
      rmSync(pidFile, { force: true });
      rmSync(path.join(exec, 'containerd', 'containerd.pid'), { force: true });
    },
  });
}

async function mountDisk(sandbox: Sandbox, folder: string, megabytes: number): Promise<void> {
  const image = `${folder}.img`;
  await must('truncate', ['--size', `${megabytes}M`, image]);
  await must('mkfs.ext4', ['-q', '-m', '0', image]);
  const { code, stderr } = await sandbox.run('mount', ['-o', 'loop', image, folder]);
  if (code !== 0) throw new Error(`The test disk could not be mounted: ${stderr}`);
}
