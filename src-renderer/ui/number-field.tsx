import { useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface NumberFieldProps extends FieldProps {
  /** Empty is null; text that is no number is NaN, stays in the field and wants an `error` from the form. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  /** What the arrow keys add; with Shift ten times that. */
  step?: number;
  /** A unit shown inside the field. */
  unit?: string;
  placeholder?: string;
}

/** A number that is typed; the arrow keys step it within its bounds. */
export function NumberField({
  value,
  onChange,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  step = 1,
  unit,
  placeholder,
  ...field
}: NumberFieldProps) {
  const [text, setText] = useState(() => textOf(value));
  const shown = sameNumber(parseNumber(text), value) ? text : textOf(value);
  const change = (next: string) => {
    setText(next);
    onChange(parseNumber(next));
  };
  const stepBy = (amount: number) => {
    const from = value === null || Number.isNaN(value) ? (Number.isFinite(min) ? min - amount : 0) : value;
    change(textOf(Math.min(max, Math.max(min, round(from + amount)))));
  };
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles.affixed}>
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={classNames(styles.input, styles.number)}
            value={shown}
            placeholder={placeholder}
            disabled={field.disabled}
            onChange={(event) => change(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
              event.preventDefault();
              stepBy((event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1));
            }}
          />
          {unit && <span className={styles.suffix}>{unit}</span>}
        </div>
      )}
    </Field>
  );
}

/** Text of a field as a number: null when empty, NaN when it is none. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function textOf(value: number | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}

function sameNumber(a: number | null, b: number | null): boolean {
  return Object.is(a, b);
}

/** Keeps 0.1 + 0.2 from showing as 0.30000000000000004. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
