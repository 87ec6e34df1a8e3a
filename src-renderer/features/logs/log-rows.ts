import { withoutSequences } from './control-sequences.ts';
import type { LogChunk, StreamFilter } from './log-chunk.ts';
import type { LogStore } from './log-store.ts';
import type { LogRow, TextPlace } from './protocol.ts';

const NEWLINE = 10;
const RETURN = 13;

// Decoded at the very end, line by line: what is no UTF-8 shows as U+FFFD and cannot harm its neighbours.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Matches that are marked in one row. */
const MARKS_MOST = 1_000;

/** The rows of a view from `first` on, as many as there are of `count`, with the matches of a search marked. */
export function readRows(
  store: LogStore,
  filter: StreamFilter,
  first: number,
  count: number,
  search?: RegExp,
): LogRow[] {
  const rows: LogRow[] = [];
  for (const [chunk, index] of placesFrom(store, filter, first, first + count)) {
    const text = decodeRow(chunk, index);
    rows.push({
      row: first + rows.length,
      text,
      marks: search ? marksIn(withoutSequences(text), search) : [],
      seconds: chunk.seconds(index),
      nanos: chunk.nanos(index),
      stderr: chunk.stream(index) === 1,
      gap: chunk.isGap(index),
    });
  }
  return rows;
}

function marksIn(text: string, search: RegExp): number[] {
  const marks: number[] = [];
  for (const match of text.matchAll(search)) {
    if (match[0] === '') continue;
    if (marks.length === 2 * MARKS_MOST) break;
    marks.push(match.index, match.index + match[0].length);
  }
  return marks;
}

/**
 * The text between two places of a view, with the line ends that the log has and without control sequences,
 * for the clipboard.
 */
export function readText(
  store: LogStore,
  filter: StreamFilter,
  range: { from: TextPlace; to: TextPlace } | 'all',
): string {
  const { first, end } = store.rowRange(filter);
  const from = range === 'all' ? { row: first, char: 0 } : range.from;
  const to = range === 'all' ? { row: end, char: 0 } : range.to;
  const parts: string[] = [];
  let row = Math.max(from.row, first);
  for (const [chunk, index] of placesFrom(store, filter, row, Math.min(to.row + 1, end))) {
    if (!chunk.isGap(index)) {
      let text = withoutSequences(decoder.decode(chunk.bytes.subarray(chunk.start(index), chunk.end(index))));
      if (row === to.row) text = text.slice(0, to.char);
      if (row === from.row) text = text.slice(from.char);
      parts.push(text);
    }
    row += 1;
  }
  return parts.join('');
}

function decodeRow(chunk: LogChunk, index: number): string {
  const { bytes } = chunk;
  const start = chunk.start(index);
  let end = chunk.end(index);
  if (end > start && bytes[end - 1] === NEWLINE) {
    end -= 1;
    if (end > start && bytes[end - 1] === RETURN) end -= 1;
  }
  return decoder.decode(bytes.subarray(start, end));
}

/** Where the lines of the rows in `[first, end)` are stored. */
function* placesFrom(
  store: LogStore,
  filter: StreamFilter,
  first: number,
  end: number,
): Generator<[LogChunk, number]> {
  let left = end - first;
  if (left <= 0) return;
  const place = store.placeOfRow(first, filter);
  if (!place) return;
  let { index } = place;
  const { held } = store;
  for (let c = held.indexOf(place.chunk); c < held.length; c += 1) {
    const chunk = held[c] as LogChunk;
    for (; index < chunk.count; index += 1) {
      if (!chunk.shows(index, filter)) continue;
      yield [chunk, index];
      left -= 1;
      if (left === 0) return;
    }
    index = 0;
  }
}
