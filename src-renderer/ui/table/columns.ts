import type { Column, TablePrefs } from './types.ts';

const DEFAULT_MIN_WIDTH = 60;

type Sized = Pick<Column<never>, 'id' | 'width' | 'minWidth' | 'grow' | 'priority'>;

/** Whether the user wants to see a column; whether there is room for it is another question. */
export function isShown(column: Pick<Column<never>, 'id' | 'hiddenByDefault'>, prefs: TablePrefs): boolean {
  return prefs.columns?.[column.id] ?? !column.hiddenByDefault;
}

export function minWidthOf(column: Sized): number {
  return column.minWidth ?? Math.min(DEFAULT_MIN_WIDTH, column.width);
}

/**
 * Widths in whole pixels for the columns that fit into `available`, by id.
 * Where even the least widths do not fit, whole columns give way, the highest
 * priority number first, of equals the last. Space that is left over goes to
 * the columns that grow; the last of them takes the odd pixels.
 */
export function fitColumns(
  columns: readonly Sized[],
  available: number,
  chosen: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  const kept = dropUntilFits(columns, available);
  const wanted = kept.map((column) => Math.max(minWidthOf(column), chosen[column.id] ?? column.width));
  const room = available - sum(wanted);
  const widths = room < 0 ? shrink(kept, wanted, -room) : grow(kept, wanted, room, chosen);
  return new Map(kept.map((column, index) => [column.id, widths[index] ?? 0]));
}

function dropUntilFits(columns: readonly Sized[], available: number): readonly Sized[] {
  let kept = columns;
  while (sum(kept.map(minWidthOf)) > available) {
    let drop: Sized | undefined;
    for (const column of kept) {
      if ((column.priority ?? 0) > 0 && (column.priority ?? 0) >= (drop?.priority ?? 0)) drop = column;
    }
    if (!drop) break;
    kept = kept.filter((column) => column !== drop);
  }
  return kept;
}

function shrink(columns: readonly Sized[], wanted: readonly number[], excess: number): number[] {
  const slack = columns.map((column, index) => (wanted[index] ?? 0) - minWidthOf(column));
  const total = sum(slack);
  const share = total === 0 ? 0 : Math.min(1, excess / total);
  return wanted.map((width, index) => Math.floor(width - (slack[index] ?? 0) * share));
}

function grow(
  columns: readonly Sized[],
  wanted: readonly number[],
  room: number,
  chosen: Readonly<Record<string, number>>,
): number[] {
  const shares = columns.map((column, index) =>
    chosen[column.id] === undefined ? (column.grow ?? (index === 0 ? 1 : 0)) : 0,
  );
  const total = sum(shares);
  if (total === 0) return [...wanted];
  const widths = wanted.map((width, index) => width + Math.floor((room * (shares[index] ?? 0)) / total));
  const last = shares.map((share) => share > 0).lastIndexOf(true);
  widths[last] = (widths[last] ?? 0) + room - (sum(widths) - sum(wanted));
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
