import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { EngineCall } from '../contract/activity.ts';
import { maskedPath } from './mask.ts';
import { linked } from './signals.ts';

/** Opens one byte stream to an engine; rejects with the socket's error, or with an AppError that says more. */
export type Dial = (signal: AbortSignal) => Promise<Duplex>;

/** Which words an engine uses where Docker's API leaves room. */
export type Dialect = 'docker' | 'podman';

/** A connection to one container engine: what every function of this folder takes first. */
export interface Engine {
  /** Id of the host it belongs to. */
  readonly host: string;
  /** `unix:///…`, `npipe:////./pipe/…`, `tcp://…`: tells what a socket's error means, and is shown. */
  readonly address: string;
  readonly dial: Dial;
  /** For the `Host` header: a network address, or any name for a socket. */
  readonly authority: string;
  /** Keeps connections open between calls. */
  readonly agent: Agent;
  /** `1.41`, or empty until `negotiate` has run: calls are unversioned until then. */
  apiVersion: string;
  /** Set by `negotiate`. */
  dialect: Dialect;
  /** The engine's clock minus ours in ms, as good as the whole seconds of its `Date` header allow. */
  clockOffset: number;
  /** Aborts when the engine is closed. */
  readonly closed: AbortSignal;
  /** Tells of a call that begins; the function tells of its end, once. */
  readonly report: (method: string, path: string) => (end: CallEnd) => void;
  /** Ends every connection, call and stream; all of them fail with CANCELLED. */
  close(): void;
}

export interface CallEnd {
  status?: number;
  error?: string;
}

export interface EngineOptions {
  host: string;
  address: string;
  dial: Dial;
  /** Told of every call twice: when it begins, and when its head came or it failed; `id` is the same. */
  onCall?: (call: EngineCall) => void;
}

/** Idle connections that are kept: what a burst of inspects and a click or two take at once. */
const FREE_SOCKETS = 8;

/** Counts calls of all engines, so that an id is unique within the program. */
let calls = 0;

/** An engine, not connected yet: it dials with the first call. */
export function createEngine({ host, address, dial, onCall }: EngineOptions): Engine {
  const closing = new AbortController();
  const agent = new Agent({ keepAlive: true, maxFreeSockets: FREE_SOCKETS });
  dialThrough(agent, dial, closing.signal);
  return {
    host,
    address,
    dial,
    authority: authorityOf(address),
    agent,
    apiVersion: '',
    dialect: 'docker',
    clockOffset: 0,
    closed: closing.signal,
    report(method, path) {
      if (!onCall) return () => {};
      const call: EngineCall = {
        id: ++calls,
        time: Date.now(),
        host,
        address,
        method,
        path: maskedPath(path),
      };
      onCall(call);
      let told = false;
      return (end) => {
        if (told) return;
        told = true;
        onCall({ ...call, ...end, duration: Date.now() - call.time });
      };
    },
    close() {
      closing.abort();
      agent.destroy();
    },
  };
}

function authorityOf(address: string): string {
  // Some engines refuse an empty one.
  return /^tcp:\/\/([^/]+)/.exec(address)?.[1] ?? 'engine';
}

/** Options that a call adds to a request for the agent's eyes. */
export interface DialOptions {
  /** Aborts the dialling of the request that wanted the connection. */
  dialSignal?: AbortSignal;
}

/** Lets an agent get its connections from `dial`. An agent's own typing knows only net sockets. */
function dialThrough(agent: Agent, dial: Dial, closed: AbortSignal): void {
  const create = (options: DialOptions, done: (error: Error | null, stream?: Duplex) => void): undefined => {
    const link = linked(closed, options.dialSignal);
    dial(link.signal)
      .then(asSocket)
      .then(
        (stream) => {
          if (!link.signal.aborted) return done(null, stream);
          stream.destroy();
          done(aborted());
        },
        (error) => done(error instanceof Error ? error : new Error(String(error))),
      )
      .finally(link.release);
    return undefined;
  };
  (agent as unknown as { createConnection: typeof create }).createConnection = create;
}

function aborted(): Error {
  return Object.assign(new Error('aborted while connecting'), { code: 'ABORT_ERR' });
}

const SOCKET_METHODS = ['setTimeout', 'setNoDelay', 'setKeepAlive', 'ref', 'unref'] as const;

/** What node:http calls on a net socket, as no-ops on a stream that is none (a TLS or SSH channel). */
function asSocket(stream: Duplex): Duplex {
  const socket = stream as Duplex & Record<string, unknown>;
  for (const method of SOCKET_METHODS) {
    if (typeof socket[method] !== 'function') socket[method] = () => socket;
  }
  return stream;
}
