import { setMaxListeners } from 'node:events';

export interface LinkedSignal {
  signal: AbortSignal;
  /** Aborts this signal alone. */
  abort: () => void;
  /** Takes the listeners off again; the signal then stays as it is. */
  release: () => void;
}

/** A signal that aborts with the first of several (AbortSignal.any for older Node). */
export function linked(...signals: (AbortSignal | undefined)[]): LinkedSignal {
  const controller = new AbortController();
  // One that many calls share is no leak, which older Node warns of.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal?.aborted) controller.abort();
    else signal?.addEventListener('abort', abort);
  }
  return {
    signal: controller.signal,
    abort,
    release: () => {
      for (const signal of signals) signal?.removeEventListener('abort', abort);
    },
  };
}
