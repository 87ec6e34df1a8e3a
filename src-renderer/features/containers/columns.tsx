import type { StatsSample } from '../../../src-main/contract/containers.ts';
import type { Host } from '../../../src-main/contract/hosts.ts';
import type { Translate } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { MiddleTruncate } from '../../ui/middle-truncate.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Column } from '../../ui/table/types.ts';
import { CpuCell, MemoryCell, NameCell, Ports, StateCell } from './cells.tsx';
import { type ContainerRow, stateRank } from './state-words.ts';
import type { SortByUse } from './use-stats-in-list.ts';

/** Characters of an id that tell containers apart, as `docker ps` shows. */
export const SHORT_ID = 12;

export interface ContainerColumnsOptions {
  grouped: boolean;
  /** What CPU and memory sort by. */
  sortBy: SortByUse;
}

/** The list's columns, in order. */
export function containerColumns(
  host: Host,
  { grouped, sortBy }: ContainerColumnsOptions,
  t: Translate,
): Column<ContainerRow>[] {
  /** What does not run uses nothing, and has its place below what runs idle. */
  const byUse = (id: string, read: (sample: StatsSample) => number): Partial<Column<ContainerRow>> =>
    !sortBy.columns.includes(id)
      ? {}
      : {
          firstDirection: 'descending',
          sortValue(row) {
            const sample = row.state === 'running' ? sortBy.values[row.id] : undefined;
            return sample && read(sample);
          },
        };
  return [
    {
      id: 'name',
      header: t('containers.name'),
      cell: (row) => <NameCell host={host.id} row={row} />,
      sortValue: (row) => row.name,
      width: 200,
      minWidth: 150,
      grow: 2,
    },
    {
      id: 'state',
      header: t('containers.state'),
      cell: (row) => <StateCell row={row} />,
      sortValue: stateRank,
      width: 160,
      minWidth: 146,
    },
    {
      id: 'image',
      header: t('containers.image'),
      cell: (row) => <MiddleTruncate text={visibleLine(row.image)} />,
      sortValue: (row) => row.image,
      width: 190,
      minWidth: 120,
      grow: 1,
      priority: 1,
    },
    {
      id: 'cpu',
      header: t('containers.cpu'),
      cell: (row) => <CpuCell row={row} />,
      ...byUse('cpu', (sample) => sample.cpu),
      width: 70,
      align: 'end',
      hiddenByDefault: true,
    },
    {
      id: 'memory',
      header: t('containers.memory'),
      cell: (row) => <MemoryCell row={row} />,
      ...byUse('memory', (sample) => sample.memory),
      width: 90,
      minWidth: 80,
      align: 'end',
      hiddenByDefault: true,
    },
    {
      id: 'ports',
      header: t('containers.ports'),
      cell: (row) => <Ports row={row} host={host} />,
      sortValue: (row) => row.ports.find((port) => port.publicPort)?.publicPort,
      width: 176,
      minWidth: 100,
      priority: 2,
    },
    {
      id: 'project',
      header: t('containers.project'),
      cell: (row) => <bdi>{row.project && visibleLine(row.project)}</bdi>,
      sortValue: (row) => row.project,
      width: 110,
      minWidth: 80,
      priority: 6,
      // The line above a group says it for all of its rows.
      hiddenByDefault: grouped,
    },
    {
      id: 'id',
      header: t('containers.id'),
      cell: (row) => row.id.slice(0, SHORT_ID),
      sortValue: (row) => row.id,
      width: 120,
      minWidth: 112,
      mono: true,
      priority: 5,
      hiddenByDefault: true,
    },
    {
      id: 'command',
      header: t('containers.command'),
      cell: (row) => <span data-tip-overflow="">{visibleLine(row.command)}</span>,
      sortValue: (row) => row.command,
      width: 200,
      minWidth: 100,
      mono: true,
      priority: 5,
      hiddenByDefault: true,
    },
    {
      id: 'created',
      header: t('containers.created'),
      cell: (row) => <RelativeTime at={row.createdAt} />,
      sortValue: (row) => row.createdAt,
      firstDirection: 'descending',
      width: 130,
      minWidth: 114,
      priority: 3,
    },
  ];
}
