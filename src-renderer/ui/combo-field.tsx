import { type KeyboardEvent, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './combo-field.module.css';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface ComboFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What is offered while typing; anything else may be typed as well. */
  suggestions: readonly string[];
  placeholder?: string;
  mono?: boolean;
}

/** Suggestions that are shown at once; typing narrows them. */
const SHOWN_MOST = 8;

/** Suggestions that contain what is typed, those that begin with it first; none once it is one of them. */
export function suggestionsFor(text: string, suggestions: readonly string[]): string[] {
  const wanted = text.trim().toLowerCase();
  if (suggestions.includes(text)) return [];
  const found = suggestions.filter((each) => each.toLowerCase().includes(wanted));
  const begins = (each: string) => (each.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, SHOWN_MOST);
}

/**
 * One line of text with suggestions below. The focus stays in the text, and the rest of the form stays
 * in reach: nothing around an open list is hidden.
 */
export function ComboField({ value, onChange, suggestions, placeholder, mono, ...field }: ComboFieldProps) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = open ? suggestionsFor(value, suggestions) : [];
  const choose = (suggestion: string) => {
    onChange(suggestion);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(open && shown.length > 0 ? (active + step + shown.length) % shown.length : -1);
      setOpen(true);
    } else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (event.key === 'Escape' && shown.length > 0) {
      // The list alone, not the dialog around it.
      event.stopPropagation();
      setOpen(false);
    } else return;
    event.preventDefault();
  };
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles.combo}>
          <input
            {...control}
            type="text"
            role="combobox"
            aria-expanded={shown.length > 0}
            aria-controls={shown.length > 0 ? listId : undefined}
            aria-activedescendant={shown[active] === undefined ? undefined : `${listId}${active}`}
            aria-autocomplete="list"
            className={classNames(fieldStyles.input, mono && fieldStyles.mono)}
            value={value}
            placeholder={placeholder}
            disabled={field.disabled}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            onChange={(event) => {
              onChange(event.target.value);
              setActive(-1);
              setOpen(true);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(false)}
          />
          {shown.length > 0 && (
            <div role="listbox" id={listId} aria-label={field.label} className={styles.list} tabIndex={-1}>
              {shown.map((suggestion, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
                <div
                  key={suggestion}
                  role="option"
                  id={`${listId}${index}`}
                  aria-selected={index === active}
                  tabIndex={-1}
                  className={classNames(styles.option, mono && fieldStyles.mono)}
                  // The text keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => setActive(index)}
                  onClick={() => choose(suggestion)}
                >
                  {suggestion}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
