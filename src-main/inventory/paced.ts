import { onAbort } from '../engine/signals.ts';

/**
 * Runs a costly reading at most every `paceMs`: the first request at once, those that come meanwhile as one more run
 * after it. `run` must not reject.
 */
export function paced(run: () => Promise<void>, paceMs: number, signal: AbortSignal): () => void {
  let busy = false;
  let again = false;
  return async function request(): Promise<void> {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      const pause = wait(paceMs, signal);
      await run();
      await pause;
    } while (again && !signal.aborted);
    busy = false;
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      release();
      resolve();
    };
    const timer = setTimeout(done, ms);
    const release = onAbort(signal, done);
  });
}
