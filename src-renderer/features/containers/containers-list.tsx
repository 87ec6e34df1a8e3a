import { useCallback, useMemo, useState } from 'react';
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
import { useStatsOf } from './stats-store.ts';
import { useContainerRows } from './use-container-rows.ts';
import { isAllowed, VERB_ICONS } from './verbs.ts';

/** Names the list in the settings. */
const LIST = 'containers';
const rowId = (row: ContainerRow) => row.id;
const rowName = (row: ContainerRow) => visibleLine(row.name);
const rowLabel = (row: ContainerRow) => `${visibleLine(row.name)}, ${stateWord(row)}`;
const projectOf = (row: ContainerRow): Group | null =>
  row.project === undefined ? null : { id: row.project, label: visibleLine(row.project) };
/** Columns whose values are read from the engine each second, while they show. */
const STATS_COLUMNS = ['cpu', 'memory'];
/** What the empty list suggests to type. */
const EXAMPLE = 'docker run busybox';

/** The containers of one host. */
export function ContainersList({ host }: { host: Host }) {
  const t = useT();
  const { rows, loaded, error } = useContainerRows(host.id);
  const grouped = useListPrefs(LIST).grouped !== false;
  // A host is a new object at each change of its state; its columns depend on its address alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const columns = useMemo(
    () => containerColumns(host, grouped, t),
    [host.id, host.kind, host.address, grouped, t],
  );
  const onVisibleRows = useStatsInView(host, rows);
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

/** Feeds CPU and memory of the running containers in view, while one of the columns shows. */
function useStatsInView(
  host: Host,
  all: readonly ContainerRow[],
): ((ids: readonly string[]) => void) | undefined {
  const { shown } = useListPrefs(LIST);
  const [inView, setInView] = useState<readonly string[]>([]);
  const wanted = host.state.kind === 'running' && STATS_COLUMNS.some((id) => shown?.[id]);
  const ids = useMemo(() => {
    if (!wanted) return [];
    const seen = new Set(inView);
    return all.filter((row) => row.state === 'running' && seen.has(row.id)).map(rowId);
  }, [wanted, inView, all]);
  useStatsOf(host.id, ids);
  return wanted ? setInView : undefined;
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
