import { useCallback, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { pages } from '../frame/pages.ts';
import { AppPalette } from '../palette/app-palette.tsx';
import { type Shortcut, useShortcuts } from './registry.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** The shortcuts that work on every page, and what they open. */
export function GlobalShortcuts() {
  const t = useT();
  const [shown, setShown] = useState<'shortcuts' | 'palette'>();
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      {
        keys: 'mod+k',
        label: t('shortcuts.palette'),
        group: 'everywhere',
        // In the document before the key that opened it is done with, so that the next one lands in it.
        run: () => flushSync(() => setShown('palette')),
      },
      { keys: '?', label: t('shortcuts.show'), group: 'everywhere', run: () => setShown('shortcuts') },
      ...pages.map((page) => ({
        keys: `g ${page.key}`,
        label: t(page.label),
        group: 'goTo' as const,
        run: () => navigate(hrefOf(page.id)),
      })),
    ],
    [t],
  );
  useShortcuts(shortcuts);
  const close = () => setShown(undefined);
  const showShortcuts = useCallback(() => setShown('shortcuts'), []);
  return (
    <>
      <ShortcutsDialog open={shown === 'shortcuts'} onClose={close} />
      <AppPalette open={shown === 'palette'} onClose={close} onShowShortcuts={showShortcuts} />
    </>
  );
}
