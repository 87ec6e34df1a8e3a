import { useEffect, useMemo, useRef, useState } from 'react';
import type { StatsSample } from '../../../src-main/contract/containers.ts';
import type { Host } from '../../../src-main/contract/hosts.ts';
import { useListPrefs } from '../../stores/settings.ts';
import type { ContainerRow } from './state-words.ts';
import { STATS_MOST, useLatestStats, useStatsOf } from './stats-store.ts';

/** Columns whose values are read from the engine each second, while they show. */
const STATS_COLUMNS = ['cpu', 'memory'];
/** How often the order is looked at, in ms. */
const LOOK_EVERY_MS = 1_000;
/** Looks between one order and the next: rows that change places with each value could not be read. */
const LOOKS_BETWEEN = 3;
/** Rows do not change places under a pointer that is about to click, nor under an open menu. */
const HELD = '[role=row][data-id]:hover, [role=menu]';

const NOTHING: readonly string[] = [];

type Samples = Readonly<Record<string, StatsSample>>;

/** The readings of the present order by container id, and the ids of the columns that sort by them. */
export interface SortByUse {
  values: Samples;
  columns: readonly string[];
}

/**
 * Feeds CPU and memory while one of their columns shows: of the running containers in view, or of all while the list
 * is sorted by one of them. `sortBy` is what they sort by: a column that is hidden does not, nor does any where more
 * containers run than can be read.
 */
export function useStatsInList(
  host: Host,
  list: string,
  all: readonly ContainerRow[],
): { onVisibleRows: ((ids: readonly string[]) => void) | undefined; sortBy: SortByUse } {
  const { shown, sort } = useListPrefs(list);
  const [inView, setInView] = useState<readonly string[]>([]);
  const wanted = host.state.kind === 'running' && STATS_COLUMNS.some((id) => shown?.[id]);
  const running = useMemo(() => all.filter((row) => row.state === 'running'), [all]);
  const sortable = running.length <= STATS_MOST;
  const sorted =
    sortable && sort !== undefined && STATS_COLUMNS.includes(sort.column) && !!shown?.[sort.column];
  const ids = useMemo(() => {
    if (!wanted) return [];
    const seen = new Set(inView);
    return running.filter((row) => sorted || seen.has(row.id)).map((row) => row.id);
  }, [wanted, sorted, inView, running]);
  useStatsOf(host.id, ids);
  const values = useValuesNowAndThen(sorted ? ids : NOTHING);
  const columns = sortable ? STATS_COLUMNS.filter((id) => shown?.[id]).join(' ') : '';
  const sortBy = useMemo(() => ({ values, columns: columns.split(' ') }), [values, columns]);
  return { onVisibleRows: wanted ? setInView : undefined, sortBy };
}

/** The values of the last order: a list that is shown again begins with it. */
let lastValues: Samples = {};

/** The latest readings of some containers, changing seldom enough to sort by once all of them have one. */
function useValuesNowAndThen(ids: readonly string[]): Samples {
  const [values, setValues] = useState(lastValues);
  const latestIds = useRef(ids);
  latestIds.current = ids;
  const on = ids.length > 0;
  useEffect(() => {
    if (!on) return;
    let looks = LOOKS_BETWEEN;
    const look = () => {
      looks += 1;
      const { samples } = useLatestStats.getState();
      if (looks < LOOKS_BETWEEN || Object.keys(samples).length === 0) return;
      if (document.querySelector(HELD)) return;
      if (latestIds.current.every((id) => id in samples)) looks = 0;
      lastValues = samples;
      setValues(samples);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [on]);
  return values;
}
