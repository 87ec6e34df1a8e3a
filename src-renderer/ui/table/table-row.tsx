// biome-ignore-all lint/a11y/useSemanticElements: lines placed by transform cannot be a table's elements
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time is the stop, cells are none
import ChevronRight from 'lucide-react/icons/chevron-right';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { type ChangeEvent, memo, type ReactNode, useRef } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { IconButton } from '../button.tsx';
import { BareCheckbox } from '../choice.tsx';
import { classNames } from '../class-names.ts';
import { isAction } from '../menu.tsx';
import styles from './table.module.css';
import type { Column, Group, RowAction } from './types.ts';

/** What rows call; one stable object for all of them, so that no row is drawn again for it. */
export interface RowHandlers {
  onCheck: (event: ChangeEvent<HTMLInputElement>) => void;
  onMore: (event: { currentTarget: HTMLElement }) => void;
  onToggleGroup: (event: { currentTarget: HTMLElement }) => void;
}

interface LineProps {
  id: string;
  /** Place in the list; also its place on the screen. */
  index: number;
  top: number;
  active: boolean;
  selectable: boolean;
  handlers: RowHandlers;
  t: Translate;
}

export interface TableRowProps<Row> extends LineProps {
  row: Row;
  label: string;
  name: string;
  columns: readonly Column<Row>[];
  selected: boolean;
  inGroup: boolean;
  isNew: boolean;
  ghost: boolean;
  /** Drawn while the list flies by: its actions come when it rests, a fifth of the work of a row. */
  flying: boolean;
  actions: ((row: Row) => readonly RowAction[]) | undefined;
}

function TableRowInner<Row>(props: TableRowProps<Row>) {
  const atRest = useRef(false);
  if (!props.flying) atRest.current = true;
  const { id, index, top, active, selected, selectable, ghost, label, row, columns, handlers, t } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      aria-label={label}
      aria-hidden={ghost || undefined}
      data-id={id}
      tabIndex={ghost ? undefined : active ? 0 : -1}
      className={classNames(
        styles.row,
        selected && styles.selected,
        props.inGroup && styles.inGroup,
        props.isNew && styles.new,
        ghost && styles.ghost,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selectable && (
        <div role="gridcell" className={styles.checkCell}>
          <BareCheckbox
            label={t('ui.selectRow', { name: props.name })}
            checked={selected}
            disabled={ghost}
            tabIndex={-1}
            onChange={handlers.onCheck}
          />
        </div>
      )}
      <Cells row={row} columns={columns} />
      {props.actions && (
        <div role="gridcell" className={styles.actionsCell}>
          {!ghost && atRest.current && (
            <RowActions row={row} actions={props.actions} handlers={handlers} t={t} />
          )}
        </div>
      )}
    </div>
  );
}

/** One row. Only what changes is drawn: moving or selecting it leaves its cells alone. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;

const Cells = memo(CellsInner) as typeof CellsInner;

function CellsInner<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <>
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(
            styles.cell,
            column.align === 'end' && styles.end,
            column.mono && styles.mono,
          )}
          data-tip-overflow=""
        >
          {column.cell(row)}
        </div>
      ))}
    </>
  );
}

const RowActions = memo(RowActionsInner) as typeof RowActionsInner;

function RowActionsInner<Row>({
  row,
  actions,
  handlers,
  t,
}: {
  row: Row;
  actions: (row: Row) => readonly RowAction[];
  handlers: RowHandlers;
  t: Translate;
}) {
  const entries = actions(row);
  if (entries.length === 0) return null;
  return (
    <>
      <InlineActions entries={entries} />
      <MoreButton handlers={handlers} t={t} />
    </>
  );
}

/** Opens the menu of a line's actions. */
function MoreButton({ handlers, t }: { handlers: RowHandlers; t: Translate }) {
  return (
    <IconButton
      size="small"
      icon={Ellipsis}
      label={t('ui.moreActions')}
      aria-haspopup="menu"
      tabIndex={-1}
      onClick={handlers.onMore}
    />
  );
}

function InlineActions({ entries }: { entries: readonly RowAction[] }): ReactNode {
  return entries.map((entry) => {
    if (!isAction(entry) || !entry.inline || !entry.icon) return null;
    return (
      <IconButton
        key={entry.id}
        size="small"
        icon={entry.icon}
        label={entry.label}
        shortcut={entry.shortcut}
        reason={entry.reason}
        disabled={entry.disabled}
        tabIndex={-1}
        onClick={() => entry.onSelect()}
      />
    );
  });
}

export interface GroupRowProps<Row> extends LineProps {
  group: Group;
  rows: readonly Row[];
  closed: boolean;
  checked: 'all' | 'some' | 'none';
  summary: ReactNode;
  actions: readonly RowAction[] | undefined;
}

/** The line above a group's rows: opens and closes them, selects them all. */
export function GroupRow<Row>(props: GroupRowProps<Row>) {
  const { id, index, top, active, selectable, group, rows, closed, checked, handlers, t } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${group.label}, ${formatNumber(rows.length)}`}
      data-id={id}
      tabIndex={active ? 0 : -1}
      className={classNames(styles.row, styles.groupRow)}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selectable && (
        <div role="gridcell" className={styles.checkCell}>
          <BareCheckbox
            label={t('ui.selectGroup', { name: group.label })}
            checked={checked === 'all'}
            indeterminate={checked === 'some'}
            tabIndex={-1}
            onChange={handlers.onCheck}
          />
        </div>
      )}
      <div role="gridcell" className={styles.groupCell}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.groupToggle}
          aria-expanded={!closed}
          aria-label={t(closed ? 'ui.expandGroup' : 'ui.collapseGroup', { name: group.label })}
          onClick={handlers.onToggleGroup}
        >
          <ChevronRight size={14} className={styles.chevron} aria-hidden />
          <span className={styles.groupLabel}>{group.label}</span>
        </button>
        <span className={styles.groupSummary}>{props.summary ?? formatNumber(rows.length)}</span>
      </div>
      {props.actions && (
        <div role="gridcell" className={styles.actionsCell}>
          <InlineActions entries={props.actions} />
          {props.actions.length > 0 && <MoreButton handlers={handlers} t={t} />}
        </div>
      )}
    </div>
  );
}
