import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';
import menuStyles from './menu.module.css';
import selectStyles from './select.module.css';

export interface ComboFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What is offered while typing; anything else may be typed as well. */
  suggestions: readonly string[];
  placeholder?: string;
  mono?: boolean;
  onBlur?: () => void;
}

/** Suggestions that are drawn at once; typing narrows them. */
const SHOWN_MOST = 50;

/** One line of text with suggestions that contain what is typed. */
export function ComboField({
  value,
  onChange,
  suggestions,
  placeholder,
  mono,
  onBlur,
  ...field
}: ComboFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <Base.Root
          items={suggestions as string[]}
          value={value}
          onValueChange={(next) => onChange(next)}
          limit={SHOWN_MOST}
          disabled={field.disabled}
        >
          <Base.Input
            {...control}
            className={classNames(fieldStyles.input, mono && fieldStyles.mono)}
            placeholder={placeholder}
            spellCheck={false}
            autoCapitalize="off"
            onBlur={onBlur}
          />
          <Base.Portal>
            <Base.Positioner className={menuStyles.positioner} sideOffset={4}>
              <Base.Popup className={classNames(menuStyles.popup, selectStyles.popup)}>
                <Base.List>
                  {(suggestion: string) => (
                    <Base.Item key={suggestion} value={suggestion} className={menuStyles.item}>
                      <span className={classNames(menuStyles.label, mono && fieldStyles.mono)}>
                        {suggestion}
                      </span>
                    </Base.Item>
                  )}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}
