import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../button.tsx';
import { Toolbar, ToolbarDivider } from '../toolbar.tsx';
import styles from './bulk-bar.module.css';

/** What can be done with the selected rows; floats over the table's end while something is selected. */
export function BulkBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  /** Buttons. */
  children: ReactNode;
}) {
  const t = useT();
  if (count === 0) return null;
  return (
    <div className={styles.place}>
      <Toolbar label={t('ui.bulkActions')} className={styles.bar}>
        <span className={styles.count} aria-live="polite">
          {t('ui.selectedCount', { count })}
        </span>
        <ToolbarDivider />
        {children}
        <ToolbarDivider />
        <IconButton icon={X} label={t('ui.clearSelection')} onClick={onClear} />
      </Toolbar>
    </div>
  );
}
