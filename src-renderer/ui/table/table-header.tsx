// biome-ignore-all lint/a11y/useSemanticElements: lines placed by transform cannot be a table's elements
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time is the stop, cells are none
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Translate } from '../../i18n/i18n.ts';
import { BareCheckbox } from '../choice.tsx';
import { classNames } from '../class-names.ts';
import { minWidthOf } from './columns.ts';
import styles from './table.module.css';
import type { Column, Sort } from './types.ts';

/** What Shift with an arrow key adds to a column. */
const KEY_STEP = 16;

export interface TableHeaderProps<Row> {
  columns: readonly Column<Row>[];
  widths: ReadonlyMap<string, number>;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  /** While a column is being sized (`done` false) and when it is; null gives it its own width back. */
  onResize: (columnId: string, width: number | null, done: boolean) => void;
  selection: 'all' | 'some' | 'none' | undefined;
  onSelectAll: (on: boolean) => void;
  hasActions: boolean;
  t: Translate;
}

export function TableHeader<Row>(props: TableHeaderProps<Row>) {
  const { columns, selection, t } = props;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {selection !== undefined && (
          <div role="columnheader" className={styles.checkCell}>
            <BareCheckbox
              label={t('ui.selectAll')}
              checked={selection === 'all'}
              indeterminate={selection === 'some'}
              onChange={(event) => props.onSelectAll(event.target.checked)}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} {...props} />
        ))}
        {props.hasActions && (
          <div role="columnheader" className={styles.actionsHeader}>
            <span className={styles.hiddenText}>{t('ui.actionsColumn')}</span>
          </div>
        )}
      </div>
    </div>
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
  onResize,
  widths,
}: TableHeaderProps<Row> & { column: Column<Row> }) {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const width = widths.get(column.id) ?? column.width;
  const nextSort = (): Sort => {
    const first = column.firstDirection ?? 'ascending';
    const other = direction === 'ascending' ? 'descending' : 'ascending';
    return { column: column.id, direction: direction ? other : first };
  };
  const resizeByKey = (event: KeyboardEvent) => {
    const by = { ArrowRight: KEY_STEP, ArrowLeft: -KEY_STEP }[event.key];
    if (!by || !event.shiftKey) return;
    event.preventDefault();
    onResize(column.id, Math.max(minWidthOf(column), width + by), true);
  };
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={direction ?? (column.sortValue ? 'none' : undefined)}
      className={classNames(styles.headCell, column.align === 'end' && styles.end)}
    >
      {column.sortValue ? (
        <button
          type="button"
          className={styles.sortButton}
          data-tip-overflow=""
          onClick={() => onSort(nextSort())}
          onKeyDown={resizeByKey}
        >
          <span className={styles.headText} data-cut="">
            {column.header}
          </span>
          {direction && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        <span className={styles.headText} data-tip-overflow="" data-cut="">
          {column.header}
        </span>
      )}
      <span
        className={styles.resizer}
        aria-hidden="true"
        onPointerDown={(event) =>
          startResize(event, width, minWidthOf(column), (to, done) => onResize(column.id, to, done))
        }
        onDoubleClick={() => onResize(column.id, null, true)}
      />
    </div>
  );
}

function startResize(
  down: PointerEvent<HTMLElement>,
  from: number,
  least: number,
  resize: (width: number, done: boolean) => void,
): void {
  down.preventDefault();
  const handle = down.currentTarget;
  handle.setPointerCapture(down.pointerId);
  let width = from;
  let moved = false;
  const move = (event: globalThis.PointerEvent) => {
    width = Math.max(least, Math.round(from + event.clientX - down.clientX));
    moved = true;
    resize(width, false);
  };
  const end = () => {
    handle.removeEventListener('pointermove', move);
    if (moved) resize(width, true);
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', end, { once: true });
}
