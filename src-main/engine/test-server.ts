import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineCall } from '../contract/activity.ts';
import { createEngine, type Dial, type Engine } from './engine.ts';

export interface TestServer {
  server: Server;
  engine: Engine;
  calls: EngineCall[];
  /** Connections that were ever made. */
  connections: Socket[];
  close(): Promise<void>;
}

/** A real HTTP server on a local socket, and an engine that dials it: for what a real engine does not do at will. */
export async function startTestServer(
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  const name = `gantry-test-${randomBytes(6).toString('hex')}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  const server = createServer(onRequest);
  const connections: Socket[] = [];
  server.on('connection', (socket) => connections.push(socket));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const calls: EngineCall[] = [];
  const engine = createEngine({
    host: 'test',
    address: `unix://${path}`,
    dial: dialPath(path),
    onCall: (call) => calls.push(call),
  });
  return {
    server,
    engine,
    calls,
    connections,
    async close() {
      engine.close();
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(path, { force: true });
    },
  };
}

export function dialPath(path: string): Dial {
  return (signal) =>
    new Promise((resolve, reject) => {
      const socket = connect(path);
      const abort = () => socket.destroy(new Error('aborted'));
      signal.addEventListener('abort', abort);
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort);
        resolve(socket);
      });
      socket.once('error', reject);
    });
}
