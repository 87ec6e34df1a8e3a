import { type KeyPress, matchesShortcut } from '../shortcut.ts';
import { isTypeAheadKey } from './type-ahead.ts';

export type Command =
  | { readonly do: 'move'; readonly by: number; readonly extend: boolean }
  | { readonly do: 'first' | 'last'; readonly extend: boolean }
  | { readonly do: 'page'; readonly direction: 1 | -1; readonly extend: boolean }
  | { readonly do: 'open' | 'toggle' | 'selectAll' | 'clear' | 'menu' | 'inward' | 'outward' }
  | { readonly do: 'typeAhead'; readonly letter: string };

/**
 * What a key means on a line of the table. With the focus on a control inside
 * the line, Enter, Space, letters and Escape belong to that control.
 */
export function commandOf(event: KeyPress, onControl: boolean): Command | undefined {
  const extend = event.shiftKey;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === 'ContextMenu' || matchesShortcut(event, 'shift+f10')) return { do: 'menu' };
  if (plain) {
    if (event.key === 'ArrowDown') return { do: 'move', by: 1, extend };
    if (event.key === 'ArrowUp') return { do: 'move', by: -1, extend };
    if (event.key === 'PageDown') return { do: 'page', direction: 1, extend };
    if (event.key === 'PageUp') return { do: 'page', direction: -1, extend };
    if (event.key === 'ArrowRight') return { do: 'inward' };
    if (event.key === 'ArrowLeft') return { do: 'outward' };
    if (event.key === 'Home') return { do: 'first', extend };
    if (event.key === 'End') return { do: 'last', extend };
  }
  if (onControl) return undefined;
  if (matchesShortcut(event, 'mod+a')) return { do: 'selectAll' };
  if (!plain) return undefined;
  if (event.key === 'Enter') return { do: 'open' };
  if (event.key === ' ') return { do: 'toggle' };
  if (event.key === 'Escape') return { do: 'clear' };
  return isTypeAheadKey(event.key) ? { do: 'typeAhead', letter: event.key } : undefined;
}
