import Search from 'lucide-react/icons/search';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../../i18n/i18n.ts';
import { ICON_SIZE, ICON_STROKE } from '../icon.ts';
import { Kbd } from '../kbd.tsx';
import { returnFocusTo } from '../return-focus.ts';
import styles from './palette.module.css';
import { findResults, type PaletteItem, type PaletteResult } from './results.ts';

export interface PaletteProps {
  open: boolean;
  onClose: () => void;
  items: readonly PaletteItem[];
}

/**
 * Finds pages, things and actions by a few letters. It is in the document and
 * has the focus before the key that opened it is done with, so that what is
 * typed right after it lands here: no lazy part, no animation, no portal that
 * comes a render later.
 */
export function Palette({ open, ...props }: PaletteProps) {
  return open ? createPortal(<OpenPalette {...props} />, document.body) : null;
}

function OpenPalette({ onClose, items }: Omit<PaletteProps, 'open'>) {
  const t = useT();
  const base = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const groups = useMemo(() => findResults(items, query), [items, query]);
  const flat = useMemo(() => groups.flatMap((group) => group.results), [groups]);
  const at = Math.min(active, flat.length - 1);

  useFocusHere(input);
  useLayoutEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const choose = (result: PaletteResult | undefined) => {
    if (!result) return;
    onClose();
    // After the palette has gone and given the focus back, so that a dialog which this opens keeps it.
    queueMicrotask(result.item.onSelect);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const last = flat.length - 1;
    const to = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key];
    if (to !== undefined) setActive(to);
    else if (event.key === 'Enter') choose(flat[at]);
    else if (event.key === 'Escape') onClose();
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };

  let index = -1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the dialog closes it, as Escape does
    <div
      className={styles.backdrop}
      onMouseDown={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
        else input.current?.focus();
      }}
    >
      <div role="dialog" aria-modal="true" aria-label={t('ui.palette')} className={styles.palette}>
        <div className={styles.head}>
          <Search size={16} aria-hidden />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-expanded={flat.length > 0}
            aria-controls={`${base}list`}
            aria-activedescendant={at >= 0 ? `${base}${at}` : undefined}
            aria-autocomplete="list"
            aria-label={t('ui.paletteHint')}
            placeholder={t('ui.paletteHint')}
            className={styles.input}
            value={query}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            onMouseDown={(event) => event.stopPropagation()}
          />
        </div>
        <div
          ref={list}
          role="listbox"
          id={`${base}list`}
          aria-label={t('ui.paletteResults')}
          className={styles.list}
          tabIndex={-1}
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
            <div key={group.name} role="group" aria-label={group.name}>
              <div className={styles.group} aria-hidden="true">
                {group.name}
              </div>
              {group.results.map((result) => {
                index += 1;
                const own = index;
                return (
                  <Option
                    key={result.item.id}
                    id={`${base}${own}`}
                    index={own}
                    selected={own === at}
                    result={result}
                    onPoint={() => setActive(own)}
                    onChoose={() => choose(result)}
                  />
                );
              })}
            </div>
          ))}
        </div>
        {flat.length === 0 && (
          <p className={styles.none} aria-live="polite">
            {t('ui.paletteEmpty', { text: query })}
          </p>
        )}
      </div>
    </div>
  );
}

function Option({
  id,
  index,
  selected,
  result,
  onPoint,
  onChoose,
}: {
  id: string;
  index: number;
  selected: boolean;
  result: PaletteResult;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const { label, icon: IconPart, hint, shortcut } = result.item;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
    <div
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      data-index={index}
      className={styles.option}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      <span className={styles.icon}>
        {IconPart && <IconPart size={ICON_SIZE} strokeWidth={ICON_STROKE} aria-hidden />}
      </span>
      <span className={styles.label}>{highlighted(label, result.positions)}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
      {shortcut && <Kbd shortcut={shortcut} />}
    </div>
  );
}

/** The text with the letters that answered the query set apart. */
function highlighted(text: string, positions: readonly number[]): ReactNode {
  if (positions.length === 0) return text;
  const parts: ReactNode[] = [];
  const marked = new Set(positions);
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && marked.has(at) === marked.has(from)) continue;
    const part = text.slice(from, at);
    parts.push(marked.has(from) ? <b key={from}>{part}</b> : part);
    from = at;
  }
  return parts;
}

/** Takes the focus at once and gives it back when done. */
function useFocusHere(input: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      returnFocusTo(before)?.focus({ preventScroll: true });
    };
  }, [input]);
}
