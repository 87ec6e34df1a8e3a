import { useEffect } from 'react';
import { afterPaint } from '../../ui/after-paint.ts';

/** Marks on the browser's timeline when a list's rows were first painted: what the measures of start-up read. */
export function usePaintMark(list: string, loaded: boolean): void {
  useEffect(() => {
    if (!loaded) return;
    return afterPaint(() => performance.mark(`list painted: ${list}`));
  }, [list, loaded]);
}
