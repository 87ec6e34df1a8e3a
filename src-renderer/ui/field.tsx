import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

/** What every field has in common. */
export interface FieldProps {
  label: string;
  /** One line below the field: what it is for, or the form that is expected. */
  hint?: ReactNode;
  /** What is wrong with the value, next to the field; it takes the hint's place. */
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Hides the label from sight where the place says it already; it stays the accessible name. */
  labelHidden?: boolean | undefined;
  className?: string | undefined;
}

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

/** Label above, control, hint or error below, wired together for assistive technology. */
export function Field({
  label,
  hint,
  error,
  required,
  labelHidden,
  className,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const noteId = `${id}note`;
  const note = error ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} id={`${id}label`} className={labelHidden ? styles.hiddenLabel : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      <FieldNote id={noteId} hint={hint} error={error} />
    </div>
  );
}

/** The line below a control. An error is announced when it appears. */
export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  if (!error && !hint) return null;
  return (
    <div id={id} className={error ? styles.error : styles.hint} aria-live={error ? 'polite' : undefined}>
      {error ?? hint}
    </div>
  );
}
