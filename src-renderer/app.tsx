import { useEffect } from 'react';
import { Frame } from './features/frame/frame.tsx';
import { GlobalDialogs } from './features/frame/global-dialogs.tsx';
import { GlobalShortcuts } from './features/shortcuts/global-shortcuts.tsx';
import { warmFormats } from './i18n/format.ts';
import { afterPaint } from './ui/after-paint.ts';

/** The whole page. */
export function App() {
  useEffect(() => afterPaint(warmFormats), []);
  return (
    <>
      <Frame />
      <GlobalShortcuts />
      <GlobalDialogs />
    </>
  );
}
