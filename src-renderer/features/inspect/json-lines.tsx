import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { visibleText } from '../../text/visible-text.ts';
import styles from './inspect-view.module.css';
import { VALUE_SHOWN } from './json-tree.ts';

const LINE_HEIGHT = 20;

/** The raw JSON by lines; only those in sight are drawn, and of a very long one only its beginning. */
export function JsonLines({ value }: { value: unknown }) {
  const t = useT();
  const scroller = useRef<HTMLElement>(null);
  const lines = useMemo(() => (JSON.stringify(value, null, 2) ?? 'null').split('\n'), [value]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section ref={scroller} aria-label={t('inspect.raw')} tabIndex={0} className={styles.scroller}>
      <div style={{ height: virtual.getTotalSize() }} className={styles.sizer}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index] ?? '';
          return (
            <div key={index} className={styles.line} style={{ transform: `translateY(${start}px)` }}>
              {visibleText(line.length > VALUE_SHOWN ? `${line.slice(0, VALUE_SHOWN)}…` : line)}
            </div>
          );
        })}
      </div>
    </section>
  );
}
