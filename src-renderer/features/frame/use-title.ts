import { useEffect } from 'react';
import { visibleLine } from '../../text/visible-text.ts';

/** Names the window after what it shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${visibleLine(title)} – Gantry`;
  }, [title]);
}
