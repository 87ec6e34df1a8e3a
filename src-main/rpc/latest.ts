import { performance } from 'node:perf_hooks';

/**
 * A source of news in which only the latest counts: while nobody asks, changes are merged, never queued.
 * `take` returns what there is to tell (and forgets it), or undefined when there is nothing.
 * The first change after a pause leaves at once; further ones wait `paceMs`, so steady traffic is
 * bundled and still never waits longer than that.
 */
export async function* latest<T>(
  subscribe: (changed: () => void) => () => void,
  take: () => T | undefined,
  { signal, paceMs = 16 }: { signal: AbortSignal; paceMs?: number },
): AsyncGenerator<T> {
  let wake: (() => void) | undefined;
  const notify = () => wake?.();
  const unsubscribe = subscribe(notify);
  signal.addEventListener('abort', notify);
  let lastSent = 0;
  try {
    while (!signal.aborted) {
      const early = lastSent + paceMs - performance.now();
      if (early > 0) await new Promise<void>((resolve) => setTimeout(resolve, early));
      if (signal.aborted) return;
      const item = take();
      if (item !== undefined) {
        lastSent = performance.now();
        yield item;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', notify);
  }
}
