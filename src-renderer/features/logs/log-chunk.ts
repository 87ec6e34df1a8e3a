import { ERR, type LogStream } from './record-reader.ts';

/** Bytes of a chunk; also what is dropped at once when the store is full. */
export const CHUNK_BYTES = 1024 * 1024;
/** Lines of a chunk, so that short lines too are dropped in small steps. */
export const CHUNK_LINES = 16_384;
const FIRST_BYTES = 64 * 1024;
const FIRST_LINES = 512;

/** Bits of a line's flags. */
const IS_ERR = 1;
const IS_GAP = 2;

/** Which lines a view shows. */
export type StreamFilter = 'all' | 'stdout' | 'stderr';

/** A run of whole lines: their bytes, newlines included, and the columns of their index. */
export class LogChunk {
  /** Number of its first line, counted from the beginning of the log that was read. */
  readonly firstLine: number;
  bytes = new Uint8Array(FIRST_BYTES);
  used = 0;
  count = 0;
  /** Whether a line in it has no newline: then neighbouring bytes may belong to two lines without one between. */
  unterminated = false;
  #starts = new Uint32Array(FIRST_LINES);
  #seconds = new Uint32Array(FIRST_LINES);
  #nanos = new Uint32Array(FIRST_LINES);
  #flags = new Uint8Array(FIRST_LINES);
  #errors = 0;
  #gaps = 0;

  constructor(firstLine: number) {
    this.firstLine = firstLine;
  }

  /** Bytes of memory that it holds. */
  get size(): number {
    return this.bytes.length + this.#starts.length * 13;
  }

  /** Whether a line of that many bytes still fits. */
  fits(length: number): boolean {
    return this.count < CHUNK_LINES && (this.used + length <= CHUNK_BYTES || this.count === 0);
  }

  /** Adds a line; the caller asked {@link fits} before. */
  add(stream: LogStream, seconds: number, nanos: number, from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (this.used + length > this.bytes.length) this.#growBytes(this.used + length);
    const { bytes, used } = this;
    // Below this length a plain loop beats the call of set() with its view.
    if (length < 48) for (let i = 0; i < length; i += 1) bytes[used + i] = from[start + i] as number;
    else bytes.set(from.subarray(start, end), used);
    this.#addIndex(seconds, nanos, stream === ERR ? IS_ERR : 0);
    this.used = used + length;
    if (length === 0 || bytes[this.used - 1] !== 10) this.unterminated = true;
    if (stream === ERR) this.#errors += 1;
  }

  /** Adds a mark that lines may be missing at this place. */
  addGap(seconds: number, nanos: number): void {
    this.#addIndex(seconds, nanos, IS_GAP);
    this.unterminated = true;
    this.#gaps += 1;
  }

  /** Gives back the memory that no further line will need. */
  seal(): void {
    if (this.used < this.bytes.length * 0.75) this.bytes = this.bytes.slice(0, this.used);
    if (this.count < this.#starts.length * 0.75) this.#resizeIndex(this.count);
  }

  start(index: number): number {
    return this.#starts[index] as number;
  }

  end(index: number): number {
    return index + 1 < this.count ? (this.#starts[index + 1] as number) : this.used;
  }

  seconds(index: number): number {
    return this.#seconds[index] as number;
  }

  nanos(index: number): number {
    return this.#nanos[index] as number;
  }

  stream(index: number): LogStream {
    return ((this.#flags[index] as number) & IS_ERR) as LogStream;
  }

  isGap(index: number): boolean {
    return ((this.#flags[index] as number) & IS_GAP) !== 0;
  }

  /** Whether a view with that filter shows the line; a gap concerns every view. */
  shows(index: number, filter: StreamFilter): boolean {
    if (filter === 'all' || this.isGap(index)) return true;
    return (this.stream(index) === ERR) === (filter === 'stderr');
  }

  /** How many of its lines such a view shows. */
  shown(filter: StreamFilter): number {
    if (filter === 'all') return this.count;
    return filter === 'stderr' ? this.#errors + this.#gaps : this.count - this.#errors;
  }

  /** How many of its lines before `index` such a view shows. */
  shownBefore(index: number, filter: StreamFilter): number {
    if (filter === 'all') return index;
    let shown = 0;
    for (let i = 0; i < index; i += 1) if (this.shows(i, filter)) shown += 1;
    return shown;
  }

  /** Index of the `nth` line that such a view shows, counted from 0; `count` when it has fewer. */
  nthShown(nth: number, filter: StreamFilter): number {
    if (filter === 'all') return Math.min(nth, this.count);
    let left = nth;
    for (let i = 0; i < this.count; i += 1) if (this.shows(i, filter) && left-- === 0) return i;
    return this.count;
  }

  /** Index of the line that holds the byte at `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #addIndex(seconds: number, nanos: number, flags: number): void {
    const at = this.count;
    if (at === this.#starts.length) this.#resizeIndex(Math.min(at * 2, CHUNK_LINES));
    this.#starts[at] = this.used;
    this.#seconds[at] = seconds;
    this.#nanos[at] = nanos;
    this.#flags[at] = flags;
    this.count = at + 1;
  }

  #growBytes(least: number): void {
    const grown = new Uint8Array(Math.max(least, Math.min(this.bytes.length * 4, CHUNK_BYTES)));
    grown.set(this.bytes.subarray(0, this.used));
    this.bytes = grown;
  }

  #resizeIndex(length: number): void {
    const resize = (old: Uint32Array) => {
      const column = new Uint32Array(length);
      column.set(old.subarray(0, Math.min(old.length, length)));
      return column;
    };
    this.#starts = resize(this.#starts);
    this.#seconds = resize(this.#seconds);
    this.#nanos = resize(this.#nanos);
    const flags = new Uint8Array(length);
    flags.set(this.#flags.subarray(0, Math.min(this.#flags.length, length)));
    this.#flags = flags;
  }
}
