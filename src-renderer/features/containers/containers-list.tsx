import { useCallback, useMemo } from 'react';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { type Translate, t, useT } from '../../i18n/i18n.ts';
import { hrefOf, navigate } from '../../router/router.ts';
import { useListPrefs } from '../../stores/settings.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Group, RowAction } from '../../ui/table/types.ts';
import { ListPage } from '../lists/list-page.tsx';
import { RunButton } from '../run/run-button.tsx';
import { act } from './act.ts';
import { BulkActions } from './bulk-actions.tsx';
import { containerColumns } from './columns.tsx';
import { filterContainers } from './filter.ts';
import { containerActions } from './row-actions.ts';
import { type ContainerRow, stateWord } from './state-words.ts';
import { useContainerRows } from './use-container-rows.ts';
import { useStatsInList } from './use-stats-in-list.ts';
import { isAllowed, VERB_ICONS } from './verbs.ts';

/** Names the list in the settings. */
const LIST = 'containers';
const rowId = (row: ContainerRow) => row.id;
const rowName = (row: ContainerRow) => visibleLine(row.name);
const rowLabel = (row: ContainerRow) => `${visibleLine(row.name)}, ${stateWord(row)}`;
const projectOf = (row: ContainerRow): Group | null =>
  row.project === undefined ? null : { id: row.project, label: visibleLine(row.project) };
/** What the empty list suggests to type. */
const EXAMPLE = 'docker run busybox';

/** The containers of one host. */
export function ContainersList({ host }: { host: Host }) {
  const t = useT();
  const { rows, loaded, error } = useContainerRows(host.id);
  const { onVisibleRows, sortBy } = useStatsInList(host, LIST, rows);
  const grouped = useListPrefs(LIST).grouped !== false;
  // A host is a new object at each change of its state; its columns depend on its address alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const columns = useMemo(
    () => containerColumns(host, { grouped, sortBy }, t),
    [host.id, host.kind, host.address, grouped, sortBy, t],
  );
  const actions = useCallback((row: ContainerRow) => containerActions(host, row, t), [host, t]);
  const groupActions = useCallback(
    (_: Group, inGroup: readonly ContainerRow[]) => projectActions(host, inGroup, t),
    [host, t],
  );
  return (
    <ListPage
      host={host}
      list={LIST}
      title={t('page.containers')}
      filterLabel={t('containers.filter')}
      filterExample={t('containers.filterHint')}
      all={rows}
      loaded={loaded}
      error={error}
      filter={filterContainers}
      columns={columns}
      defaultSort={{ column: 'name', direction: 'ascending' }}
      getRowId={rowId}
      rowLabel={rowLabel}
      rowName={rowName}
      onOpen={(row) => navigate(hrefOf('containers', [host.id, row.id]))}
      actions={actions}
      group={projectOf}
      groupLabel={t('containers.groupByProject')}
      groupSummary={projectSummary}
      groupActions={groupActions}
      bulk={(selected, clear) => <BulkActions host={host} rows={selected} onClear={clear} />}
      action={<RunButton host={host} />}
      empty={
        <EmptyState
          title={t('containers.empty')}
          action={<RunButton host={host} label={t('containers.runContainer')} />}
          example={EXAMPLE}
        />
      }
      {...(onVisibleRows ? { onVisibleRows } : {})}
    />
  );
}

function projectSummary(_: Group, rows: readonly ContainerRow[]): string {
  const running = rows.filter((row) => row.state === 'running').length;
  return t('containers.projectSummary', { running, total: rows.length });
}

/** What a project's line offers for all of its containers. */
function projectActions(host: Host, rows: readonly ContainerRow[], t: Translate): RowAction[] {
  const reason = host.state.kind === 'running' ? undefined : t('containers.engineAway');
  return (['start', 'stop', 'restart'] as const)
    .filter((verb) => rows.some((row) => isAllowed(verb, row.state)))
    .map((verb) => ({
      id: verb,
      label: t(`containers.action.${verb}`),
      icon: VERB_ICONS[verb],
      inline: verb !== 'restart',
      reason,
      onSelect: () => void act(host.id, rows, verb),
    }));
}
