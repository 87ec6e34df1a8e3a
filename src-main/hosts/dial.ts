import { readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { AppError } from '../contract/errors.ts';
import type { HostKind } from '../contract/hosts.ts';
import type { Dial } from '../engine/engine.ts';

/** Where TLS material lies: `ca.pem`, `cert.pem`, `key.pem`, as the docker command lays them out. */
export interface TlsFolder {
  folder: string;
  /** Also check the server's certificate (`DOCKER_TLS_VERIFY`). */
  verify: boolean;
}

/** How long a connection over the network may take to open, in ms; local sockets answer at once or never. */
const CONNECT_DEADLINE_MS = 5_000;

/** The kind of host that an address of `DOCKER_HOST`'s form names. Throws INVALID or UNSUPPORTED. */
export function kindOf(address: string): HostKind {
  if (address.startsWith('unix://')) return 'socket';
  if (address.startsWith('npipe://')) return 'pipe';
  if (/^tcp:\/\/[^/]+/.test(address)) return 'tcp';
  if (address.startsWith('ssh://')) {
    throw new AppError('UNSUPPORTED', `${address}: engines over SSH cannot be reached yet`);
  }
  throw new AppError('INVALID', `${address}: not an address of an engine`, {
    hint: 'unix:///var/run/docker.sock',
  });
}

/** How to open a byte stream to the engine at an address (`unix://`, `npipe://`, `tcp://` with or without TLS). */
export function dialTo(address: string, tlsFolder?: TlsFolder): Dial {
  const kind = kindOf(address);
  if (kind === 'socket')
    return (signal) => opened(net.connect(address.slice('unix://'.length)), 'connect', signal);
  if (kind === 'pipe') {
    const pipe = address.slice('npipe://'.length).replaceAll('/', '\\');
    return (signal) => opened(net.connect(pipe), 'connect', signal);
  }
  const { hostname, port } = new URL(address.replace(/^tcp:/, 'http:'));
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!tlsFolder) {
    return (signal) =>
      opened(net.connect({ host, port: Number(port || 2375) }), 'connect', signal, CONNECT_DEADLINE_MS);
  }
  return async (signal) => {
    const read = (name: string) => readFile(path.join(tlsFolder.folder, name)).catch(() => undefined);
    const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
    const socket = tls.connect({
      host,
      port: Number(port || 2376),
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
      rejectUnauthorized: tlsFolder.verify,
      ...(net.isIP(host) ? {} : { servername: host }),
    });
    return opened(socket, 'secureConnect', signal, CONNECT_DEADLINE_MS);
  };
}

function opened(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  deadlineMs?: number,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const timer = deadlineMs
      ? setTimeout(
          () => fail(Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' })),
          deadlineMs,
        )
      : undefined;
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeListener('error', fail);
      socket.removeListener(event, ready);
    };
    const fail = (error: Error) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const abort = () => fail(new AppError('CANCELLED', 'cancelled'));
    const ready = () => {
      settle();
      socket.setNoDelay(true);
      resolve(socket);
    };
    socket.once('error', fail);
    socket.once(event, ready);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}
