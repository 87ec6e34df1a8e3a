import Braces from 'lucide-react/icons/braces';
import ChevronsDownUp from 'lucide-react/icons/chevrons-down-up';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import ListTree from 'lucide-react/icons/list-tree';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useDeferredValue, useMemo, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Toolbar, ToolbarDivider, ToolbarSpace } from '../../ui/toolbar.tsx';
import styles from './inspect-view.module.css';
import { JsonLines } from './json-lines.tsx';
import { allBranches, firstOpen, searchTree, treeRows } from './json-tree.ts';
import { JsonTree } from './json-tree-view.tsx';

/** The engine's own JSON: a tree that can be searched, and the raw text. */
export function InspectView({ value, onRefresh }: { value: unknown; onRefresh?: () => void }) {
  const t = useT();
  const [raw, setRaw] = useState(false);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => firstOpen(value));
  // A search through a megabyte of labels must not hold up the next key.
  const wanted = useDeferredValue(text);
  const searched = useMemo(() => (wanted === '' ? undefined : searchTree(value, wanted)), [value, wanted]);
  const rows = useMemo(() => searched?.rows ?? treeRows(value, open), [searched, value, open]);
  const toggle = (path: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  return (
    <div className={styles.view}>
      <Toolbar label={t('inspect.views')} className={styles.toolbar}>
        <SearchBox
          label={t('inspect.search')}
          value={text}
          onChange={(next) => {
            setText(next);
            if (next !== '') setRaw(false);
          }}
          {...(searched ? { count: searched.matches } : {})}
        />
        <ToolbarSpace />
        <IconButton icon={ListTree} label={t('inspect.tree')} pressed={!raw} onClick={() => setRaw(false)} />
        <IconButton icon={Braces} label={t('inspect.raw')} pressed={raw} onClick={() => setRaw(true)} />
        <ToolbarDivider />
        <IconButton
          icon={ChevronsUpDown}
          label={t('inspect.expandAll')}
          onClick={() => setOpen(allBranches(value))}
        />
        <IconButton
          icon={ChevronsDownUp}
          label={t('inspect.collapseAll')}
          onClick={() => setOpen(new Set(['']))}
        />
        {onRefresh && <IconButton icon={RefreshCw} label={t('inspect.refresh')} onClick={onRefresh} />}
        <CopyButton text={() => JSON.stringify(value, null, 2)} label={t('inspect.copyAll')} size="medium" />
      </Toolbar>
      {raw ? (
        <JsonLines value={value} />
      ) : rows.length > 0 ? (
        <JsonTree rows={rows} onToggle={searched ? undefined : toggle} />
      ) : (
        <EmptyState title={t('inspect.noMatch', { text: wanted })} />
      )}
    </div>
  );
}
