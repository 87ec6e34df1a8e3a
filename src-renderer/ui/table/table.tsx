// biome-ignore-all lint/a11y/useSemanticElements: lines placed by transform cannot be a table's elements
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time is the stop, cells are none
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { formatExact, formatRelative } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { classNames } from '../class-names.ts';
import { AnchoredMenu, isAction } from '../menu.tsx';
import { useClockText } from '../relative-time.tsx';
import { focusInDialog, returnFocusTo } from '../return-focus.ts';
import { Skeleton } from '../skeleton.tsx';
import { pruned, selectionState } from './selection.ts';
import styles from './table.module.css';
import { TableBody } from './table-body.tsx';
import type { MenuRequest } from './table-control.ts';
import { TableHeader } from './table-header.tsx';
import type { TableProps } from './types.ts';
import { useRowChanges } from './use-row-changes.ts';
import { sortOf, useFittedColumns, useTableItems } from './use-table-items.ts';
import { useViewport, useVisibleRows } from './use-viewport.ts';

/** Heights of a line in pixels, as the tokens name them. */
const ROW_HEIGHT = { comfortable: 32, compact: 26 } as const;
const PLACEHOLDERS = ['44%', '62%', '38%', '55%', '48%', '66%'];

/**
 * The one table of the app: a page describes its columns, actions and groups
 * and gets sorting, selection, keyboard, sizing, one menu for all rows and
 * drawing of what is in sight alone. Lines are equally high and placed by
 * transform, so that no layout is read while scrolling.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, selected, onSelectedChange, prefs, onPrefsChange, state = 'ready', getRowId, rows } = props;
  const t = useT();
  const rowHeight = ROW_HEIGHT[prefs.density ?? 'comfortable'];
  const { items: arranged, viewKey } = useTableItems(props);
  const { items, added } = useRowChanges(arranged, viewKey, state === 'ready');
  const viewport = useViewport(items.length, rowHeight, props.memory, `${viewKey}\n${state}`);
  const fitted = useFittedColumns(props, viewport.width);
  useVisibleRows(items, viewport, rowHeight, props.onVisibleRows);
  const [menu, setMenu] = useState<MenuRequest>();
  const [menuOpen, setMenuOpen] = useState(false);
  const focusBefore = useRef<Element | null>(null);

  const rowIds = useMemo(() => rows.map(getRowId), [rows, getRowId]);
  usePrunedSelection(rowIds, state === 'ready', selected, onSelectedChange);

  const openMenu = (next: MenuRequest) => {
    if (!next.items.some(isAction)) return;
    focusBefore.current = document.activeElement;
    setMenu(next);
    setMenuOpen(true);
  };
  const selectAll = (on: boolean) => {
    if (!selected) return;
    onSelectedChange?.(on ? new Set([...selected, ...rowIds]) : new Set());
  };

  return (
    <div
      className={classNames(styles.table, props.staleSince !== undefined && styles.stale)}
      style={{ '--columns': fitted.template, '--row-height': `${rowHeight}px` } as CSSProperties}
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={items.length + 1}
        aria-multiselectable={selected ? true : undefined}
        aria-busy={state === 'loading' || undefined}
        className={styles.grid}
      >
        <TableHeader
          columns={fitted.columns}
          widths={fitted.widths}
          sort={sortOf(props)}
          onSort={(sort) => onPrefsChange({ ...prefs, sort })}
          onResize={fitted.resize}
          selection={selected && selectionState(selected, rowIds)}
          onSelectAll={selectAll}
          hasActions={props.actions !== undefined}
          t={t}
        />
        <TableBody
          {...props}
          t={t}
          items={items}
          added={added}
          viewport={viewport}
          rowHeight={rowHeight}
          columns={fitted.columns}
          onOpenMenu={openMenu}
        />
      </div>
      {props.staleSince !== undefined && rows.length > 0 && <StaleNote since={props.staleSince} />}
      {items.length === 0 && <Slot {...props} state={state} />}
      {menu && (
        <AnchoredMenu
          open={menuOpen}
          anchor={menu.anchor}
          items={menu.items}
          label={menu.label}
          onClose={() => setMenuOpen(false)}
          restoreFocus={() => focusInDialog() ?? returnFocusTo(focusBefore.current)}
        />
      )}
    </div>
  );
}

/** A selection must not outlive its rows: an action on it would reach what nobody sees. */
function usePrunedSelection(
  rowIds: readonly string[],
  ready: boolean,
  selected: ReadonlySet<string> | undefined,
  onSelectedChange: ((selected: ReadonlySet<string>) => void) | undefined,
): void {
  const report = useRef(onSelectedChange);
  report.current = onSelectedChange;
  useEffect(() => {
    if (!ready || !selected || selected.size === 0) return;
    const next = pruned(selected, new Set(rowIds));
    if (next !== selected) report.current?.(next);
  }, [rowIds, ready, selected]);
}

function StaleNote({ since }: { since: number }) {
  const t = useT();
  const text = useClockText(() => t('ui.staleSince', { time: formatRelative(since) }));
  return (
    <div className={styles.staleNote} data-tip={formatExact(since)}>
      {text}
    </div>
  );
}

function Slot<Row>({ state, total, empty, noMatch, error }: TableProps<Row>) {
  if (state === 'error') return <div className={styles.slot}>{error}</div>;
  if (state === 'loading') {
    return (
      <div className={styles.placeholders}>
        {PLACEHOLDERS.map((width) => (
          <div key={width} className={styles.placeholder}>
            <Skeleton width={width} />
          </div>
        ))}
      </div>
    );
  }
  return <div className={styles.slot}>{total > 0 ? noMatch : empty}</div>;
}
