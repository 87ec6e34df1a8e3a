/** Lines kept ready above and below what is in sight. */
const OVERSCAN = 8;
/** While the list flies by they would be thrown away unseen. */
const OVERSCAN_IN_FLIGHT = 1;
/** The window moves in steps, so that scrolling by one line draws nothing. */
const STEP = 4;

export interface Range {
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** The lines that are in sight at all. */
export function visibleRange(scrollTop: number, height: number, rowHeight: number, count: number): Range {
  const start = Math.min(count, Math.max(0, Math.floor(scrollTop / rowHeight)));
  return { start, end: Math.min(count, Math.max(start, Math.ceil((scrollTop + height) / rowHeight))) };
}

/** The lines to have in the document. */
export function renderRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  flying = false,
): Range {
  const { start, end } = visibleRange(scrollTop, height, rowHeight, count);
  const spare = flying ? OVERSCAN_IN_FLIGHT : OVERSCAN;
  const step = flying ? 1 : STEP;
  return {
    start: Math.max(0, Math.floor((start - spare) / step) * step),
    end: Math.min(count, Math.ceil((end + spare) / step) * step),
  };
}

/** Where to scroll so that a line is wholly in sight: nowhere if it is. */
export function scrollToShow(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}
