import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Port } from '../contract/protocol.ts';
import type { PageFile } from '../page/files.ts';
import { safetyHeaders } from '../page/policy.ts';
import { type Asked, Guard } from './guard.ts';
import { sendPageFile, sendRefusal } from './responses.ts';
import { socketPort } from './socket-port.ts';

const LOOPBACK = '127.0.0.1';
/** The address of the page's WebSocket. */
const RPC_PATH = '/rpc';
/** The largest message that a page sends is a paste into a terminal, split into far smaller pieces; in bytes. */
const MESSAGE_MOST = 8 * 1024 * 1024;

export interface WebServer {
  /** The whole address, its token included. */
  readonly address: string;
  /** An address that is good once, for the command that opens the browser. */
  newTicketAddress(): string;
  /** Closes the listener and every connection. */
  close(): Promise<void>;
}

/**
 * Serves the page and its ports on loopback. Rejects with Node's error when the port cannot be had.
 * `onLocked` is told when too many wrong tokens came and none is taken any more.
 */
export async function startWebServer(options: {
  /** 0: a free one. */
  port: number;
  files: Map<string, PageFile>;
  serve(port: Port): void;
  onLocked(): void;
}): Promise<WebServer> {
  const { files, serve } = options;
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const guard = new Guard(port, options.onLocked);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MESSAGE_MOST });

  server.on('request', (request, response) => {
    const asked = askedBy(request);
    if (!guard.isAddressedToUs(asked)) return sendRefusal(response, 403, safetyHeaders());
    // Browsers disagree on whether 'self' covers a WebSocket.
    const safety = safetyHeaders([`ws://${asked.host}`]);
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendRefusal(response, 405, safety);
    const url = parseUrl(request);
    if (!url) return sendRefusal(response, 400, safety);
    const token = url.searchParams.get('token');
    if (token !== null) return exchange(response, token, safety);
    if (!guard.hasSession(asked)) return sendRefusal(response, 401, safety, wasSentHere(request));
    const file = files.get(url.pathname);
    if (!file) return sendRefusal(response, 404, safety);
    void sendPageFile(request, response, file, safety);
  });

  function exchange(response: ServerResponse, token: string, safety: Record<string, string>): void {
    const answer = guard.tryToken(token);
    if (answer === 'accepted') {
      const location = { Location: '/', 'Set-Cookie': guard.sessionCookie(), 'Cache-Control': 'no-store' };
      response.writeHead(303, { ...safety, ...location }).end();
    } else sendRefusal(response, answer === 'closed' ? 403 : 401, safety);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const asked = askedBy(request);
    if (parseUrl(request)?.pathname !== RPC_PATH) return refuseUpgrade(socket, 404);
    if (!guard.isOpenedByOurPage(asked)) return refuseUpgrade(socket, 403);
    if (!guard.hasSession(asked)) return refuseUpgrade(socket, 401);
    sockets.handleUpgrade(request, socket, head, (client) => {
      // What is wrong with a connection ends it, and its end is told to the port.
      client.on('error', () => client.terminate());
      serve(socketPort(client));
    });
  });

  const addressWith = (token: string) => `http://${LOOPBACK}:${port}/?token=${token}`;
  return {
    address: addressWith(guard.token),
    newTicketAddress: () => addressWith(guard.newTicket()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const client of sockets.clients) client.terminate();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: LOOPBACK, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function askedBy({ headers: { host, origin, cookie } }: IncomingMessage): Asked {
  return { host, origin, cookie };
}

function parseUrl(request: IncomingMessage): URL | undefined {
  try {
    // Not as the base of a relative one: `//name` would name a host.
    return new URL(`http://${LOOPBACK}${request.url}`);
  } catch {
    return undefined;
  }
}

/** Whether another site, or a file, sent the browser here: then it withholds the cookie this once. */
function wasSentHere({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'navigate';
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
