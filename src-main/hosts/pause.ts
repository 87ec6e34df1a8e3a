/** Waits, for ever without `ms`; ends early when the signal aborts or when `early` calls what it was given. */
export function pause(
  ms: number | undefined,
  signal: AbortSignal,
  early?: (wake: () => void) => void,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    signal.addEventListener('abort', done);
    early?.(done);
  });
}
