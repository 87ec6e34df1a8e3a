import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { EnginePaths } from './paths.ts';
import { run } from './shell.ts';

const RUNTIMES = ['crun', 'runc'];

const containersFolder = (paths: EnginePaths) => path.join(paths.podmanData, 'overlay-containers');

/** The ids of all of podman's containers. */
export function podmanContainerIds(paths: EnginePaths): string[] {
  const folder = containersFolder(paths);
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{64}$/.test(name)) : [];
}

/**
 * Takes away what podman keeps outside of its own folders for containers that run, and leaves there
 * when it is killed: the records of the runtime, which would refuse the container's next start, and
 * network namespaces.
 */
export async function removePodmanLeftovers(paths: EnginePaths, env: NodeJS.ProcessEnv): Promise<void> {
  const ids = new Set(podmanContainerIds(paths));
  if (ids.size === 0) return;
  for (const runtime of RUNTIMES) {
    const { code, stdout } = await run(runtime, ['list', '--quiet'], { env });
    if (code !== 0) continue;
    for (const id of stdout.split('\n')) {
      if (ids.has(id)) await run(runtime, ['delete', '--force', id], { env });
    }
  }
  for (const id of ids) {
    const namespace = networkNamespace(path.join(containersFolder(paths), id, 'userdata', 'config.json'));
    if (namespace === undefined || !existsSync(namespace)) continue;
    await run('umount', ['--lazy', namespace], { env });
    rmSync(namespace, { force: true });
  }
}

/** The file that podman made for the network namespace of a container, from its runtime configuration. */
function networkNamespace(configFile: string): string | undefined {
  try {
    const config = JSON.parse(readFileSync(configFile, 'utf8')) as {
      linux?: { namespaces?: { type: string; path?: string }[] };
    };
    const found = config.linux?.namespaces?.find(({ type }) => type === 'network')?.path;
    return found !== undefined && /^\/run\/(user\/\d+\/)?netns\/netns-[0-9a-f-]+$/.test(found)
      ? found
      : undefined;
  } catch {
    return undefined; // never started
  }
}
