import { Frame } from './features/frame/frame.tsx';
import { GlobalDialogs } from './features/frame/global-dialogs.tsx';
import { GlobalShortcuts } from './features/shortcuts/global-shortcuts.tsx';

/** The whole page. */
export function App() {
  return (
    <>
      <Frame />
      <GlobalShortcuts />
      <GlobalDialogs />
    </>
  );
}
