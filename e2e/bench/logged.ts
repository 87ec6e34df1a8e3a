import { expect } from '@playwright/test';
import type { RigEngine } from '../rig/engine.ts';
import { IMAGES } from '../rig/images.ts';
import { createContainers, startContainers } from './containers.ts';

/** The longest that a log is waited for, in ms. */
export const WITHIN_MS = 300_000;

/** A container that prints some lines and a last one, and then waits. */
export async function printing(engine: RigEngine, name: string, program: string): Promise<string> {
  const [id = ''] = await createContainers(
    engine,
    1,
    { Image: IMAGES.busybox, Cmd: ['sh', '-c', program] },
    name,
  );
  await startContainers(engine, [id]);
  return id;
}

/** Waits until the engine holds the log's last line. */
export async function written(engine: RigEngine, id: string, last: string): Promise<void> {
  await expect
    .poll(async () => (await engine.docker('logs', '--tail', '1', id)).stdout, {
      timeout: WITHIN_MS,
      intervals: [500],
    })
    .toContain(last);
}

/** Where the page shows a container's log. */
export const addressOf = (id: string) => `#/containers/docker-host/${id}/logs`;
