import { useEffect } from 'react';
import { visibleLine } from '../../text/visible-text.ts';

/** Names the window after what it shows; nothing leaves that to a part of the page. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${visibleLine(title)} – Gantry`;
  }, [title]);
}
