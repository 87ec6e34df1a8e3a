import { LineAssembler, type LineSink } from './line-assembler.ts';
import type { LinePlace, LogStore, OpenLine } from './log-store.ts';
import type { LogStream } from './record-reader.ts';

/** A moment as the engine writes it. */
export interface Stamp {
  seconds: number;
  nanos: number;
}

/**
 * How far before the last record a lost stream is taken up again: the records of the two streams are stamped
 * before they are written, so neighbours in the file may be out of order by less than this.
 */
const OVERLAP_NANOS = 50_000_000;

/** The moment to ask from, given the last record that was read; `exact`: its stamp had a fraction. */
export function resumeFrom(last: Stamp, exact: boolean): Stamp {
  // With whole seconds everything of that second and the one before may come again.
  if (!exact) return { seconds: last.seconds - 1, nanos: 0 };
  return last.nanos >= OVERLAP_NANOS
    ? { seconds: last.seconds, nanos: last.nanos - OVERLAP_NANOS }
    : { seconds: last.seconds - 1, nanos: last.nanos + 1e9 - OVERLAP_NANOS };
}

/** A moment as the engine's `since` takes it. */
export function formatStamp({ seconds, nanos }: Stamp): string {
  return `${seconds}.${String(nanos).padStart(9, '0')}`;
}

/**
 * Takes up a log where it was lost: drops the lines that the store holds already, by time and text, and lets
 * the rest through. An engine gives the records of a moment on in the order of its file, so the first that is
 * new comes after all that was seen; if none of those came again, lines may be missing and a gap is stored.
 *
 * Until the first new bytes the store keeps its open lines; afterwards the assembler writes into the store.
 */
export class Resume implements LineSink {
  readonly assembler: LineAssembler;
  readonly #store: LogStore;
  readonly #seen = new Map<string, SeenLines>();
  #newest: Stamp;
  #continuous = false;
  #done = false;

  constructor(store: LogStore, from: Stamp, newest: Stamp) {
    this.#store = store;
    this.#newest = newest;
    this.assembler = LineAssembler.apart(this);
    for (const chunk of store.chunks) {
      for (let index = 0; index < chunk.count; index += 1) {
        const seconds = chunk.seconds(index);
        const nanos = chunk.nanos(index);
        if (chunk.isGap(index) || isBefore({ seconds, nanos }, from)) continue;
        if (isBefore(this.#newest, { seconds, nanos })) this.#newest = { seconds, nanos };
        const key = keyOf(chunk.stream(index), seconds, nanos);
        const seen = this.#seen.get(key) ?? new SeenLines();
        seen.put({ chunk, index });
        this.#seen.set(key, seen);
      }
    }
  }

  /** Whether new bytes have come, which the store has. */
  get done(): boolean {
    return this.#done;
  }

  add(stream: LogStream, seconds: number, nanos: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.#seen.get(keyOf(stream, seconds, nanos))?.take(bytes, from, to)) {
      this.#continuous = true;
      return;
    }
    const open = this.#store.open[stream];
    if (continues(open, { seconds, nanos }, bytes, from, to)) {
      this.#continuous = true;
      open.clear();
    } else if (open.length > 0) this.#store.closeOpen(open);
    this.#passGap({ seconds, nanos });
    this.#store.add(stream, seconds, nanos, bytes, from, to);
    if (isBefore(this.#newest, { seconds, nanos })) this.#finish();
  }

  /** To be called after each chunk: an open line that is new is shown before it ends. */
  settle(): void {
    if (this.#done) return;
    for (const line of this.assembler.open) {
      if (line.length === 0) continue;
      const open = this.#store.open[line.stream];
      if (continues(open, line, line.bytes, 0, line.length)) {
        this.#continuous = true;
      } else if (isBefore(this.#newest, line)) this.#passGap(line);
      else continue;
      this.#finish();
      return;
    }
  }

  #passGap(at: Stamp): void {
    if (this.#continuous) return;
    this.#continuous = true;
    for (const line of this.#store.open) this.#store.closeOpen(line);
    this.#store.addGap(at.seconds, at.nanos);
  }

  #finish(): void {
    this.#done = true;
    this.#seen.clear();
    for (const line of this.#store.open) {
      const next = this.assembler.open[line.stream];
      if (!continues(line, next, next.bytes, 0, next.length)) this.#store.closeOpen(line);
    }
    this.#store.open = this.assembler.open;
    this.assembler.lines = this.#store;
    this.#store.version += 1;
  }
}

/** Stored lines of one stream and moment. */
class SeenLines {
  readonly #places: LinePlace[] = [];
  /** Those before it have come again. */
  #next = 0;

  put(place: LinePlace): void {
    this.#places.push(place);
  }

  /** Takes one line with those bytes out; false when there is none (left). They mostly come in order. */
  take(bytes: Uint8Array, from: number, to: number): boolean {
    const places = this.#places;
    for (let i = this.#next; i < places.length; i += 1) {
      const { chunk, index } = places[i] as LinePlace;
      if (!sameBytes(chunk.bytes, chunk.start(index), chunk.end(index), bytes, from, to)) continue;
      places[i] = places[this.#next] as LinePlace;
      this.#next += 1;
      return true;
    }
    return false;
  }
}

/** Whether those bytes, stamped so, are the open line gone on. */
function continues(open: OpenLine, at: Stamp, bytes: Uint8Array, from: number, to: number): boolean {
  return (
    open.length > 0 &&
    open.seconds === at.seconds &&
    open.nanos === at.nanos &&
    to - from >= open.length &&
    sameBytes(open.bytes, 0, open.length, bytes, from, from + open.length)
  );
}

function keyOf(stream: LogStream, seconds: number, nanos: number): string {
  return `${stream} ${seconds} ${nanos}`;
}

/** Whether `a` lies before `b`. */
export function isBefore(a: Stamp, b: Stamp): boolean {
  return a.seconds < b.seconds || (a.seconds === b.seconds && a.nanos < b.nanos);
}

function sameBytes(
  a: Uint8Array,
  from: number,
  to: number,
  b: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (to - from !== end - start) return false;
  for (let i = from, j = start; i < to; i += 1, j += 1) if (a[i] !== b[j]) return false;
  return true;
}
