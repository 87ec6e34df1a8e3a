import type { ReactNode } from 'react';
import type { Icon } from '../icon.ts';
import type { MenuEntry } from '../menu.tsx';

/** What a cell sorts by. Nothing (null, undefined, NaN) goes last in either direction. */
export type SortValue = string | number | null | undefined;

export interface Column<Row> {
  id: string;
  header: string;
  /**
   * The cell's content. It is called again when the row object or the columns
   * change, so a value that changes faster (CPU) is a component of its own that
   * subscribes to it by the row's id.
   */
  cell: (row: Row) => ReactNode;
  /** Makes the column sortable. */
  sortValue?: (row: Row) => SortValue;
  /** Direction of the first click; numbers and dates often want the largest first. */
  firstDirection?: SortDirection;
  /** Pixels at which the content is at ease. */
  width: number;
  /** Pixels below which it is no use. Default: 60. */
  minWidth?: number;
  /** Share of the space that is left over. Default: 0, and 1 for the first column. */
  grow?: number;
  /** Columns with the highest number give way first where the window is narrow; 0 (default) never does. */
  priority?: number;
  align?: 'start' | 'end';
  mono?: boolean;
  /** Shown only when the user chooses it. */
  hiddenByDefault?: boolean;
}

export type SortDirection = 'ascending' | 'descending';
export interface Sort {
  column: string;
  direction: SortDirection;
}

/** What a user has chosen of a table's looks; plain data, to be kept by the page's settings. */
export interface TablePrefs {
  sort?: Sort;
  /** Column id to shown or not, where it differs from the column's default. */
  columns?: Record<string, boolean>;
  /** Column id to pixels, where the user has sized it. */
  widths?: Record<string, number>;
  /** Ids of the groups that are closed. */
  collapsed?: string[];
  density?: 'comfortable' | 'compact';
  /** False turns grouping off. */
  grouped?: boolean;
}

/** An action on a row. `inline` also shows it as a button on the row; the first two or three at most. */
export type RowAction = MenuEntry & { inline?: boolean; icon?: Icon };

export interface Group {
  id: string;
  label: string;
}

/** Where a reader was in a table; the page keeps one object a list, so that Back finds all as it was. */
export interface TableMemory {
  scrollTop: number;
  activeId: string | null;
}

export interface TableProps<Row> {
  /** The accessible name of the grid: the page's name. */
  label: string;
  /** Rows after the page's filter. Unchanged rows must be the same objects: their cells are not drawn again. */
  rows: readonly Row[];
  /** How many rows there are before the filter; decides between `empty` and `noMatch`. */
  total: number;
  /** Changes with every filter text, so that what the filter hides does not fade as if it were removed. */
  filterKey?: string;
  columns: readonly Column<Row>[];
  getRowId: (row: Row) => string;
  /** The accessible name of a row; begins with the thing's name. */
  rowLabel: (row: Row) => string;
  /** The thing's name alone: what typing jumps to and what the check box is called. Default: the row's label. */
  rowName?: (row: Row) => string;
  /** Enter or a double click on a row. */
  onOpen?: (row: Row) => void;
  prefs: TablePrefs;
  onPrefsChange: (prefs: TablePrefs) => void;
  /** The order when the user has chosen none. */
  defaultSort?: Sort;
  /** Ids of the selected rows; without it there are no check boxes. */
  selected?: ReadonlySet<string>;
  onSelectedChange?: (selected: ReadonlySet<string>) => void;
  /** Inline buttons, "More actions" and the context menu, from one list. */
  actions?: (row: Row) => readonly RowAction[];
  /** Room for that many inline buttons beside "More actions". Default: 2. */
  inlineActions?: number;
  /** The group of a row, or null; groups stand first, in the order of their labels. */
  group?: (row: Row) => Group | null;
  /** At the right of a group's line: what is in it, in a few words. */
  groupSummary?: (group: Group, rows: readonly Row[]) => ReactNode;
  groupActions?: (group: Group, rows: readonly Row[]) => readonly RowAction[];
  /** `loading` shows the frame with placeholder rows; rows that are known already stay in sight. */
  state?: 'loading' | 'ready' | 'error';
  /** The rows are the last known ones, since this time (ms since the epoch). */
  staleSince?: number | undefined;
  empty?: ReactNode;
  noMatch?: ReactNode;
  error?: ReactNode;
  /** Ids of the rows in view, after each change, at most every 100 ms. */
  onVisibleRows?: (ids: readonly string[]) => void;
  memory?: TableMemory;
}
