import { type RefObject, useMemo, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useShortcuts } from '../shortcuts/registry.ts';

/** The list's filter box, which `/` goes to. */
export function useFilterShortcut(): RefObject<HTMLInputElement | null> {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useShortcuts(
    useMemo(
      () => [
        {
          keys: '/',
          label: t('shortcuts.filter'),
          group: 'page' as const,
          run: () => {
            input.current?.focus();
            input.current?.select();
          },
        },
      ],
      [t],
    ),
  );
  return input;
}
