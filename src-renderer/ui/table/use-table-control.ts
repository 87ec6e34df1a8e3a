import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Item } from './items.ts';
import { type ControlInput, createTableControl, lineElement } from './table-control.ts';

/**
 * Focus, selection and keys of the lines. One line is the Tab stop; the arrow
 * keys move along the lines, right and left go into a line's controls and back,
 * and Tab within a line goes through its controls and then out of the table.
 */
export function useTableControl<Row>(input: ControlInput<Row>) {
  const { items, memory, viewport } = input;
  const [activeId, setActiveId] = useState<string | null>(memory?.activeId ?? null);
  const activeIndex = useMemo(
    () => items.findIndex((item) => item.id === activeId && item.kind !== 'ghost'),
    [items, activeId],
  );
  const latest = useRef({ ...input, activeIndex });
  latest.current = { ...input, activeIndex };
  const before = useRef<HTMLSpanElement>(null);
  const after = useRef<HTMLSpanElement>(null);
  const focusInside = useRef(false);
  const focusNext = useRef(false);
  const lastIndex = useRef(0);
  const activate = useCallback((id: string, moveFocus: boolean) => {
    if (moveFocus) focusNext.current = true;
    setActiveId(id);
  }, []);
  const [control] = useState(() => createTableControl({ latest, activate, focusInside, before, after }));

  useLayoutEffect(() => {
    if (memory) memory.activeId = activeId;
    if (activeIndex >= 0) lastIndex.current = activeIndex;
    else if (activeId !== null && items.length > 0) {
      // The line has gone: who stood on it stands on the one that took its place.
      focusNext.current = focusInside.current;
      setActiveId(nearestLine(items, lastIndex.current)?.id ?? null);
      return;
    }
    if (!focusNext.current || activeIndex < 0) return;
    focusNext.current = false;
    lineElement(viewport, activeId)?.focus({ preventScroll: true });
  });

  return { ...control, before, after, activeIndex };
}

/** The line at that place or the next one that is not just fading away. */
function nearestLine<Row>(items: readonly Item<Row>[], index: number): Item<Row> | undefined {
  const isLine = (item: Item<Row>) => item.kind !== 'ghost';
  return items.slice(index).find(isLine) ?? items.slice(0, index).findLast(isLine);
}
