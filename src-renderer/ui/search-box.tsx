import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './search-box.module.css';
import { ariaShortcut } from './shortcut.ts';

export interface SearchBoxProps {
  /** "Filter containers"; also the placeholder. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** How many match, and of how many; shown while something is typed. */
  count?: number;
  total?: number;
  /** The key that the page focuses it with, shown while it is empty. */
  shortcut?: string;
  /** Wrong pattern: what is wrong with it. */
  error?: string | undefined;
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  className?: string;
  ref?: Ref<HTMLInputElement>;
}

/** Filters or searches as you type. Escape clears it; on an empty one Escape leaves it. */
export function SearchBox({
  label,
  value,
  onChange,
  count,
  total,
  shortcut,
  error,
  onKeyDown,
  className,
  ref,
}: SearchBoxProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => input.current as HTMLInputElement);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  const filled = value !== '';
  return (
    <div className={classNames(styles.box, className)}>
      <Search className={styles.icon} size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-description={error}
        aria-keyshortcuts={shortcut && ariaShortcut(shortcut)}
        data-tip={error}
        className={styles.input}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== 'Escape') return;
          event.preventDefault();
          if (filled) clear();
          else event.currentTarget.blur();
        }}
      />
      {filled && count !== undefined && (
        <span className={styles.count} aria-live="polite">
          {total === undefined ? count : t('ui.matchCount', { count, total })}
        </span>
      )}
      {filled ? (
        <button type="button" className={styles.clear} aria-label={t('ui.clear')} onClick={clear}>
          <X size={13} aria-hidden />
        </button>
      ) : (
        shortcut && <Kbd shortcut={shortcut} />
      )}
    </div>
  );
}
