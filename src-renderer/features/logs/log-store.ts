import { CHUNK_BYTES, CHUNK_LINES, LogChunk, type StreamFilter } from './log-chunk.ts';
import { ERR, type LogStream, OUT } from './record-reader.ts';

/** How much of a log is held. */
export interface StoreLimits {
  /** Bytes of lines. */
  bytes: number;
  lines: number;
}

export const STORE_LIMITS: StoreLimits = { bytes: 112 * 1024 * 1024, lines: 2_000_000 };

/** Longest row; a longer line goes on in the next row. It bounds what one row costs the page. */
export const ROW_MOST_BYTES = 64 * 1024;

/** The line of one stream that has not ended yet. */
export class OpenLine {
  readonly stream: LogStream;
  seconds = 0;
  nanos = 0;
  length = 0;
  bytes = new Uint8Array(256);
  #hiddenLength = 0;

  constructor(stream: LogStream) {
    this.stream = stream;
  }

  append(from: Uint8Array, start: number, end: number): void {
    const length = this.length + end - start;
    if (length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(length, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(from.subarray(start, end), this.length);
    this.length = length;
  }

  /** Whether there is something of it that "Clear view" has not hidden. */
  get shown(): boolean {
    return this.length > this.#hiddenLength;
  }

  hide(): void {
    this.#hiddenLength = this.length;
  }

  clear(): void {
    this.length = 0;
    this.#hiddenLength = 0;
  }
}

/** One line where it is stored. */
export interface LinePlace {
  chunk: LogChunk;
  index: number;
}

/** A counter per filter. */
type Shown = Record<StreamFilter, number>;

/**
 * The lines of a log that are held: whole ones in chunks, and the open line of each stream.
 *
 * stdout and stderr share a terminal's screen, but here a line belongs to one stream: a line is stored when
 * it ends, so a long line of one stream is never broken by a line of the other that comes between its parts.
 * Read per stream, the bytes are exactly those that `docker logs` prints.
 */
export class LogStore {
  readonly chunks: LogChunk[] = [];
  open: readonly [OpenLine, OpenLine] = [new OpenLine(OUT), new OpenLine(ERR)];
  readonly #limits: StoreLimits;
  /** Number of the next line. */
  lines = 0;
  /** Lines and rows before the first chunk, dropped for room. */
  readonly #dropped: Shown = { all: 0, stdout: 0, stderr: 0 };
  /** Lines below this number are hidden by "Clear view". */
  clearedLines = 0;
  /** Grows with every change; whoever lets an open line grow adds to it. */
  version = 0;
  #held: { version: number; chunks: readonly LogChunk[] } = { version: -1, chunks: [] };

  constructor(limits: StoreLimits = STORE_LIMITS) {
    this.#limits = limits;
  }

  /** Bytes of memory that the lines and their index take. */
  get size(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  }

  /** The chunks, and after them one with the open lines as they are now: those are numbered as if they had ended. */
  get held(): readonly LogChunk[] {
    if (this.#held.version !== this.version) {
      const chunks = [...this.chunks];
      const open = this.open.filter((line) => line.shown);
      if (open.length > 0) {
        const last = new LogChunk(this.lines);
        for (const { stream, seconds, nanos, bytes, length } of open)
          last.add(stream, seconds, nanos, bytes, 0, length);
        chunks.push(last);
      }
      this.#held = { version: this.version, chunks };
    }
    return this.#held.chunks;
  }

  /** Lines that would be in view if there were room for them. */
  get droppedLines(): number {
    return Math.max(0, this.#dropped.all - this.clearedLines);
  }

  /** Stores a line, its newline included if it has one. */
  add(stream: LogStream, seconds: number, nanos: number, bytes: Uint8Array, from: number, to: number): void {
    this.#chunkFor(to - from).add(stream, seconds, nanos, bytes, from, to);
    this.#added();
  }

  /** Marks that lines may be missing here. */
  addGap(seconds: number, nanos: number): void {
    this.#chunkFor(0).addGap(seconds, nanos);
    this.#added();
  }

  /** Stores an open line as it is, without a newline. */
  closeOpen(line: OpenLine): void {
    if (line.length === 0) return;
    this.add(line.stream, line.seconds, line.nanos, line.bytes, 0, line.length);
    line.clear();
  }

  /**
   * Hides everything so far; an open line shows again when it goes on.
   * The bytes stay: what comes again after a lost connection is known by them.
   */
  clearView(): void {
    for (const line of this.open) line.hide();
    this.clearedLines = this.lines;
    this.version += 1;
  }

  /** Forgets everything. */
  reset(): void {
    this.chunks.length = 0;
    for (const line of this.open) line.clear();
    this.#dropped.all = this.#dropped.stdout = this.#dropped.stderr = 0;
    this.lines = 0;
    this.clearedLines = 0;
    this.version += 1;
  }

  /** Where a line is stored; undefined when it is not (or no longer). */
  place(line: number): LinePlace | undefined {
    const chunks = this.held;
    let low = 0;
    let high = chunks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const chunk = chunks[middle] as LogChunk;
      if (line < chunk.firstLine) high = middle - 1;
      else if (line >= chunk.firstLine + chunk.count) low = middle + 1;
      else return { chunk, index: line - chunk.firstLine };
    }
    return undefined;
  }

  /** How many rows a view with that filter has had before a line, those dropped included. */
  rowOfLine(line: number, filter: StreamFilter): number {
    if (filter === 'all') return line;
    let rows = this.#dropped[filter];
    for (const chunk of this.held) {
      if (line <= chunk.firstLine) break;
      rows +=
        line >= chunk.firstLine + chunk.count
          ? chunk.shown(filter)
          : chunk.shownBefore(line - chunk.firstLine, filter);
    }
    return rows;
  }

  /** The line in a row of such a view; undefined when no such line is held. */
  placeOfRow(row: number, filter: StreamFilter): LinePlace | undefined {
    let left = row - this.#dropped[filter];
    if (left < 0) return undefined;
    for (const chunk of this.held) {
      const shown = chunk.shown(filter);
      if (left < shown) return { chunk, index: chunk.nthShown(left, filter) };
      left -= shown;
    }
    return undefined;
  }

  /** Rows of such a view: the number of its first one, and the one after its last. */
  rowRange(filter: StreamFilter): { first: number; end: number } {
    const { held } = this;
    const last = held[held.length - 1];
    const firstHeld = held[0]?.firstLine ?? this.lines;
    return {
      first: this.rowOfLine(Math.max(firstHeld, this.clearedLines), filter),
      end: this.rowOfLine(last ? last.firstLine + last.count : this.lines, filter),
    };
  }

  #added(): void {
    this.lines += 1;
    this.version += 1;
  }

  #chunkFor(length: number): LogChunk {
    const last = this.chunks[this.chunks.length - 1];
    if (last?.fits(length)) return last;
    last?.seal();
    this.#makeRoom();
    const chunk = new LogChunk(this.lines);
    this.chunks.push(chunk);
    return chunk;
  }

  /** Drops the oldest chunks until a full new one fits the limits. */
  #makeRoom(): void {
    const { chunks } = this;
    let bytes = CHUNK_BYTES;
    for (const chunk of chunks) bytes += chunk.bytes.length;
    for (let oldest = chunks[0]; oldest; oldest = chunks[0]) {
      const lines = this.lines - oldest.firstLine + CHUNK_LINES;
      if (bytes <= this.#limits.bytes && lines <= this.#limits.lines) return;
      chunks.shift();
      bytes -= oldest.bytes.length;
      for (const filter of ['all', 'stdout', 'stderr'] as const)
        this.#dropped[filter] += oldest.shown(filter);
    }
  }
}
