import { useMemo } from 'react';
import type { ListPrefs, Settings } from '../../../src-main/contract/settings.ts';
import { changeListPrefs, changeSettings, useListPrefs, useSettings } from '../../stores/settings.ts';
import type { TablePrefs } from '../../ui/table/types.ts';

/** A table's choices as the settings keep them; the row height is one for all lists and kept apart. */
export function fromTablePrefs(prefs: TablePrefs): ListPrefs {
  const { sort, columns, widths, collapsed, grouped } = prefs;
  return {
    sort: sort && { column: sort.column, descending: sort.direction === 'descending' },
    shown: columns,
    widths,
    collapsed,
    grouped,
  };
}

/** The reverse of {@link fromTablePrefs}. */
export function toTablePrefs(kept: ListPrefs, density: Settings['density']): TablePrefs {
  const prefs: TablePrefs = { density };
  if (kept.sort)
    prefs.sort = { column: kept.sort.column, direction: kept.sort.descending ? 'descending' : 'ascending' };
  if (kept.shown) prefs.columns = kept.shown;
  if (kept.widths) prefs.widths = kept.widths;
  if (kept.collapsed) prefs.collapsed = kept.collapsed;
  if (kept.grouped !== undefined) prefs.grouped = kept.grouped;
  return prefs;
}

/** How a list's table looks, and the function that keeps a change of it. */
export function useTablePrefs(list: string): [TablePrefs, (prefs: TablePrefs) => void] {
  const kept = useListPrefs(list);
  const density = useSettings((state) => state.settings.density);
  const prefs = useMemo(() => toTablePrefs(kept, density), [kept, density]);
  return [
    prefs,
    (next) => {
      changeListPrefs(list, fromTablePrefs(next));
      if (next.density !== undefined && next.density !== density) changeSettings({ density: next.density });
    },
  ];
}
