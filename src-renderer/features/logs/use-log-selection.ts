import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { writeClipboard } from '../../ui/copy-button.tsx';
import type { LogClient } from './log-client.ts';
import { drawnRows, inOrder, isEarlier, type LogSelection, placeOf, pointOf } from './log-selection.ts';
import type { TextPlace } from './protocol.ts';

/** A selection as the document has it. */
interface Points {
  anchorNode: Node | null;
  anchorOffset: number;
  focusNode: Node | null;
  focusOffset: number;
}

/**
 * Selection and copying over all rows of a log, though only those in sight are drawn: it is kept as places in
 * the log, and the document's selection is what of it can be seen. `onBegin` is called when one is begun.
 * Answers with a function that selects everything.
 */
export function useLogSelection(
  log: RefObject<HTMLElement | null>,
  rows: RefObject<HTMLElement | null>,
  client: LogClient,
  onBegin: () => void,
): () => void {
  const selected = useRef<LogSelection>(undefined);
  /** What was last put into the document; a report of the same is our own. */
  const shown = useRef<Points>(undefined);
  const begin = useRef(onBegin);
  begin.current = onBegin;

  // After every drawing: rows may have come and gone.
  useLayoutEffect(() => {
    if (rows.current && selected.current && !inTextField())
      shown.current = showSelection(rows.current, selected.current);
  });

  useEffect(() => {
    const changed = () => {
      const selection = document.getSelection();
      const element = rows.current;
      if (!selection || !element || (shown.current && samePoints(selection, shown.current))) return;
      const anchorShown = shown.current && sameAnchor(selection, shown.current);
      const before = selected.current;
      const anchor =
        anchorShown && before && before !== 'all'
          ? before.anchor
          : placeOf(element, selection.anchorNode, selection.anchorOffset);
      const focus = placeOf(element, selection.focusNode, selection.focusOffset);
      shown.current = undefined;
      selected.current = anchor && focus && !selection.isCollapsed ? { anchor, focus } : undefined;
      if (selected.current) begin.current();
    };
    document.addEventListener('selectionchange', changed);
    return () => document.removeEventListener('selectionchange', changed);
  }, [rows]);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    let ready: string | undefined;
    const copy = (event: ClipboardEvent) => {
      if (ready !== undefined) {
        event.preventDefault();
        event.clipboardData?.setData('text/plain', ready);
        ready = undefined;
        return;
      }
      const selection = selected.current;
      if (!selection || inTextField()) return;
      event.preventDefault();
      void client.text(selection === 'all' ? 'all' : inOrder(selection)).then((text) => {
        // The press of the keys still counts for the command; where it does not, the clipboard is asked.
        ready = text;
        if (!document.execCommand('copy') || ready !== undefined) {
          ready = undefined;
          void writeClipboard(text);
        }
      });
    };
    document.addEventListener('copy', copy);
    return () => document.removeEventListener('copy', copy);
  }, [log, client]);

  return () => {
    selected.current = 'all';
    if (rows.current) shown.current = showSelection(rows.current, 'all');
  };
}

/** Whether the keys go to a field, whose selection is its own. */
function inTextField(): boolean {
  return document.activeElement?.matches('input, textarea') === true;
}

/** Puts what can be seen of a selection into the document; undefined when that is nothing. */
function showSelection(rows: HTMLElement, selection: NonNullable<LogSelection>): Points | undefined {
  const drawn = drawnRows(rows);
  const target = document.getSelection();
  if (!drawn || !target) return undefined;
  const top: TextPlace = { row: drawn.first, char: 0 };
  const bottom: TextPlace = { row: drawn.last, char: Number.MAX_SAFE_INTEGER };
  const { anchor, focus } = selection === 'all' ? { anchor: top, focus: bottom } : selection;
  const clip = (place: TextPlace) =>
    isEarlier(place, top) ? top : isEarlier(bottom, place) ? bottom : place;
  const from = clip(anchor);
  const to = clip(focus);
  const anchorPoint = pointOf(rows, from);
  const focusPoint = pointOf(rows, to);
  const outside = from === to;
  if (!anchorPoint || !focusPoint || outside) {
    if (target.rangeCount > 0) target.removeAllRanges();
    return pointsOf(target);
  }
  const points: Points = {
    anchorNode: anchorPoint.node,
    anchorOffset: anchorPoint.offset,
    focusNode: focusPoint.node,
    focusOffset: focusPoint.offset,
  };
  if (!samePoints(target, points))
    target.setBaseAndExtent(anchorPoint.node, anchorPoint.offset, focusPoint.node, focusPoint.offset);
  return pointsOf(target);
}

function pointsOf({ anchorNode, anchorOffset, focusNode, focusOffset }: Points): Points {
  return { anchorNode, anchorOffset, focusNode, focusOffset };
}

function sameAnchor(a: Points, b: Points): boolean {
  return a.anchorNode === b.anchorNode && a.anchorOffset === b.anchorOffset;
}

function samePoints(a: Points, b: Points): boolean {
  return sameAnchor(a, b) && a.focusNode === b.focusNode && a.focusOffset === b.focusOffset;
}
