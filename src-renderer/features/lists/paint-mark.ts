import { useEffect } from 'react';

/** Marks on the browser's timeline when a list's rows were first painted: what the measures of start-up read. */
export function usePaintMark(list: string, loaded: boolean): void {
  useEffect(() => {
    if (!loaded) return;
    // The second frame begins when the first one with the rows has been painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark(`list painted: ${list}`));
    });
    return () => cancelAnimationFrame(frame);
  }, [list, loaded]);
}
