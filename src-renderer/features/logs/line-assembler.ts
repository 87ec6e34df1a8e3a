import { type LogStore, OpenLine, ROW_MOST_BYTES } from './log-store.ts';
import { ERR, type LogStream, OUT, type RecordSink } from './record-reader.ts';

const NEWLINE = 10;

/** Receives whole lines (and rows of over-long ones, without a newline) in the order of their ends. */
export interface LineSink {
  add(stream: LogStream, seconds: number, nanos: number, bytes: Uint8Array, from: number, to: number): void;
}

/** Puts records together to lines, each stream by itself. A line has the time of its first record. */
export class LineAssembler implements RecordSink {
  /** Where whole lines go. */
  lines: LineSink;
  /** The line of each stream that has not ended. */
  readonly open: readonly [OpenLine, OpenLine];
  #line: OpenLine;
  #seconds = 0;
  #nanos = 0;
  /** Whether timestamps so far had a fraction of a second. */
  exact = true;

  constructor(lines: LineSink, open: readonly [OpenLine, OpenLine]) {
    this.lines = lines;
    this.open = open;
    this.#line = open[OUT];
  }

  /** An assembler that writes into a store. */
  static into(store: LogStore): LineAssembler {
    return new LineAssembler(store, store.open);
  }

  /** An assembler whose open lines are nobody else's. */
  static apart(lines: LineSink): LineAssembler {
    return new LineAssembler(lines, [new OpenLine(OUT), new OpenLine(ERR)]);
  }

  begin(stream: LogStream, seconds: number, nanos: number, exact: boolean): void {
    this.#line = this.open[stream];
    this.#seconds = seconds;
    this.#nanos = nanos;
    this.exact = exact;
  }

  text(bytes: Uint8Array, from: number, to: number): void {
    const line = this.#line;
    let at = from;
    while (at < to) {
      const end = endOfLine(bytes, at, to);
      const ended = bytes[end - 1] === NEWLINE;
      if (line.length === 0) {
        line.seconds = this.#seconds;
        line.nanos = this.#nanos;
        if (ended && end - at <= ROW_MOST_BYTES) {
          this.lines.add(line.stream, this.#seconds, this.#nanos, bytes, at, end);
          at = end;
          continue;
        }
      }
      const room = ROW_MOST_BYTES - line.length;
      const piece = Math.min(end, at + room);
      line.append(bytes, at, piece);
      at = piece;
      if (ended && piece === end) this.#flush(line, line.length);
      else if (line.length === ROW_MOST_BYTES) this.#flush(line, wholeCharacters(line));
    }
  }

  #flush(line: OpenLine, length: number): void {
    this.lines.add(line.stream, line.seconds, line.nanos, line.bytes, 0, length);
    line.bytes.copyWithin(0, length, line.length);
    line.length -= length;
  }
}

/** The byte after the next newline, or `to`. */
function endOfLine(bytes: Uint8Array, from: number, to: number): number {
  // indexOf knows no end: it is only asked when a newline before `to` stops it.
  if (bytes[to - 1] === NEWLINE) return bytes.indexOf(NEWLINE, from) + 1;
  for (let i = from; i < to; i += 1) if (bytes[i] === NEWLINE) return i + 1;
  return to;
}

/** Length of the line without a UTF-8 character that its end cuts. */
function wholeCharacters(line: OpenLine): number {
  for (let back = 1; back <= 3 && back < line.length; back += 1) {
    const byte = line.bytes[line.length - back] as number;
    if (byte < 0x80) return line.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? line.length - back : line.length;
    }
  }
  return line.length;
}
