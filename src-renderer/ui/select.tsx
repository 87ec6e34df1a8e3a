import { Select as Base } from '@base-ui/react/select';
import Check from 'lucide-react/icons/check';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';
import menuStyles from './menu.module.css';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** A second, quieter line. */
  description?: string;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> extends FieldProps {
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
}

/** One of a few known values. */
export function Select<Value extends string>({ value, options, onChange, ...field }: SelectProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <Base.Root
          items={options as SelectOption<Value>[]}
          value={value}
          disabled={field.disabled}
          onValueChange={(next) => {
            if (next !== null) onChange(next);
          }}
        >
          <Base.Trigger
            {...control}
            aria-labelledby={`${control.id}label`}
            className={classNames(fieldStyles.input, styles.trigger)}
          >
            <Base.Value className={styles.value} />
            <Base.Icon className={styles.icon}>
              <ChevronsUpDown size={13} />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner className={menuStyles.positioner} sideOffset={4} alignItemWithTrigger={false}>
              <Base.Popup className={classNames(menuStyles.popup, styles.popup)}>
                {options.map((option) => (
                  <Base.Item
                    key={option.value}
                    value={option.value}
                    disabled={option.disabled}
                    className={menuStyles.item}
                  >
                    <span className={menuStyles.icon}>
                      <Base.ItemIndicator>
                        <Check size={14} />
                      </Base.ItemIndicator>
                    </span>
                    <span className={menuStyles.label}>
                      <Base.ItemText>{option.label}</Base.ItemText>
                      {option.description && <span className={menuStyles.reason}>{option.description}</span>}
                    </span>
                  </Base.Item>
                ))}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}
