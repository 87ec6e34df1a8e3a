import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './choice.module.css';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { FieldNote } from './field.tsx';

export interface ChoiceProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
}

/** A box to tick: takes part in a form that is sent later. */
export function Checkbox({ indeterminate = false, ...props }: ChoiceProps & { indeterminate?: boolean }) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <Choice {...props}>
      {(control) => <input {...control} ref={ref} type="checkbox" className={checkboxClass} />}
    </Choice>
  );
}

/** For a bare checkbox in a list; it needs an `aria-label`. */
export const checkboxClass = styles.checkbox;

interface ControlProps {
  id: string;
  checked: boolean;
  disabled: boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  onChange: (event: { target: { checked: boolean } }) => void;
}

function Choice({
  label,
  checked,
  onChange,
  hint,
  error,
  disabled,
  children,
}: ChoiceProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const noteId = `${id}note`;
  return (
    <div className={classNames(fieldStyles.choice)}>
      {children({
        id,
        checked,
        disabled,
        'aria-describedby': error || hint ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
        onChange: (event) => onChange(event.target.checked),
      })}
      <label htmlFor={id}>{label}</label>
      <FieldNote id={noteId} hint={hint} error={error} />
    </div>
  );
}
