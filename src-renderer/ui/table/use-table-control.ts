import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type ControlInput, createTableControl, lineElement } from './table-control.ts';

/**
 * Focus, selection and keys of the lines. One line is the Tab stop; the arrow
 * keys move along the lines, right and left go into a line's controls and back,
 * and Tab within a line goes through its controls and then out of the table.
 */
export function useTableControl<Row>(input: ControlInput<Row>) {
  const { items, memory, viewport } = input;
  const [activeId, setActiveId] = useState<string | null>(memory?.activeId ?? null);
  const activeIndex = useMemo(() => items.findIndex((item) => item.id === activeId), [items, activeId]);
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
      const heir = focusInside.current ? items[Math.min(lastIndex.current, items.length - 1)] : undefined;
      focusNext.current = heir !== undefined;
      setActiveId(heir?.id ?? null);
      return;
    }
    if (!focusNext.current || activeIndex < 0) return;
    focusNext.current = false;
    lineElement(viewport, activeId)?.focus({ preventScroll: true });
  });

  return { ...control, before, after, activeIndex };
}
