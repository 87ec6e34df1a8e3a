import Copy from 'lucide-react/icons/copy';
import Eraser from 'lucide-react/icons/eraser';
import Terminal from 'lucide-react/icons/terminal';
import { useCallback, useEffect, useMemo } from 'react';
import type { EngineCall } from '../../../src-main/contract/activity.ts';
import { ACTIVITY_KEPT } from '../../../src-main/contract/values.ts';
import { formatClock, formatDuration } from '../../i18n/format.ts';
import { type Translate, useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { writeClipboard } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import type { Column, RowAction } from '../../ui/table/types.ts';
import { ListPage } from '../lists/list-page.tsx';
import { filterCalls, useActivity, watchActivity } from './activity-store.ts';
import { curlLine } from './curl.ts';

const rowId = (row: EngineCall) => String(row.id);
const rowLabel = (row: EngineCall) => `${row.method} ${visibleLine(row.path)}`;

/** The last calls to all engines. */
export function ActivityPage() {
  const t = useT();
  useEffect(watchActivity, []);
  const calls = useActivity((state) => state.calls);
  const columns = useMemo(() => activityColumns(t), [t]);
  const actions = useCallback((row: EngineCall) => rowActions(row, t), [t]);
  return (
    <ListPage
      list="activity"
      title={t('page.activity')}
      filterLabel={t('activity.filter')}
      all={calls}
      loaded
      filter={filterCalls}
      columns={columns}
      defaultSort={{ column: 'time', direction: 'descending' }}
      getRowId={rowId}
      rowLabel={rowLabel}
      actions={actions}
      inlineActions={1}
      options={<IconButton icon={Eraser} label={t('activity.clear')} onClick={clearCalls} />}
      empty={
        <EmptyState title={t('activity.empty')}>{t('activity.hint', { count: ACTIVITY_KEPT })}</EmptyState>
      }
    />
  );
}

function clearCalls(): void {
  useActivity.setState({ calls: [] });
  // Only a lost page rejects this, and the page says that by itself.
  call('activity.clear', {}).catch(() => {});
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
