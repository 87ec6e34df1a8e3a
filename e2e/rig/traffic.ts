import type { RigEngine } from './engine.ts';
import { IMAGES } from './images.ts';

/** One command inside a container begins this often, in ms. */
const EXEC_EVERY_MS = 100;
/** One container is made, started, ended and removed in this time, in ms; faster, and the machine is what is tested. */
const RUN_EVERY_MS = 500;

/** Work that goes on beside a test until it is stopped. */
export type Traffic = { stop(): Promise<void> };

/** Runs commands in one container, ten a second, two others a second start and end. */
export async function startTraffic(engine: RigEngine): Promise<Traffic> {
  const created = await engine.request('POST', '/containers/create?name=traffic', { Image: IMAGES.pause });
  const busy = created.body.Id as string;
  await engine.request('POST', `/containers/${busy}/start`);
  let ended = false;
  const repeat = async (work: () => Promise<void>, everyMs: number) => {
    while (!ended) {
      const next = new Promise((resolve) => setTimeout(resolve, everyMs));
      await work();
      await next;
    }
  };
  const loops = [
    repeat(() => execOnce(engine, busy), EXEC_EVERY_MS),
    repeat(() => runOnce(engine), RUN_EVERY_MS),
  ];
  return {
    async stop() {
      ended = true;
      await Promise.all(loops);
    },
  };
}

async function execOnce(engine: RigEngine, container: string): Promise<void> {
  const exec = await engine.request('POST', `/containers/${container}/exec`, { Cmd: ['/bin/sleep', '0'] });
  await engine.request('POST', `/exec/${exec.body.Id}/start`, { Detach: true });
}

async function runOnce(engine: RigEngine): Promise<void> {
  const created = await engine.request('POST', '/containers/create', { Image: IMAGES.pause, Cmd: ['0'] });
  await engine.request('POST', `/containers/${created.body.Id}/start`);
  await engine.request('POST', `/containers/${created.body.Id}/wait`);
  await engine.request('DELETE', `/containers/${created.body.Id}?force=1`);
}
