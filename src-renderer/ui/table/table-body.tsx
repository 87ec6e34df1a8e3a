// biome-ignore-all lint/a11y/useSemanticElements: lines placed by transform cannot be a table's elements
// biome-ignore-all lint/a11y/useFocusableInteractive: one line at a time is the stop, cells are none
import { selectionState } from './selection.ts';
import styles from './table.module.css';
import type { ControlInput } from './table-control.ts';
import { GroupRow, TableRow } from './table-row.tsx';
import { useTableControl } from './use-table-control.ts';

/** Room below the last line for the bar of bulk actions that floats there. */
const BULK_ROOM = 60;

export interface TableBodyProps<Row> extends ControlInput<Row> {
  /** Ids of the rows that have just come. */
  added: ReadonlySet<string>;
}

/** The lines in sight, their focus, selection and keys. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { items, added, viewport, rowHeight, columns, selected, actions, t } = props;
  const control = useTableControl(props);
  const { range } = viewport;
  const indexes: number[] = [];
  for (let index = range.start; index < Math.min(range.end, items.length); index += 1) indexes.push(index);
  // The line with the focus stays in the document, however far it is scrolled away.
  const activeIndex = control.activeIndex;
  if (activeIndex >= 0 && (activeIndex < range.start || activeIndex >= range.end)) indexes.push(activeIndex);
  const tabStop = activeIndex >= 0 ? activeIndex : (indexes[0] ?? 0);
  return (
    <div
      role="rowgroup"
      ref={viewport.scroller}
      className={styles.body}
      onKeyDown={control.onKeyDown}
      onMouseDown={control.onMouseDown}
      onMouseUp={control.onMouseUp}
      onClick={control.onClick}
      onDoubleClick={control.onDoubleClick}
      onContextMenu={control.onContextMenu}
      onFocus={control.onFocus}
      onBlur={control.onBlur}
    >
      {/* Tab steps off a line to these, from where the browser goes on to what is outside. */}
      <span ref={control.before} tabIndex={-1} aria-hidden="true" className={styles.edge} />
      <div
        role="presentation"
        className={styles.lines}
        style={{ height: items.length * rowHeight + (selected && selected.size > 0 ? BULK_ROOM : 0) }}
      >
        {indexes.map((index) => {
          const item = items[index];
          if (!item) return null;
          const line = {
            id: item.id,
            index,
            top: index * rowHeight,
            active: index === tabStop,
            selectable: selected !== undefined,
            handlers: control.handlers,
            t,
          };
          if (item.kind === 'group') {
            return (
              <GroupRow
                key={item.id}
                {...line}
                group={item.group}
                rows={item.rows}
                closed={item.closed}
                checked={selected ? selectionState(selected, item.rows.map(props.getRowId)) : 'none'}
                summary={props.groupSummary?.(item.group, item.rows)}
                actions={actions && (props.groupActions?.(item.group, item.rows) ?? [])}
              />
            );
          }
          const label = props.rowLabel(item.row);
          return (
            <TableRow
              key={item.kind === 'ghost' ? `ghost ${item.id}` : item.id}
              {...line}
              row={item.row}
              label={label}
              name={props.rowName?.(item.row) ?? label}
              columns={columns}
              selected={selected?.has(item.id) ?? false}
              inGroup={item.inGroup}
              isNew={added.has(item.id)}
              ghost={item.kind === 'ghost'}
              flying={viewport.flying}
              actions={actions}
            />
          );
        })}
      </div>
      <span ref={control.after} tabIndex={-1} aria-hidden="true" className={styles.edge} />
    </div>
  );
}
