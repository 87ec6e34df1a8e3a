import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { afterPaint } from '../after-paint.ts';
import type { Item } from './items.ts';
import type { TableMemory } from './types.ts';
import { type Range, renderRange, visibleRange } from './window.ts';

/** How often at most a page hears which rows are in view. */
const REPORT_EVERY_MS = 100;

/** Scrolling by more than this many lines at once is a flight over rows that nobody reads yet. */
const FLIGHT_LINES = 4;
/** A flight is over when nothing has scrolled for this long. */
const LANDED_AFTER_MS = 100;

export interface Viewport {
  scroller: RefObject<HTMLDivElement | null>;
  width: number;
  range: Range;
  /** The list flies by, or is new: what is drawn now may leave out what only matters at rest. */
  flying: boolean;
  /** Height of the lines' part and how far it is scrolled, without asking the layout. */
  position: () => { scrollTop: number; height: number };
  scrollTo: (top: number) => void;
}

/**
 * Follows the size and the scroll position of the table's body and says which lines to draw. A new `view` (another
 * order, filter or grouping, the first rows) replaces them all: it is painted as in flight, and wholly right after.
 */
export function useViewport(
  count: number,
  rowHeight: number,
  memory: TableMemory | undefined,
  view: string,
): Viewport {
  const scroller = useRef<HTMLDivElement>(null);
  const state = useRef({ scrollTop: memory?.scrollTop ?? 0, height: 0, rowHeight, count, flying: false });
  state.current.rowHeight = rowHeight;
  state.current.count = count;
  const [width, setWidth] = useState(0);
  const [flying, setFlying] = useState(false);
  const [range, setRange] = useState<Range>({ start: 0, end: 0 });
  const isNew = usePainted(view) !== view;

  const update = useCallback(() => {
    const { scrollTop, height, rowHeight: row, count: lines, flying: inFlight } = state.current;
    const next = renderRange(scrollTop, height, row, lines, inFlight);
    setRange((now) => (now.start === next.start && now.end === next.end ? now : next));
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      state.current.height = element.clientHeight;
      setWidth(element.clientWidth);
      update();
    };
    const land = () => {
      state.current.flying = false;
      setFlying(false);
      update();
    };
    let landing: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      const { scrollTop } = element;
      if (Math.abs(scrollTop - state.current.scrollTop) > FLIGHT_LINES * state.current.rowHeight) {
        clearTimeout(landing);
        landing = setTimeout(land, LANDED_AFTER_MS);
        state.current.flying = true;
        setFlying(true);
      }
      state.current.scrollTop = scrollTop;
      if (memory) memory.scrollTop = scrollTop;
      update();
    };
    measure();
    element.scrollTop = state.current.scrollTop;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(landing);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [memory, update]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the range follows these, through the ref
  useLayoutEffect(update, [count, rowHeight, update]);

  const position = useCallback(() => state.current, []);
  const scrollTo = useCallback(
    (top: number) => {
      state.current.scrollTop = Math.max(0, top);
      if (scroller.current) scroller.current.scrollTop = top;
      update();
    },
    [update],
  );
  const { scrollTop, height } = state.current;
  return {
    scroller,
    width,
    range: isNew ? renderRange(scrollTop, height, rowHeight, count, true) : range,
    flying: flying || isNew,
    position,
    scrollTo,
  };
}

/** The latest of these values with which the page was painted. */
function usePainted(value: string): string | undefined {
  const [painted, setPainted] = useState<string>();
  useEffect(() => {
    if (painted === value) return;
    return afterPaint(() => setPainted(value));
  }, [painted, value]);
  return painted;
}

/** Tells the page which rows are in view, so that it can feed those alone. */
export function useVisibleRows<Row>(
  items: readonly Item<Row>[],
  viewport: Viewport,
  rowHeight: number,
  report: ((ids: readonly string[]) => void) | undefined,
): void {
  const last = useRef('');
  const latest = useRef(report);
  latest.current = report;
  const wanted = report !== undefined;
  const { range, position } = viewport;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new range is what calls for a new report
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      const { scrollTop, height } = position();
      const { start, end } = visibleRange(scrollTop, height, rowHeight, items.length);
      const ids = items.slice(start, end).flatMap((item) => (item.kind === 'row' ? [item.id] : []));
      const key = ids.join('\n');
      if (key === last.current) return;
      last.current = key;
      latest.current?.(ids);
    }, REPORT_EVERY_MS);
    return () => clearTimeout(timer);
  }, [items, range, position, rowHeight, wanted]);
}
