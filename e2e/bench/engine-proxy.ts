import { chmodSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { newDir } from '../rig/state.ts';

/** One request that passed, with times in ms since 1970. */
export interface Passed {
  method: string;
  path: string;
  sentAt: number;
  /** When the first byte of its answer came back; absent while it waits. */
  answeredAt?: number | undefined;
  /** When the last byte so far came back. */
  lastByteAt?: number | undefined;
}

/** Stands between the app and its engine: tells what was asked and when it was answered, and can hold the way shut. */
export interface EngineProxy {
  readonly host: string;
  readonly passed: Passed[];
  /** Refuses connections until `release`. */
  hold(): void;
  /** Lets connections through; returns the time of it. */
  release(): Promise<number>;
  dispose(): Promise<void>;
}

const REQUEST = /^(GET|POST|PUT|DELETE|HEAD) (\S+) HTTP\/1\.1\r\n/;

/** Starts a proxy on a socket of its own in front of an engine's. */
export async function startEngineProxy(socket: string, held = false): Promise<EngineProxy> {
  const file = path.join(newDir('bench-proxy', 0o755), 'docker.sock');
  const passed: Passed[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const engine = net.connect(socket);
    let current: Passed | undefined;
    for (const each of [client, engine]) {
      open.add(each);
      each.setNoDelay(true);
      each.on('error', () => {});
      each.on('close', () => {
        open.delete(each);
        client.destroy();
        engine.destroy();
      });
    }
    client.on('data', (chunk) => {
      const [, method, target] = REQUEST.exec(chunk.subarray(0, 4096).toString('latin1')) ?? [];
      if (method && target) {
        current = { method, path: target, sentAt: Date.now() };
        passed.push(current);
      }
    });
    engine.on('data', () => {
      if (!current) return;
      current.answeredAt ??= Date.now();
      current.lastByteAt = Date.now();
    });
    client.pipe(engine);
    engine.pipe(client);
  });
  const listen = () =>
    new Promise<void>((resolve) =>
      server.listen(file, () => {
        chmodSync(file, 0o666);
        resolve();
      }),
    );
  if (!held) await listen();
  return {
    host: `unix://${file}`,
    passed,
    hold: () => {
      server.close();
      for (const each of open) each.destroy();
    },
    async release() {
      await listen();
      return Date.now();
    },
    async dispose() {
      for (const each of open) each.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
