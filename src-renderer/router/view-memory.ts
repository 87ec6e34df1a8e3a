import { useRef } from 'react';
import { useAddress } from './router.ts';

/** Entries of the history whose views are remembered. */
const KEPT = 50;

interface Kept<T> {
  value: T;
  set(value: T): void;
}

const memory = new Map<string, Map<string, Kept<unknown>>>();

/**
 * A place to keep what a view must not lose when the user comes back to this entry of the history
 * (scroll position, selection). Its value may be replaced or changed in place; neither renders anything.
 */
export function useViewMemory<T>(name: string, initial: T): Kept<T> {
  const { key } = useAddress();
  const place = useRef<{ key: string; kept: Kept<T> } | undefined>(undefined);
  if (place.current?.key !== key) place.current = { key, kept: recall(key, name, initial) };
  return place.current.kept;
}

function recall<T>(key: string, name: string, initial: T): Kept<T> {
  let entry = memory.get(key);
  if (!entry) {
    entry = new Map();
    memory.set(key, entry);
    const oldest = memory.keys().next().value;
    if (memory.size > KEPT && oldest !== undefined) memory.delete(oldest);
  }
  let kept = entry.get(name) as Kept<T> | undefined;
  if (!kept) {
    const made: Kept<T> = {
      value: initial,
      set(value) {
        made.value = value;
      },
    };
    kept = made;
    entry.set(name, made as Kept<unknown>);
  }
  return kept;
}
