import { setMaxListeners } from 'node:events';

export interface LinkedSignal {
  signal: AbortSignal;
  /** Aborts this signal alone. */
  abort: () => void;
  /** Takes the listeners off again; the signal then stays as it is. */
  release: () => void;
}

/**
 * Calls `handler` when the signal aborts; answers with what takes it off again. A signal may be shared by any
 * number of calls, which older Node takes for a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal | undefined, handler: () => void): () => void {
  if (!signal) return () => {};
  setMaxListeners(0, signal);
  signal.addEventListener('abort', handler);
  return () => signal.removeEventListener('abort', handler);
}

/** A signal that aborts with the first of several (AbortSignal.any for older Node). */
export function linked(...signals: (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signals.some((signal) => signal?.aborted)) abort();
  const releases = signals.map((signal) => onAbort(signal, abort));
  return {
    signal: controller.signal,
    abort,
    release: () => {
      for (const release of releases) release();
    },
  };
}
