import Copy from 'lucide-react/icons/copy';
import Eraser from 'lucide-react/icons/eraser';
import Terminal from 'lucide-react/icons/terminal';
import { useEffect, useMemo, useRef } from 'react';
import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { ACTIVITY_KEPT } from '../../../src-main/contract/values.ts';
import { formatClock, formatDuration } from '../../i18n/format.ts';
import { type Translate, useT } from '../../i18n/i18n.ts';
import { setQuery, useAddress } from '../../router/router.ts';
import { useViewMemory } from '../../router/view-memory.ts';
import { call } from '../../rpc/call.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { writeClipboard } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TableOptions } from '../../ui/table/table-options.tsx';
import type { Column, RowAction, TableMemory } from '../../ui/table/types.ts';
import { useFilterShortcut } from '../lists/filter-shortcut.ts';
import { useTablePrefs } from '../lists/table-prefs.ts';
import { filterCalls, useActivity, watchActivity } from './activity-store.ts';
import { curlLine } from './curl.ts';

const rowId = (row: EngineCall) => String(row.id);
const rowLabel = (row: EngineCall) => `${row.method} ${visibleLine(row.path)}`;

/** The last calls to all engines. */
export function ActivityPage() {
  const t = useT();
  useEffect(watchActivity, []);
  const calls = useActivity((state) => state.calls);
  const text = useAddress().query.filter ?? '';
  const rows = useMemo(() => filterCalls(calls, text), [calls, text]);
  const [prefs, setPrefs] = useTablePrefs('activity');
  const columns = useMemo(() => activityColumns(t), [t]);
  const memory = useViewMemory<TableMemory>('table', { scrollTop: 0, activeId: null }).value;
  const search = useFilterShortcut();
  const clear = useRef(() => {
    useActivity.setState({ calls: [] });
    // Only a lost page rejects this, and the page says that by itself.
    call('activity.clear', {}).catch(() => {});
  });
  return (
    <>
      <PageHeader
        title={t('page.activity')}
        count={calls.length}
        filter={
          <SearchBox
            ref={search}
            label={t('activity.filter')}
            value={text}
            onChange={(next) => setQuery({ filter: next })}
            count={rows.length}
            total={calls.length}
            shortcut="/"
          />
        }
        options={
          <>
            <IconButton icon={Eraser} label={t('activity.clear')} onClick={clear.current} />
            <TableOptions columns={columns} prefs={prefs} onPrefsChange={setPrefs} />
          </>
        }
      />
      <Table<EngineCall>
        label={t('page.activity')}
        rows={rows}
        total={calls.length}
        filterKey={text}
        columns={columns}
        getRowId={rowId}
        rowLabel={rowLabel}
        prefs={prefs}
        onPrefsChange={setPrefs}
        defaultSort={{ column: 'time', direction: 'descending' }}
        actions={(row) => rowActions(row, t)}
        inlineActions={1}
        memory={memory}
        empty={
          <EmptyState title={t('activity.empty')}>{t('activity.hint', { count: ACTIVITY_KEPT })}</EmptyState>
        }
        noMatch={
          <EmptyState
            title={t('ui.noMatch', { text })}
            action={<Button onClick={() => setQuery({ filter: undefined })}>{t('ui.clearFilter')}</Button>}
          />
        }
      />
    </>
  );
}

function rowActions(row: EngineCall, t: Translate): RowAction[] {
  return [
    {
      id: 'curl',
      label: t('activity.copyCurl'),
      icon: Terminal,
      inline: true,
      onSelect: () => void writeClipboard(curlLine(row)),
    },
    { id: 'path', label: t('activity.copyPath'), icon: Copy, onSelect: () => void writeClipboard(row.path) },
  ];
}

function activityColumns(t: Translate): Column<EngineCall>[] {
  return [
    {
      id: 'time',
      header: t('activity.time'),
      cell: (row) => formatClock(row.time),
      sortValue: (row) => row.id,
      firstDirection: 'descending',
      width: 90,
      grow: 0,
    },
    {
      id: 'method',
      header: t('activity.method'),
      cell: (row) => row.method,
      sortValue: (row) => row.method,
      width: 80,
      mono: true,
    },
    {
      id: 'path',
      header: t('activity.path'),
      cell: (row) => <MiddleTruncate text={visibleLine(row.path)} tail={24} />,
      sortValue: (row) => row.path,
      width: 400,
      minWidth: 160,
      grow: 1,
      mono: true,
    },
    {
      id: 'host',
      header: t('activity.host'),
      cell: (row) => <bdi>{visibleLine(row.host)}</bdi>,
      sortValue: (row) => row.host,
      width: 110,
      priority: 2,
    },
    {
      id: 'status',
      header: t('activity.status'),
      cell: (row) => <StatusCell row={row} t={t} />,
      sortValue: (row) => row.status,
      width: 110,
    },
    {
      id: 'duration',
      header: t('activity.duration'),
      cell: (row) => row.duration !== undefined && formatDuration(row.duration),
      sortValue: (row) => row.duration,
      firstDirection: 'descending',
      width: 80,
      align: 'end',
      priority: 1,
    },
  ];
}

function StatusCell({ row, t }: { row: EngineCall; t: Translate }) {
  if (row.error !== undefined)
    return (
      <span data-tip={visibleLine(row.error)}>
        <StateBadge tone="danger">{t('activity.failed')}</StateBadge>
      </span>
    );
  if (row.status === undefined) return <StateBadge tone="info">{t('activity.waiting')}</StateBadge>;
  return <StateBadge tone={toneOf(row.status)}>{String(row.status)}</StateBadge>;
}

function toneOf(status: number): Tone {
  if (status >= 500) return 'danger';
  return status >= 400 ? 'warn' : 'ok';
}
