import { type ChangeEvent, type ReactNode, useId } from 'react';
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
export function Checkbox(props: ChoiceProps) {
  return (
    <Choice {...props}>
      {(control) => <input {...control} type="checkbox" className={styles.checkbox} />}
    </Choice>
  );
}

/** A box without words beside it, for a line of a list. */
export function BareCheckbox({
  label,
  indeterminate = false,
  ...props
}: {
  label: string;
  checked: boolean;
  /** Ticked for a part of what it stands for. */
  indeterminate?: boolean;
  disabled?: boolean;
  tabIndex?: number;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}) {
  return (
    <input
      {...props}
      // No attribute says it, and a click takes it away.
      ref={(input) => {
        if (input) input.indeterminate = indeterminate;
      }}
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
    />
  );
}

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
