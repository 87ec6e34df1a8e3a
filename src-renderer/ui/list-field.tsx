import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { type ReactNode, useId, useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { FieldNote } from './field.tsx';
import styles from './list-field.module.css';

export interface ListColumn<Id extends string> {
  id: Id;
  label: string;
  placeholder?: string;
  /** A CSS grid track: "1fr", "96px". Default: 1fr. */
  width?: string;
  mono?: boolean;
  /** One of these instead of free text. */
  options?: readonly { value: string; label: string }[];
  /** What stands between this input and the one before it, such as "→" or "=". */
  separator?: string;
}

export type ListRow<Id extends string> = Readonly<Record<Id, string>>;

export interface ListFieldProps<Id extends string> {
  /** "Ports": the name of the group. */
  label: string;
  /** One of them, for the buttons: "port". */
  itemLabel: string;
  hint?: ReactNode;
  columns: readonly ListColumn<Id>[];
  rows: readonly ListRow<Id>[];
  onChange: (rows: ListRow<Id>[]) => void;
  /** What a new row holds. */
  blank: ListRow<Id>;
  /** Index of the row to column to what is wrong there; shown below the row. */
  errors?: Readonly<Record<number, Partial<Record<Id, string>>>> | undefined;
  /** Something wrong with the list as a whole. */
  error?: string | undefined;
}

/** Repeated rows of inputs: ports, variables, volumes. */
export function ListField<Id extends string>({
  label,
  itemLabel,
  hint,
  columns,
  rows,
  onChange,
  blank,
  errors,
  error,
}: ListFieldProps<Id>) {
  const t = useT();
  const base = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const tracks = `${columns
    .map((column) => `${column.separator ? 'auto ' : ''}minmax(0, ${column.width ?? '1fr'})`)
    .join(' ')} auto`;
  const set = (index: number, id: Id, value: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [id]: value } : row)));
  const focusRow = (index: number) => {
    requestAnimationFrame(() => {
      list.current
        ?.querySelector<HTMLElement>(`[data-row="${index}"] input, [data-row="${index}"] select`)
        ?.focus();
    });
  };
  return (
    <fieldset ref={list} className={styles.list} aria-describedby={error || hint ? `${base}note` : undefined}>
      <legend className={fieldStyles.label}>{label}</legend>
      {rows.map((row, index) => {
        const messages: Partial<Record<Id, string>> = errors?.[index] ?? {};
        const noteId = `${base}row${index}`;
        const wrong = columns.map((column) => messages[column.id]).filter(Boolean);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, it has no other identity
          <div key={index} data-row={index} className={styles.row}>
            <div className={styles.inputs} style={{ gridTemplateColumns: tracks }}>
              {columns.map((column) => (
                <Cell
                  key={column.id}
                  column={column}
                  name={`${column.label} ${index + 1}`}
                  value={row[column.id]}
                  noteId={messages[column.id] ? noteId : undefined}
                  onChange={(value) => set(index, column.id, value)}
                />
              ))}
              <IconButton
                icon={Trash2}
                label={t('ui.removeName', { name: `${itemLabel} ${index + 1}` })}
                onClick={() => {
                  onChange(rows.filter((_, at) => at !== index));
                  focusRow(Math.min(index, rows.length - 2));
                }}
              />
            </div>
            {wrong.length > 0 && <FieldNote id={noteId} error={wrong.join(' ')} />}
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          icon={Plus}
          onClick={() => {
            onChange([...rows, blank]);
            focusRow(rows.length);
          }}
        >
          {t('ui.addName', { name: itemLabel })}
        </Button>
      </div>
      <FieldNote id={`${base}note`} hint={hint} error={error} />
    </fieldset>
  );
}

function Cell<Id extends string>({
  column,
  name,
  value,
  noteId,
  onChange,
}: {
  column: ListColumn<Id>;
  name: string;
  value: string;
  noteId: string | undefined;
  onChange: (value: string) => void;
}) {
  const common = {
    'aria-label': name,
    'aria-invalid': noteId ? (true as const) : undefined,
    'aria-describedby': noteId,
    className: classNames(fieldStyles.input, column.mono && fieldStyles.mono),
    value,
  };
  return (
    <>
      {column.separator && (
        <span className={styles.separator} aria-hidden="true">
          {column.separator}
        </span>
      )}
      {column.options ? (
        <span className={styles.select}>
          <select {...common} onChange={(event) => onChange(event.target.value)}>
            {column.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronsUpDown size={13} aria-hidden />
        </span>
      ) : (
        <input
          {...common}
          type="text"
          placeholder={column.placeholder ?? column.label}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </>
  );
}
