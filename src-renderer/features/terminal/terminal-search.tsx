import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import styles from './terminal.module.css';
import { useTerminals, viewOf } from './terminals.ts';

/** Searches what a terminal shows and has shown, from the newest line up. */
export function TerminalSearch({ terminal, onClose }: { terminal: string; onClose: () => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const found = useTerminals((state) => state.found[terminal]);
  useEffect(() => {
    box.current?.focus();
    return () => viewOf(terminal)?.endFind();
  }, [terminal]);
  const find = (direction: 'next' | 'previous') => viewOf(terminal)?.find(text, direction);
  return (
    <search className={styles.search}>
      <SearchBox
        ref={box}
        className={styles.searchBox}
        label={t('terminal.search')}
        value={text}
        count={found?.current ?? 0}
        total={found?.count ?? 0}
        onChange={(next) => {
          setText(next);
          viewOf(terminal)?.find(next, 'previous', true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            onClose();
          } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            find(event.shiftKey ? 'next' : 'previous');
          }
        }}
      />
      <IconButton
        size="small"
        icon={ChevronUp}
        label={t('terminal.searchPrevious')}
        shortcut="enter"
        onClick={() => find('previous')}
      />
      <IconButton
        size="small"
        icon={ChevronDown}
        label={t('terminal.searchNext')}
        shortcut="shift+enter"
        onClick={() => find('next')}
      />
      <IconButton
        size="small"
        icon={X}
        label={t('terminal.searchClose')}
        shortcut="escape"
        onClick={onClose}
      />
    </search>
  );
}
