import { useVirtualizer } from '@tanstack/react-virtual';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { visibleText } from '../../text/visible-text.ts';
import styles from './inspect-view.module.css';
import type { TreeRow } from './json-tree.ts';

/** Height of one line, in pixels. */
const ROW_HEIGHT = 22;
/** Pixels by which a level stands further in. */
const INDENT = 16;
const PAGE_ROWS = 20;

/** The tree's lines; only those in sight are drawn. Without `onToggle` all that is shown stays open. */
export function JsonTree({
  rows,
  onToggle,
}: {
  rows: readonly TreeRow[];
  onToggle: ((path: string) => void) | undefined;
}) {
  const t = useT();
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const at = Math.min(active, rows.length - 1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  useEffect(() => {
    if (rows.length <= active) setActive(Math.max(0, rows.length - 1));
  }, [rows, active]);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = new Map<string, () => void>([
      ['ArrowDown', () => move(at + 1)],
      ['ArrowUp', () => move(at - 1)],
      ['PageDown', () => move(at + PAGE_ROWS)],
      ['PageUp', () => move(at - PAGE_ROWS)],
      ['Home', () => move(0)],
      ['End', () => move(rows.length - 1)],
      ['ArrowRight', () => (row.open === false ? onToggle?.(row.path) : row.open && move(at + 1))],
      ['ArrowLeft', () => (row.open && onToggle ? onToggle(row.path) : move(parentOf(rows, at)))],
      ['Enter', () => row.open !== undefined && onToggle?.(row.path)],
    ]);
    const step = steps.get(event.key);
    if (!step) return;
    event.preventDefault();
    step();
  };
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={t('inspect.tree')}
      aria-activedescendant={`${base}${at}`}
      tabIndex={0}
      className={styles.scroller}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize() }} className={styles.sizer}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
              <div
                key={row.path}
                id={`${base}${index}`}
                role="treeitem"
                tabIndex={-1}
                aria-level={row.depth + 1}
                aria-expanded={row.open}
                aria-selected={index === at}
                className={styles.row}
                data-match={row.match || undefined}
                style={{ transform: `translateY(${start}px)`, paddingLeft: 8 + row.depth * INDENT }}
                onClick={() => {
                  setActive(index);
                  if (row.open !== undefined) onToggle?.(row.path);
                }}
              >
                <span className={styles.mark}>
                  {row.open === true && <ChevronDown size={13} aria-hidden />}
                  {row.open === false && <ChevronRight size={13} aria-hidden />}
                </span>
                {row.name !== '' && <bdi className={styles.key}>{visibleText(row.name)}</bdi>}
                <bdi className={styles[row.kind]}>{visibleText(row.value)}</bdi>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  for (let index = at - 1; index >= 0; index--) if ((rows[index]?.depth ?? 0) < depth) return index;
  return 0;
}
