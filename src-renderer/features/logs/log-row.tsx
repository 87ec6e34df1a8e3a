import { type CSSProperties, memo } from 'react';
import { formatExact } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { classNames } from '../../ui/class-names.ts';
import type { TextStyle } from './ansi.ts';
import { CHARS_ATTRIBUTE, ROW_ATTRIBUTE } from './log-selection.ts';
import styles from './log-view.module.css';
import type { LogRow as Row } from './protocol.ts';
import { type RowPiece, rowPieces } from './row-pieces.ts';
import { exactUtc, localTime } from './row-time.ts';

export interface LogRowProps {
  row: Row;
  timestamps: boolean;
  /** Which of its matches is the one that the search stands at. */
  currentMark: number | undefined;
}

/** One row of a log. Its text stands in its last element, in pieces that selection counts by characters. */
export const LogRow = memo(function LogRow({ row, timestamps, currentMark }: LogRowProps) {
  const t = useT();
  const number = { [ROW_ATTRIBUTE]: row.row };
  if (row.gap)
    return (
      <div {...number} className={classNames(styles.row, styles.gap)}>
        <span className={styles.text}>{t('logs.gap')}</span>
      </div>
    );
  return (
    <div {...number} className={styles.row}>
      {timestamps && <RowTime row={row} />}
      {row.stderr ? (
        <span
          className={styles.stderr}
          role="img"
          aria-label={t('logs.stderr')}
          data-tip={t('logs.stderr')}
        />
      ) : (
        <span className={styles.stdout} />
      )}
      <span className={styles.text}>{rowPieces(row.text, row.marks).map(drawPiece(currentMark))}</span>
    </div>
  );
}, sameRow);

function RowTime({ row }: { row: Row }) {
  const ms = row.seconds * 1000 + row.nanos / 1e6;
  const exact = exactUtc(row.seconds, row.nanos);
  return (
    <time className={styles.time} dateTime={exact} data-tip={`${formatExact(ms)}\n${exact}`}>
      {localTime(ms)}
    </time>
  );
}

const drawPiece = (currentMark: number | undefined) => (piece: RowPiece, index: number) => {
  const { text, style, sign, mark } = piece;
  if (!style && !sign && mark === undefined) return text;
  const props = {
    key: index,
    className: classNames(...(style ? classesOf(style) : []), sign && styles.sign),
    ...(sign ? { [CHARS_ATTRIBUTE]: piece.chars } : {}),
  };
  if (mark === undefined)
    return (
      <span {...props} style={style && colorsOf(style)}>
        {text}
      </span>
    );
  const current = mark === currentMark;
  return (
    <mark
      {...props}
      className={classNames(props.className, current && styles.currentMark)}
      data-current={current ? '' : undefined}
    >
      {text}
    </mark>
  );
};

function classesOf(style: TextStyle): (string | false | undefined)[] {
  return [
    style.bold && styles.bold,
    style.dim && styles.dim,
    style.italic && styles.italic,
    style.underline && styles.underline,
    style.strike && styles.strike,
  ];
}

function colorsOf({ color, background, inverse }: TextStyle): CSSProperties {
  if (!inverse) return { color, background };
  return { color: background ?? 'var(--term-bg)', background: color ?? 'var(--term-text)' };
}

/** News bring every row anew: one that says the same is not drawn again. */
function sameRow(a: LogRowProps, b: LogRowProps): boolean {
  return (
    a.timestamps === b.timestamps &&
    a.currentMark === b.currentMark &&
    a.row.row === b.row.row &&
    a.row.text === b.row.text &&
    a.row.seconds === b.row.seconds &&
    a.row.nanos === b.row.nanos &&
    a.row.stderr === b.row.stderr &&
    a.row.gap === b.row.gap &&
    a.row.marks.length === b.row.marks.length &&
    a.row.marks.every((mark, i) => mark === b.row.marks[i])
  );
}
