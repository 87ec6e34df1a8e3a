import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../contract/errors.ts';
import type { DialOptions, Engine } from './engine.ts';
import { answerError, cancelled, hung, isLocal, socketError, streamLost, unanswered } from './failures.ts';
import { onAbort } from './signals.ts';

/** ms without a byte after which an engine that should answer at once is taken as hung. */
export const READ_DEADLINE_MS = 10_000;
/** For calls that may rightly take their time: stop, wait, pull, event and log streams. */
export const NO_DEADLINE = 0;
/** Bytes of an answer that are read into memory; an inspect of ten thousand labels of 1 KB is 10 MB. */
const MOST_BODY_BYTES = 256 * 1024 * 1024;
/** Bytes of an error's words that are kept. */
const MOST_ERROR_BYTES = 1024 * 1024;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether the path is to carry the agreed API version, where there is one already. */
  versioned?: boolean;
  /** ms without a byte before ENGINE_HUNG, or NO_DEADLINE. Of a stream it bounds the wait for its head alone. */
  deadline?: number;
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** An upgraded connection: raw bytes both ways, those that came with the head included. */
export interface Upgraded {
  socket: Duplex;
  headers: IncomingMessage['headers'];
}

/**
 * Makes one call and reads its answer whole. 304 (already so) is an answer like 2xx.
 * Fails with an AppError: by status and words, by the socket's error, ENGINE_HUNG, CANCELLED.
 */
export async function request(
  engine: Engine,
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const deadline = options.deadline ?? READ_DEADLINE_MS;
  const message = await open(engine, method, path, options);
  const body = await collect(message, MOST_BODY_BYTES, deadline, options.signal, engine);
  return { status: message.statusCode ?? 0, headers: message.headers, body };
}

/** Like `request`, with the answer's JSON; an empty body is `undefined`. */
export async function json(
  engine: Engine,
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<unknown> {
  const { body } = await request(engine, method, path, options);
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new AppError('ENGINE_ERROR', 'the engine’s answer is no JSON', {
      detail: `${method} ${path}: ${(error as Error).message}`,
    });
  }
}

/**
 * Makes one call and passes its answer on as it comes. Bytes are read from the socket only as they are
 * taken: a slow taker holds the engine back. Leaving the loop or aborting closes the connection.
 * Fails as `request` does before the head, with STREAM_LOST after it. `onOpen` is told when the head is there.
 */
export async function* stream(
  engine: Engine,
  method: Method,
  path: string,
  options: CallOptions & { onOpen?: (headers: IncomingMessage['headers']) => void } = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const message = await open(engine, method, path, options);
  const { signal } = options;
  const release = onAbort(signal, () => message.destroy());
  try {
    if (signal?.aborted) throw cancelled();
    options.onOpen?.(message.headers);
    for await (const chunk of message) yield chunk as Buffer;
    if (signal?.aborted || engine.closed.aborted) throw cancelled();
  } catch (error) {
    if (signal?.aborted || engine.closed.aborted) throw cancelled();
    throw error instanceof AppError ? error : streamLost(error);
  } finally {
    release();
    message.destroy();
  }
}

/**
 * Turns a connection into a raw stream (`Upgrade: tcp`), as attach and exec need it. The socket is destroyed
 * by the signal or with the engine; its errors never go unheard, so listening for them is optional.
 */
export async function upgrade(
  engine: Engine,
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Upgraded> {
  const headers = { ...options.headers, Connection: 'Upgrade', Upgrade: 'tcp' };
  const answer = await send(engine, method, path, { ...options, headers });
  if (!answer.socket) {
    answer.message.destroy();
    throw new AppError('UNSUPPORTED', 'the engine does not upgrade the connection', {
      detail: `HTTP ${answer.message.statusCode}`,
    });
  }
  const { socket } = answer;
  const { signal } = options;
  const abort = () => socket.destroy();
  socket.on('error', () => {});
  if (signal?.aborted || engine.closed.aborted) {
    abort();
    throw cancelled();
  }
  socket.once('close', onAbort(signal, abort));
  socket.once('close', onAbort(engine.closed, abort));
  return { socket, headers: answer.message.headers };
}

/** Makes one call and answers with its head; a status that is an error becomes one, its words read. */
async function open(
  engine: Engine,
  method: Method,
  path: string,
  options: CallOptions,
): Promise<IncomingMessage> {
  const { message, socket } = await send(engine, method, path, options);
  socket?.destroy();
  return message;
}

interface Head {
  message: IncomingMessage;
  /** Of an upgraded connection. */
  socket?: Duplex;
}

async function send(engine: Engine, method: Method, path: string, options: CallOptions): Promise<Head> {
  let head: Head | undefined;
  while (!head) {
    try {
      head = await sendOnce(engine, method, path, options);
    } catch (error) {
      // A kept connection that the engine closed while it was idle says so only when it is used. Nothing was
      // answered and reading changes nothing, so such a call goes out again. A new connection is never stale.
      if (!(error instanceof StaleConnection)) throw error;
    }
  }
  const status = head.message.statusCode ?? 0;
  if (status === 101 || status === 304 || (status >= 200 && status < 300)) return head;
  const body = await collect(head.message, MOST_ERROR_BYTES, READ_DEADLINE_MS, options.signal, engine);
  throw answerError(status, body.toString('utf8'));
}

class StaleConnection extends Error {}

function sendOnce(
  engine: Engine,
  method: Method,
  path: string,
  { signal, query, body, headers, versioned = true, deadline = READ_DEADLINE_MS }: CallOptions,
): Promise<Head> {
  if (signal?.aborted || engine.closed.aborted) return Promise.reject(cancelled());
  const version = versioned && engine.apiVersion ? `/v${engine.apiVersion}` : '';
  const target = `${version}${path}${queryString(query)}`;
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const dialling = new AbortController();
  const requestOptions: RequestOptions & DialOptions = {
    agent: engine.agent,
    method,
    path: target,
    headers: { Host: engine.authority, ...headers },
    dialSignal: dialling.signal,
  };
  if (payload) {
    requestOptions.headers = {
      ...requestOptions.headers,
      'Content-Type': 'application/json',
      'Content-Length': payload.length,
    };
  } else if (method === 'POST' || method === 'PUT') {
    requestOptions.headers = { ...requestOptions.headers, 'Content-Length': 0 };
  }
  const report = engine.report(method, target);
  return new Promise<Head>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let release = () => {};
    const call: ClientRequest = httpRequest(requestOptions);
    const settle = () => {
      if (timer) clearTimeout(timer);
      release();
    };
    const fail = (error: unknown) => {
      settle();
      dialling.abort();
      call.destroy();
      report({ error: error instanceof AppError ? (error.detail ?? error.message) : String(error) });
      reject(error);
    };
    const succeed = (head: Head) => {
      settle();
      report({ status: head.message.statusCode ?? 0 });
      resolve(head);
    };
    release = onAbort(signal, () => fail(cancelled()));
    let connected = false;
    call.on('socket', () => {
      connected = true;
    });
    const silent = () => fail(connected || isLocal(engine.address) ? hung(deadline) : unanswered(deadline));
    if (deadline > 0) timer = setTimeout(silent, deadline);
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (engine.closed.aborted) fail(cancelled());
      else if (method === 'GET' && call.reusedSocket && isReset(error)) {
        fail(new StaleConnection(error.message));
      } else fail(socketError(error, engine.address));
    });
    call.on('response', (message) => succeed({ message }));
    call.on('upgrade', (message, socket, rest) => {
      if (rest.length > 0) socket.unshift(rest);
      succeed({ message, socket });
    });
    call.end(payload);
  });
}

function isReset({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/** `?a=b`, leaving out what is undefined; empty when nothing is left. */
export function queryString(query: CallOptions['query'] = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Reads an answer to its end; at most `most` bytes, and never `deadline` ms without one. */
function collect(
  message: IncomingMessage,
  most: number,
  deadline: number,
  signal: AbortSignal | undefined,
  engine: Engine,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let timer: NodeJS.Timeout | undefined;
    let release = () => {};
    const settle = () => {
      if (timer) clearTimeout(timer);
      release();
    };
    const fail = (error: AppError) => {
      settle();
      message.destroy();
      reject(error);
    };
    if (signal?.aborted) return fail(cancelled());
    release = onAbort(signal, () => fail(cancelled()));
    if (deadline > 0) timer = setTimeout(() => fail(hung(deadline)), deadline);
    message.on('data', (chunk: Buffer) => {
      timer?.refresh();
      length += chunk.length;
      if (length > most) {
        fail(
          new AppError('ENGINE_ERROR', 'the engine’s answer is too long', {
            detail: `more than ${most} bytes`,
          }),
        );
      } else chunks.push(chunk);
    });
    const lost = (error: unknown) =>
      fail(engine.closed.aborted ? cancelled() : socketError(error, engine.address));
    message.on('error', lost);
    const broken = () => lost(new Error('the connection broke within the answer'));
    if (message.destroyed && !message.complete) return broken();
    message.on('close', () => {
      if (!message.complete) broken();
    });
    message.on('end', () => {
      settle();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length));
    });
  });
}
