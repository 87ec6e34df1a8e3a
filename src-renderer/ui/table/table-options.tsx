import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../button.tsx';
import { Menu, type MenuEntry } from '../menu.tsx';
import { isShown } from './columns.ts';
import type { Column, TablePrefs } from './types.ts';

/** The menu behind "View options": columns, grouping, row height; for the page's header. */
export function TableOptions<Row>({
  columns,
  prefs,
  onPrefsChange,
  groupLabel,
}: {
  columns: readonly Column<Row>[];
  prefs: TablePrefs;
  onPrefsChange: (prefs: TablePrefs) => void;
  /** "Group by project", if the table can. */
  groupLabel?: string;
}) {
  const t = useT();
  const items = (): MenuEntry[] => {
    const entries: MenuEntry[] = [{ heading: t('ui.columns') }];
    columns.forEach((column, index) => {
      if (index === 0) return;
      const shown = isShown(column, prefs);
      entries.push({
        id: `column ${column.id}`,
        label: column.header,
        checked: shown,
        onSelect: () => onPrefsChange({ ...prefs, columns: { ...prefs.columns, [column.id]: !shown } }),
      });
    });
    entries.push('separator');
    if (groupLabel) {
      entries.push({
        id: 'grouped',
        label: groupLabel,
        checked: prefs.grouped !== false,
        onSelect: () => onPrefsChange({ ...prefs, grouped: prefs.grouped === false }),
      });
    }
    const compact = prefs.density === 'compact';
    entries.push(
      {
        id: 'compact',
        label: t('ui.compactRows'),
        checked: compact,
        onSelect: () => onPrefsChange({ ...prefs, density: compact ? 'comfortable' : 'compact' }),
      },
      'separator',
      { id: 'reset', label: t('ui.resetView'), onSelect: () => onPrefsChange({}) },
    );
    return entries;
  };
  return (
    <Menu
      align="end"
      items={items}
      trigger={<IconButton icon={SlidersHorizontal} label={t('ui.viewOptions')} />}
    />
  );
}
