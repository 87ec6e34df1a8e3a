import { visibleText } from '../../text/visible-text.ts';
import { parseAnsi, type TextStyle } from './ansi.ts';

/** A part of a row as it is drawn. */
export interface RowPiece {
  /** What is drawn. */
  text: string;
  /** How many characters of the row's text it stands for, when not its own: a sign stands for one. */
  chars: number;
  /** Stands for a character that could not be seen or would turn the text around. */
  sign: boolean;
  style: TextStyle | undefined;
  /** Which match of the search it belongs to; undefined when to none. */
  mark: number | undefined;
}

const NOTHING_SPECIAL = /^[\t\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u3131-\u3163\uac00-\ud7a3]*$/;

/**
 * The row's text in pieces of one look: colours from its control sequences, matches marked (pairs of start and
 * end in the text without sequences), and characters that cannot be seen as signs.
 */
export function rowPieces(text: string, marks: readonly number[] = []): RowPiece[] {
  const pieces: RowPiece[] = [];
  let at = 0;
  for (const { text: run, style } of parseAnsi(text)) {
    let from = 0;
    while (from < run.length) {
      const { mark, end } = markAt(marks, at + from);
      const to = Math.min(run.length, end - at);
      pushSafely(pieces, run.slice(from, to), style, mark);
      from = to;
    }
    at += run.length;
  }
  return pieces;
}

/** Which match covers a place, and up to where that holds. */
function markAt(marks: readonly number[], at: number): { mark: number | undefined; end: number } {
  for (let i = 0; i < marks.length; i += 2) {
    const start = marks[i] as number;
    const end = marks[i + 1] as number;
    if (at < start) return { mark: undefined, end: start };
    if (at < end) return { mark: i / 2, end };
  }
  return { mark: undefined, end: Number.POSITIVE_INFINITY };
}

function pushSafely(
  pieces: RowPiece[],
  text: string,
  style: TextStyle | undefined,
  mark: number | undefined,
): void {
  const push = (part: string, sign: string | undefined) =>
    pieces.push({ text: sign ?? part, chars: part.length, sign: sign !== undefined, style, mark });
  if (NOTHING_SPECIAL.test(text) || visibleText(text) === text) {
    push(text, undefined);
    return;
  }
  let plain = '';
  for (const char of text) {
    const sign = visibleText(char);
    if (sign === char) {
      plain += char;
      continue;
    }
    if (plain !== '') push(plain, undefined);
    plain = '';
    push(char, sign);
  }
  if (plain !== '') push(plain, undefined);
}
