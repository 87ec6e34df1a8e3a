import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { exited } from './process.ts';

export type Display = { readonly name: string; dispose(): Promise<void> };

/** Starts an X server without a screen, on the first free display; it ends with this process. */
export async function startDisplay(): Promise<Display> {
  const options = ['-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset', '-displayfd', '3'];
  const server = spawn('setpriv', ['--pdeathsig', 'KILL', 'Xvfb', ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  server.unref();
  const [number] = await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    exited(server).then(() => {
      throw new Error('Xvfb could not be started');
    }),
  ]);
  return {
    name: `:${String(number).trim()}`,
    async dispose() {
      server.ref();
      server.kill();
      await exited(server);
    },
  };
}
