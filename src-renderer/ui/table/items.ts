import { naturalKey } from './sort.ts';
import type { Group } from './types.ts';

/** One line of the table. All lines are equally high, which is what makes scrolling cheap. */
export type Item<Row> =
  | { readonly kind: 'row'; readonly id: string; readonly row: Row; readonly inGroup: boolean }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly group: Group;
      readonly rows: readonly Row[];
      readonly closed: boolean;
    }
  /** A row that has just gone; it fades where it stood. */
  | { readonly kind: 'ghost'; readonly id: string; readonly row: Row; readonly inGroup: boolean };

/** Ids of group lines, kept apart from ids of rows. */
function groupItemId(groupId: string): string {
  return `group ${groupId}`;
}

/**
 * Lines in order: groups by label, each with its rows unless it is closed, then
 * the rows that belong to none. The order of rows within is kept.
 */
export function arrange<Row>(
  rows: readonly Row[],
  getRowId: (row: Row) => string,
  groupOf: ((row: Row) => Group | null) | undefined,
  closed: ReadonlySet<string>,
): Item<Row>[] {
  const asItem = (row: Row, inGroup: boolean): Item<Row> => ({
    kind: 'row',
    id: getRowId(row),
    row,
    inGroup,
  });
  if (!groupOf) return rows.map((row) => asItem(row, false));
  const groups = new Map<string, { group: Group; rows: Row[] }>();
  const single: Row[] = [];
  for (const row of rows) {
    const group = groupOf(row);
    if (!group) {
      single.push(row);
      continue;
    }
    const known = groups.get(group.id);
    if (known) known.rows.push(row);
    else groups.set(group.id, { group, rows: [row] });
  }
  const ordered = [...groups.values()].sort((a, b) =>
    naturalKey(a.group.label) < naturalKey(b.group.label) ? -1 : 1,
  );
  const items: Item<Row>[] = [];
  for (const { group, rows: members } of ordered) {
    const isClosed = closed.has(group.id);
    items.push({ kind: 'group', id: groupItemId(group.id), group, rows: members, closed: isClosed });
    if (!isClosed) for (const row of members) items.push(asItem(row, true));
  }
  for (const row of single) items.push(asItem(row, false));
  return items;
}

/** More changes than this at once are a new list rather than news about rows. */
const MOST_MARKED = 20;

export interface RowChanges<Row> {
  readonly added: ReadonlySet<string>;
  /** Rows that went, each after the line that it followed. */
  readonly removed: readonly { readonly item: Item<Row>; readonly after: string | undefined }[];
}

/** What came and what went between two states of the same view. */
export function compareItems<Row>(
  before: readonly Item<Row>[],
  after: readonly Item<Row>[],
): RowChanges<Row> {
  const known = new Set(before.map((item) => item.id));
  const present = new Set(after.map((item) => item.id));
  const added = new Set<string>();
  for (const item of after) if (item.kind === 'row' && !known.has(item.id)) added.add(item.id);
  const removed: { item: Item<Row>; after: string | undefined }[] = [];
  before.forEach((item, index) => {
    if (item.kind === 'row' && !present.has(item.id)) removed.push({ item, after: before[index - 1]?.id });
  });
  return {
    added: added.size > MOST_MARKED ? new Set() : added,
    removed: removed.length > MOST_MARKED ? [] : removed,
  };
}

/** The lines with those that fade still in their places. */
export function withGhosts<Row>(
  items: readonly Item<Row>[],
  removed: RowChanges<Row>['removed'],
): Item<Row>[] {
  const result = [...items];
  for (const { item, after } of removed) {
    if (item.kind !== 'row' || result.some((each) => each.id === item.id)) continue;
    const at = after === undefined ? 0 : result.findIndex((each) => each.id === after) + 1;
    result.splice(at, 0, { ...item, kind: 'ghost' });
  }
  return result;
}
