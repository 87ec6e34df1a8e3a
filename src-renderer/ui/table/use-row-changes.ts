import { useEffect, useMemo, useRef, useState } from 'react';
import { compareItems, type Item, type RowChanges, withGhosts } from './items.ts';

/** How long a new row stays marked and a removed one fades; the style sheet's animations are as long. */
const MARK_MS = 1500;
const FADE_MS = 400;

interface Marks<Row> {
  readonly items: readonly Item<Row>[];
  readonly viewKey: string;
  readonly added: ReadonlySet<string>;
  readonly removed: RowChanges<Row>['removed'];
}

/**
 * The lines with those that fade, and which rows are new. Only changes within
 * one view are news: another filter, order or grouping (`viewKey`), or the first
 * answer (`ready`), marks nothing.
 */
export function useRowChanges<Row>(
  items: readonly Item<Row>[],
  viewKey: string,
  ready: boolean,
): { items: readonly Item<Row>[]; added: ReadonlySet<string> } {
  const [marks, setMarks] = useState<Marks<Row>>({ items, viewKey, added: new Set(), removed: [] });
  let current = marks;
  if (marks.items !== items) {
    const changes =
      marks.viewKey === viewKey && ready && marks.items.length > 0
        ? compareItems(marks.items, items)
        : undefined;
    const sameView = changes !== undefined;
    current = {
      items,
      viewKey,
      added: sameView ? union(marks.added, changes.added) : new Set(),
      removed: sameView ? [...marks.removed, ...changes.removed] : [],
    };
    setMarks(current);
  }
  useForget(current.added.size > 0 ? current.added : undefined, MARK_MS, () =>
    setMarks((now) => ({ ...now, added: new Set() })),
  );
  useForget(current.removed.length > 0 ? current.removed : undefined, FADE_MS, () =>
    setMarks((now) => ({ ...now, removed: [] })),
  );
  const shown = useMemo(
    () => (current.removed.length > 0 ? withGhosts(items, current.removed) : items),
    [items, current.removed],
  );
  return { items: shown, added: current.added };
}

/** Calls `forget` when `marks` have stood unchanged for their time. */
function useForget(marks: unknown, after: number, forget: () => void): void {
  const latest = useRef(forget);
  latest.current = forget;
  useEffect(() => {
    if (marks === undefined) return;
    const timer = setTimeout(() => latest.current(), after);
    return () => clearTimeout(timer);
  }, [marks, after]);
}

function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (b.size === 0) return a;
  return new Set([...a, ...b]);
}
