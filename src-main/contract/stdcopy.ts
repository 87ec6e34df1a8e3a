/**
 * The framing of an attach, exec or log stream of a container without a TTY: 1 byte of stream type,
 * 3 zero bytes, 4 bytes of big-endian payload length, payload
 * (moby `pkg/stdcopy`, and "Stream format" under ContainerAttach of the Engine API).
 */
export const HEADER_BYTES = 8;

/** Stream types 0 to 2 carry the container's bytes; 3 carries an error of the daemon itself. */
export const STDIN = 0;
export const STDOUT = 1;
export const STDERR = 2;
const SYSTEM_ERROR = 3;

export type StdStream = typeof STDIN | typeof STDOUT | typeof STDERR;

/** Bytes of a daemon's error message that are kept. */
const ERROR_MOST_BYTES = 64 * 1024;

/** The stream is not framed as it should be, or the daemon reported an error inside it. */
export class StdcopyError extends Error {
  /** True when the message is the daemon's own (frame type 3). */
  readonly fromDaemon: boolean;

  constructor(message: string, fromDaemon: boolean) {
    super(message);
    this.name = 'StdcopyError';
    this.fromDaemon = fromDaemon;
  }
}

/**
 * Receives a piece of one frame's payload: `bytes[from, to)`, valid during the call alone.
 * `first` and `last` tell whether the frame begins and ends with it; a frame of no bytes is told once.
 */
export type FrameSink = (
  stream: StdStream,
  bytes: Uint8Array,
  from: number,
  to: number,
  first: boolean,
  last: boolean,
) => void;

/**
 * A streaming parser of that framing: takes chunks cut anywhere, copies nothing and keeps only the open
 * frame's header, so frames of one byte and of many megabytes cost no more than their bytes.
 */
export class StdcopyParser {
  readonly #sink: FrameSink;
  readonly #header = new Uint8Array(HEADER_BYTES);
  #headerBytes = 0;
  #type: number = STDIN;
  #left = 0;
  #first = false;
  #error: number[] = [];

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Whether the bytes so far end between two frames, as those of a whole stream do. */
  get settled(): boolean {
    return this.#headerBytes === 0;
  }

  /** Takes the next bytes. Throws a {@link StdcopyError}; the parser is of no use afterwards. */
  push(chunk: Uint8Array): void {
    const sink = this.#sink;
    const end = chunk.length;
    let at = 0;
    while (at < end) {
      if (this.#headerBytes < HEADER_BYTES) {
        if (this.#headerBytes === 0 && end - at >= HEADER_BYTES) {
          this.#open(chunk, at);
          at += HEADER_BYTES;
        } else {
          this.#header[this.#headerBytes++] = chunk[at++] as number;
          if (this.#headerBytes < HEADER_BYTES) continue;
          this.#open(this.#header, 0);
        }
        if (this.#left === 0) {
          this.#headerBytes = 0;
          if (this.#type === SYSTEM_ERROR) this.#fail();
          sink(this.#type as StdStream, chunk, at, at, true, true);
          continue;
        }
        this.#headerBytes = HEADER_BYTES;
      }
      const to = Math.min(end, at + this.#left);
      this.#left -= to - at;
      const last = this.#left === 0;
      if (last) this.#headerBytes = 0;
      if (this.#type === SYSTEM_ERROR) {
        for (let i = at; i < to && this.#error.length < ERROR_MOST_BYTES; i += 1)
          this.#error.push(chunk[i] as number);
        if (last) this.#fail();
      } else if (to > at) {
        sink(this.#type as StdStream, chunk, at, to, this.#first, last);
        this.#first = false;
      }
      at = to;
    }
  }

  #open(bytes: Uint8Array, at: number): void {
    const type = bytes[at] as number;
    if (type > SYSTEM_ERROR || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
      const seen = Array.from(bytes.subarray(at, at + HEADER_BYTES), (b) => b.toString(16).padStart(2, '0'));
      throw new StdcopyError(`not a frame header of a multiplexed stream: ${seen.join(' ')}`, false);
    }
    this.#type = type;
    this.#left =
      (bytes[at + 4] as number) * 0x1000000 +
      (((bytes[at + 5] as number) << 16) | ((bytes[at + 6] as number) << 8) | (bytes[at + 7] as number));
    this.#first = true;
  }

  #fail(): never {
    throw new StdcopyError(new TextDecoder().decode(Uint8Array.from(this.#error)), true);
  }
}

/** Bytes of one stream. */
export interface StdPiece {
  stream: StdStream;
  bytes: Uint8Array;
}

/**
 * Takes the framing off chunk by chunk. Neighbouring payloads of the same stream within a chunk are joined,
 * so that a flood of small frames does not become a flood of small items; a payload that stands alone is
 * passed on uncopied. The function throws as {@link StdcopyParser.push} does.
 */
export function createDemultiplexer(): (chunk: Uint8Array) => StdPiece[] {
  let pieces: StdPiece[] = [];
  let stream: StdStream = STDIN;
  // The open piece: a range of the chunk, or of `joined` once a second payload has come to it.
  let from = 0;
  let to = 0;
  let copied = false;
  // All joined pieces of one chunk share one buffer: their bytes are fewer than the chunk's.
  let joined: Uint8Array | undefined;
  let used = 0;

  const close = (chunk: Uint8Array) => {
    if (to > from) pieces.push({ stream, bytes: (copied && joined ? joined : chunk).subarray(from, to) });
    from = to = 0;
    copied = false;
  };
  const append = (target: Uint8Array, chunk: Uint8Array, start: number, end: number) => {
    // Below this length a plain loop beats the call of set() with its view.
    if (end - start < 32) for (let i = start; i < end; i += 1) target[used++] = chunk[i] as number;
    else {
      target.set(chunk.subarray(start, end), used);
      used += end - start;
    }
  };
  const parser = new StdcopyParser((type, chunk, start, end) => {
    if (start === end) return;
    if (type !== stream) close(chunk);
    stream = type;
    if (from === to) {
      from = start;
      to = end;
      return;
    }
    joined ??= new Uint8Array(chunk.length);
    if (!copied) {
      const begin = used;
      append(joined, chunk, from, to);
      from = begin;
      copied = true;
    }
    append(joined, chunk, start, end);
    to = used;
  });
  return (chunk) => {
    pieces = [];
    joined = undefined;
    used = 0;
    parser.push(chunk);
    close(chunk);
    return pieces;
  };
}
