import { ESCAPE, sequenceEnd } from './control-sequences.ts';
import type { LogChunk, StreamFilter } from './log-chunk.ts';
import type { LogStore } from './log-store.ts';
import { createMatcher, type Matcher, type Pattern } from './matcher.ts';

/** How long one slice of a search may take, in ms: below a frame, so that lines and questions get between. */
const SLICE_MS = 8;
/** Bytes between two looks at the clock. */
const STEP_BYTES = 128 * 1024;
/** Matches that are remembered; more are not counted. */
export const HITS_MOST = 1_000_000;

const NEWLINE = 10;
const RETURN = 13;

/** A match: a byte of a line, and its rank among all. */
export interface Hit {
  /** Number of its line. */
  line: number;
  /** Which match of its line, counted from 0. */
  nth: number;
  /** Rank among all matches from the oldest line on, counted from 0. */
  rank: number;
}

/** The matches of one chunk. */
class ChunkHits {
  /** Byte offsets, ascending. */
  offsets = new Uint32Array(16);
  count = 0;
  /** Line up to which the chunk has been searched. */
  searched = 0;

  add(offset: number): void {
    if (this.count === this.offsets.length) {
      const grown = new Uint32Array(this.count * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.count++] = offset;
  }

  /** How many lie before a byte. */
  before(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.offsets[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One search over a store that goes on growing.  */
export class LogSearch {
  readonly pattern: Pattern;
  readonly filter: StreamFilter;
  readonly #store: LogStore;
  readonly #matcher: Matcher | undefined;
  readonly #hits = new Map<LogChunk, ChunkHits>();
  #total = 0;

  /** Throws a SyntaxError for a faulty regular expression. */
  constructor(store: LogStore, pattern: Pattern, filter: StreamFilter) {
    this.#store = store;
    this.pattern = pattern;
    this.filter = filter;
    this.#matcher = createMatcher(pattern);
  }

  /** Matches found so far in the lines that are held. */
  get total(): number {
    return this.#total;
  }

  /** Whether there are more than are counted. */
  get capped(): boolean {
    return this.#total >= HITS_MOST;
  }

  /**
   * Searches for a slice of time, from the line that is in view to the end and then the lines before.
   * Answers whether all has been searched.
   */
  run(fromLine: number, now: () => number = () => performance.now()): boolean {
    this.#forgetDropped();
    const matcher = this.#matcher;
    if (!matcher) return true;
    const until = now() + SLICE_MS;
    const chunks = this.#store.held;
    const split = Math.max(
      0,
      chunks.findIndex((chunk) => chunk.firstLine + chunk.count > fromLine),
    );
    for (let n = 0; n < chunks.length; n += 1) {
      const chunk = chunks[n < chunks.length - split ? split + n : chunks.length - 1 - n] as LogChunk;
      const hits = this.#hitsOf(chunk);
      while (hits.searched < chunk.count) {
        if (this.capped) return true;
        this.#step(chunk, hits, matcher);
        if (now() >= until) return false;
      }
    }
    return true;
  }

  /** The first match in a line or after it; else the last one before. Undefined when there is none. */
  nearest(line: number): Hit | undefined {
    const rank = this.#rankOf(line, 0);
    return this.hit(Math.min(rank, this.#total - 1));
  }

  /** The rank that a match has now (older ones may have been dropped or found since). */
  rankOf(hit: Hit): number {
    return this.#rankOf(hit.line, hit.nth);
  }

  /** The match of a rank. */
  hit(rank: number): Hit | undefined {
    let left = rank;
    if (left < 0) return undefined;
    for (const chunk of this.#store.held) {
      const hits = this.#hits.get(chunk);
      if (!hits) continue;
      if (left < hits.count) {
        const index = chunk.lineAt(hits.offsets[left] as number);
        return { line: chunk.firstLine + index, nth: left - hits.before(chunk.start(index)), rank };
      }
      left -= hits.count;
    }
    return undefined;
  }

  #rankOf(line: number, nth: number): number {
    let rank = 0;
    for (const chunk of this.#store.held) {
      const hits = this.#hits.get(chunk);
      if (line < chunk.firstLine) break;
      if (line < chunk.firstLine + chunk.count)
        return rank + (hits?.before(chunk.start(line - chunk.firstLine)) ?? 0) + nth;
      rank += hits?.count ?? 0;
    }
    return rank;
  }

  #hitsOf(chunk: LogChunk): ChunkHits {
    let hits = this.#hits.get(chunk);
    if (!hits) {
      hits = new ChunkHits();
      const hidden = this.#store.clearedLines - chunk.firstLine;
      hits.searched = Math.min(Math.max(hidden, 0), chunk.count);
      this.#hits.set(chunk, hits);
    }
    return hits;
  }

  /** Forgets chunks that were dropped, and open lines as they were before. */
  #forgetDropped(): void {
    const held = new Set(this.#store.held);
    for (const [chunk, hits] of this.#hits) {
      if (held.has(chunk)) continue;
      this.#total -= hits.count;
      this.#hits.delete(chunk);
    }
  }

  /** Searches the next lines of a chunk, about STEP_BYTES of them. */
  #step(chunk: LogChunk, hits: ChunkHits, matcher: Matcher): void {
    const first = hits.searched;
    const start = chunk.start(first);
    let last = Math.max(first, chunk.lineAt(Math.min(start + STEP_BYTES, chunk.used - 1)));
    if (chunk.used <= start + STEP_BYTES) last = chunk.count - 1;
    if (matcher.byLine) {
      for (let line = first; line <= last; line += 1) this.#searchLine(chunk, hits, matcher, line);
    } else {
      const end = chunk.end(last);
      for (let at = start; ; ) {
        const found = matcher.find(chunk.bytes, at, end);
        if (found < 0) break;
        const line = chunk.lineAt(found);
        this.#searchLine(chunk, hits, matcher, line);
        at = chunk.end(line);
      }
    }
    hits.searched = last + 1;
  }

  #searchLine(chunk: LogChunk, hits: ChunkHits, matcher: Matcher, line: number): void {
    if (!chunk.shows(line, this.filter) || chunk.isGap(line)) return;
    const { bytes } = chunk;
    const start = chunk.start(line);
    let end = chunk.end(line);
    if (bytes[end - 1] === NEWLINE) end -= 1;
    if (bytes[end - 1] === RETURN && end > start) end -= 1;
    let escapes: EscapeWalk | undefined;
    for (let at = start; at < end && !this.capped; ) {
      const found = matcher.find(bytes, at, end);
      if (found < 0) return;
      const to = matcher.end;
      escapes ??= new EscapeWalk(bytes, start, end);
      if (!escapes.touches(found, to)) {
        hits.add(found);
        this.#total += 1;
      }
      at = to;
    }
  }
}

/** Walks the control sequences of a line: what they hold is not seen, so it is not found. */
class EscapeWalk {
  readonly #bytes: Uint8Array;
  readonly #to: number;
  #from: number;
  #end: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.#to = to;
    this.#from = this.#end = from;
    this.#next();
  }

  /** Whether a control sequence shares bytes with `[from, to)`; asked with ascending places. */
  touches(from: number, to: number): boolean {
    while (this.#end <= from && this.#from < this.#to) this.#next();
    return this.#from < to && this.#end > from;
  }

  #next(): void {
    const bytes = this.#bytes;
    for (let at = this.#end; at < this.#to; at += 1) {
      if (bytes[at] !== ESCAPE) continue;
      const end = sequenceEnd((i) => bytes[i] as number, at, this.#to);
      if (end === at) continue;
      this.#from = at;
      this.#end = end;
      return;
    }
    this.#from = this.#end = this.#to;
  }
}
