import type { HTMLAttributes, KeyboardEventHandler, Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** For references, paths, ids: the mono face and no spelling help. */
  mono?: boolean;
  /** A unit or another fixed ending shown inside the field. */
  suffix?: string;
  type?: 'text' | 'password' | 'url' | 'datetime-local';
  autoFocus?: boolean;
  autoComplete?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  onBlur?: () => void;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. The value is kept by the form, right or wrong, so that nothing typed is lost. */
export function TextField({
  value,
  onChange,
  placeholder,
  mono,
  suffix,
  type = 'text',
  autoFocus,
  autoComplete = 'off',
  inputMode,
  onBlur,
  onKeyDown,
  ref,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles.affixed}>
          <input
            {...control}
            ref={ref}
            type={type}
            className={classNames(styles.input, mono && styles.mono)}
            value={value}
            placeholder={placeholder}
            disabled={field.disabled}
            // biome-ignore lint/a11y/noAutofocus: a dialog's first field takes the focus that the dialog moves
            autoFocus={autoFocus}
            autoComplete={autoComplete}
            inputMode={inputMode}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
            onKeyDown={onKeyDown}
          />
          {suffix && <span className={styles.suffix}>{suffix}</span>}
        </div>
      )}
    </Field>
  );
}
