import { type ReactNode, useMemo, useState } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { problemOfThrown } from '../../errors/problem-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { setQuery, useAddress } from '../../router/router.ts';
import { useViewMemory } from '../../router/view-memory.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TableOptions } from '../../ui/table/table-options.tsx';
import type { Column, Group, RowAction, Sort, TableMemory } from '../../ui/table/types.ts';
import { EngineNotice } from '../frame/engine-notice.tsx';
import { useFilterShortcut } from './filter-shortcut.ts';
import { usePaintMark } from './paint-mark.ts';
import { useTablePrefs } from './table-prefs.ts';

export interface ListPageProps<Row> {
  /** Whose things these are; without it they are of no engine alone, and no engine's state is told. */
  host?: Host;
  /** Names the list in the settings. */
  list: string;
  title: string;
  filterLabel: string;
  /** What may be typed into the filter; shown where nothing matches. */
  filterExample?: string;
  /** All rows, before the filter. Unchanged rows are the same objects. */
  all: readonly Row[];
  /** Whether the list has come at least once. */
  loaded: boolean;
  /** Why nothing more will come. */
  error?: unknown;
  filter: (rows: readonly Row[], text: string) => readonly Row[];
  columns: readonly Column<Row>[];
  defaultSort: Sort;
  getRowId: (row: Row) => string;
  /** The row's accessible name, which begins with the thing's. */
  rowLabel: (row: Row) => string;
  /** The thing's name alone: what typing jumps to. */
  rowName?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  actions: (row: Row) => readonly RowAction[];
  inlineActions?: number;
  group?: ((row: Row) => Group | null) | undefined;
  groupLabel?: string | undefined;
  groupSummary?: (group: Group, rows: readonly Row[]) => ReactNode;
  groupActions?: (group: Group, rows: readonly Row[]) => readonly RowAction[];
  /** What can be done with the selected rows, a `BulkBar`; without it no row can be selected. */
  bulk?: (selected: readonly Row[], clear: () => void) => ReactNode;
  /** The one primary action. */
  action?: ReactNode;
  /** Between filter and view options. */
  options?: ReactNode;
  empty: ReactNode;
  onVisibleRows?: (ids: readonly string[]) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The one list page: head with filter, what is to say of the engine, the table, and what can be done with the
 * selection. Filter, scroll and selection are found again by Back.
 */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const t = useT();
  const { host, list, title, all, loaded, error, columns, getRowId, bulk } = props;
  const text = useAddress().query.filter ?? '';
  const filter = props.filter;
  const rows = useMemo(() => filter(all, text), [filter, all, text]);
  const [prefs, setPrefs] = useTablePrefs(list);
  const memory = useViewMemory<TableMemory>('table', { scrollTop: 0, activeId: null }).value;
  const selection = useSelection();
  const selectedRows = useMemo(
    () => all.filter((row) => selection.ids.has(getRowId(row))),
    [all, selection.ids, getRowId],
  );
  const search = useFilterShortcut();
  usePaintMark(list, loaded);
  const away = host && awayOf(host);
  return (
    <>
      <PageHeader
        title={title}
        count={loaded ? all.length : undefined}
        filter={
          <SearchBox
            ref={search}
            label={props.filterLabel}
            value={text}
            onChange={(next) => setQuery({ filter: next })}
            count={rows.length}
            total={all.length}
            shortcut="/"
          />
        }
        options={
          <>
            {props.options}
            <TableOptions
              columns={columns}
              prefs={prefs}
              onPrefsChange={setPrefs}
              {...(props.groupLabel ? { groupLabel: props.groupLabel } : {})}
            />
          </>
        }
        action={props.action}
      />
      {host && <EngineNotice host={host} />}
      <Table<Row>
        label={title}
        rows={rows}
        total={all.length}
        filterKey={text}
        columns={columns}
        getRowId={getRowId}
        rowLabel={props.rowLabel}
        {...(props.rowName ? { rowName: props.rowName } : {})}
        {...(props.onOpen ? { onOpen: props.onOpen } : {})}
        prefs={prefs}
        onPrefsChange={setPrefs}
        defaultSort={props.defaultSort}
        {...(bulk ? { selected: selection.ids, onSelectedChange: selection.change } : {})}
        actions={props.actions}
        {...(props.inlineActions === undefined ? {} : { inlineActions: props.inlineActions })}
        {...(props.group ? { group: props.group } : {})}
        {...(props.groupSummary ? { groupSummary: props.groupSummary } : {})}
        {...(props.groupActions ? { groupActions: props.groupActions } : {})}
        state={error ? 'error' : loaded || away ? 'ready' : 'loading'}
        staleSince={away?.since}
        // Without an answer nothing is known, so nothing can be said to be empty: the notice above says it all.
        empty={loaded ? props.empty : null}
        noMatch={
          <EmptyState
            title={t('ui.noMatch', { text: visibleLine(text) })}
            action={<Button onClick={() => setQuery({ filter: undefined })}>{t('ui.clearFilter')}</Button>}
            example={props.filterExample}
          />
        }
        error={error ? <ErrorNote {...problemOfThrown(t('lists.failed'), error)} /> : undefined}
        {...(props.onVisibleRows ? { onVisibleRows: props.onVisibleRows } : {})}
        memory={memory}
      />
      {bulk?.(selectedRows, selection.clear)}
    </>
  );
}

/** The state of a host that answers nothing for now. */
function awayOf({ state }: Host) {
  return state.kind === 'running' || state.kind === 'starting' ? undefined : state;
}

/** Selected ids, kept with this entry of the history. */
function useSelection() {
  const kept = useViewMemory<ReadonlySet<string>>('selection', NOTHING);
  const [ids, setIds] = useState(kept.value);
  const change = (next: ReadonlySet<string>) => {
    kept.set(next);
    setIds(next);
  };
  return { ids, change, clear: () => change(NOTHING) };
}
