import { useRef } from 'react';
import { useAddress } from './router.ts';

/** Entries of the history whose views are remembered. */
const KEPT = 50;
const memory = new Map<string, Map<string, unknown>>();

/**
 * A place to keep what a view must not lose when the user comes back to this entry of the history
 * (scroll position, selection). Writing to it renders nothing.
 */
export function useViewMemory<T>(name: string, initial: T): { value: T; set(value: T): void } {
  const { key } = useAddress();
  const place = useRef<{ key: string; value: T; set(value: T): void } | undefined>(undefined);
  if (place.current?.key !== key) {
    let entry = memory.get(key);
    if (!entry) {
      entry = new Map();
      memory.set(key, entry);
      const oldest = memory.keys().next().value;
      if (memory.size > KEPT && oldest !== undefined) memory.delete(oldest);
    }
    const held = entry;
    const made = {
      key,
      value: (held.has(name) ? held.get(name) : initial) as T,
      set(value: T) {
        made.value = value;
        held.set(name, value);
      },
    };
    place.current = made;
  }
  return place.current;
}
