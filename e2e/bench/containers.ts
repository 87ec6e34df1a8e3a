import type { RigEngine } from '../rig/engine.ts';
import { IMAGES } from '../rig/images.ts';

/** Creates containers through the engine's API, some at once; returns their ids in order. */
export async function createContainers(
  engine: RigEngine,
  count: number,
  body: Record<string, unknown> = {},
  prefix = 'bench',
): Promise<string[]> {
  const ids: string[] = [];
  const AT_ONCE = 4;
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const at = next++;
      const { status, body: made } = await engine.request(
        'POST',
        `/containers/create?name=${prefix}-${String(at).padStart(4, '0')}`,
        { Image: IMAGES.busybox, Cmd: ['sleep', '100000'], ...body },
      );
      if (status !== 201) throw new Error(`create ${at}: ${status}`);
      ids[at] = (made as { Id: string }).Id;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return ids;
}

/** Starts containers. */
export async function startContainers(engine: RigEngine, ids: readonly string[]): Promise<void> {
  for (const id of ids) await engine.request('POST', `/containers/${id}/start`);
}
