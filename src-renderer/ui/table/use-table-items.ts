import { useMemo, useState } from 'react';
import { fitColumns, isShown } from './columns.ts';
import { arrange, type Item } from './items.ts';
import { sortRows } from './sort.ts';
import type { Column, Sort, TableProps } from './types.ts';

/** Width of the check boxes' column, and of the actions' by the number of buttons in it. */
const CHECK_WIDTH = 36;
const ACTION_WIDTH = 26;
const ACTIONS_PADDING = 16;

function actionsWidth(inline: number): number {
  return (inline + 1) * ACTION_WIDTH + ACTIONS_PADDING;
}

/** The order in effect: the user's, else the page's, if that column can be sorted by. */
export function sortOf<Row>({ prefs, defaultSort, columns }: TableProps<Row>): Sort | undefined {
  return [prefs.sort, defaultSort].find(
    (sort) => sort && columns.some((column) => column.id === sort.column && column.sortValue),
  );
}

/** Rows in order and in groups, as lines; `viewKey` names the view that they make. */
export function useTableItems<Row>(props: TableProps<Row>): { items: readonly Item<Row>[]; viewKey: string } {
  const { rows, columns, getRowId, prefs, filterKey = '' } = props;
  const sort = sortOf(props);
  const sortValue = columns.find((column) => column.id === sort?.column)?.sortValue;
  const column = sort?.column;
  const direction = sort?.direction;
  const group = prefs.grouped === false ? undefined : props.group;
  const collapsed = prefs.collapsed;
  const sorted = useMemo(
    () => (column && direction && sortValue ? sortRows(rows, column, sortValue, direction) : rows),
    [rows, column, direction, sortValue],
  );
  const items = useMemo(
    () => arrange(sorted, getRowId, group, new Set(collapsed)),
    [sorted, getRowId, group, collapsed],
  );
  const viewKey = [filterKey, column, direction, group !== undefined, ...(collapsed ?? [])].join('\n');
  return { items, viewKey };
}

export interface FittedColumns<Row> {
  columns: readonly Column<Row>[];
  widths: ReadonlyMap<string, number>;
  /** For `grid-template-columns`. */
  template: string;
  resize: (columnId: string, width: number | null, done: boolean) => void;
}

/** The columns that are wanted and have room, with their widths; sizing writes to the preferences when done. */
export function useFittedColumns<Row>(props: TableProps<Row>, available: number): FittedColumns<Row> {
  const { columns, prefs, onPrefsChange, selected, actions, inlineActions = 2 } = props;
  const [sizing, setSizing] = useState<{ id: string; width: number }>();
  const chosen = useMemo(
    () => (sizing ? { ...prefs.widths, [sizing.id]: sizing.width } : (prefs.widths ?? {})),
    [prefs.widths, sizing],
  );
  const fixed = (selected ? CHECK_WIDTH : 0) + (actions ? actionsWidth(inlineActions) : 0);
  const widths = useMemo(() => {
    const shown = columns.filter((column) => isShown(column, prefs));
    return fitColumns(shown, Math.max(0, available - fixed), chosen);
  }, [columns, prefs, available, fixed, chosen]);
  // The list stays the same object while the same columns show, so that sizing draws no cell again.
  const ids = [...widths.keys()].join('\n');
  const kept = useMemo(() => {
    const shown = new Set(ids.split('\n'));
    return columns.filter((column) => shown.has(column.id));
  }, [columns, ids]);
  const tracks = [...widths.values()].map((width) => `${width}px`);
  if (selected) tracks.unshift(`${CHECK_WIDTH}px`);
  // A track that takes what no column wants keeps the actions at the right edge.
  tracks.push('minmax(0, 1fr)');
  if (actions) tracks.push(`${actionsWidth(inlineActions)}px`);
  const resize = (id: string, width: number | null, done: boolean) => {
    if (!done) {
      if (width !== null) setSizing({ id, width });
      return;
    }
    setSizing(undefined);
    const next = { ...prefs.widths };
    if (width === null) delete next[id];
    else next[id] = width;
    onPrefsChange({ ...prefs, widths: next });
  };
  return { columns: kept, widths, template: tracks.join(' '), resize };
}
