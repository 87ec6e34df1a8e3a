import { STDERR, StdcopyParser } from '../../../src-main/contract/stdcopy.ts';
import { cutStampAt, NEED_MORE, STAMP_MOST_BYTES, StampReader } from './timestamp.ts';

/** The two streams of a log, as a column of the index. */
export const OUT = 0;
export const ERR = 1;
export type LogStream = typeof OUT | typeof ERR;

/** What the readers find: a record begins, then come its bytes without the timestamp. */
export interface RecordSink {
  begin(stream: LogStream, seconds: number, nanos: number, exact: boolean): void;
  text(bytes: Uint8Array, from: number, to: number): void;
}

/** Takes a log stream's bytes, cut anywhere, apart into records. */
export interface RecordReader {
  /** Throws a StdcopyError for bytes that are no frames, or the daemon's own error. */
  push(chunk: Uint8Array): void;
  /** No more will come. */
  end(): void;
}

const NEWLINE = 10;
const SPACE = 32;
const UPPER_Z = 90;
/** Bytes of `2026-11-27T10:57:24.474361043` before its `Z`. */
const STAMP_BEFORE_Z = 29;

/** A reader for the stream of a container without a TTY: each frame is a record and starts with its timestamp. */
export function framedReader(sink: RecordSink): RecordReader {
  const stamps = new StampReader();
  const held = new Uint8Array(STAMP_MOST_BYTES);
  let heldBytes = 0;
  let stamped = false;
  let stream: LogStream = OUT;

  const begin = () => {
    stamped = true;
    sink.begin(stream, stamps.seconds, stamps.nanos, stamps.exact);
  };
  const parser = new StdcopyParser((type, bytes, from, to, first, last) => {
    let at = from;
    if (first) {
      stamped = false;
      heldBytes = 0;
      stream = type === STDERR ? ERR : OUT;
    }
    if (!stamped && heldBytes === 0) {
      const length = stamps.read(bytes, at, to);
      if (length !== NEED_MORE) {
        begin();
        at += length;
      }
    }
    if (!stamped) {
      // The timestamp is cut: gather it.
      const take = Math.min(to - at, STAMP_MOST_BYTES - heldBytes);
      held.set(bytes.subarray(at, at + take), heldBytes);
      heldBytes += take;
      at += take;
      const length = stamps.read(held, 0, heldBytes);
      if (length === NEED_MORE && !last) return;
      begin();
      sink.text(held, Math.max(length, 0), heldBytes);
    }
    if (at < to) sink.text(bytes, at, to);
  });
  return { push: (chunk) => parser.push(chunk), end() {} };
}

/**
 * A reader for the stream of a container with a TTY, which is not framed. A record ends at a newline, or in the
 * middle of a line: after 16 KiB of it (moby's `loggerutils.Copier`; more here, where bytes that were no UTF-8
 * have become U+FFFD) or where the container ended. The next one then begins with its timestamp right there. It
 * is told from a time that the program itself printed by not being earlier than the record that it stands in.
 */
export function plainReader(sink: RecordSink): RecordReader {
  const stamps = new StampReader();
  const probe = new StampReader();
  let carry = new Uint8Array(0);
  let atStart = true;
  let seconds = 0;
  let nanos = 0;

  const begin = (length: number) => {
    // Without a timestamp of its own a record has the time of the one before.
    if (length > 0) {
      seconds = stamps.seconds;
      nanos = stamps.nanos;
    }
    sink.begin(OUT, seconds, nanos, stamps.exact);
    atStart = false;
  };

  /** Where the next record's timestamp begins within `bytes[from, to)`; -1 when nowhere. */
  const stampInside = (bytes: Uint8Array, from: number, to: number): number => {
    let z = bytes.indexOf(UPPER_Z, from + STAMP_BEFORE_Z);
    while (z >= 0 && z < to) {
      const at = z - STAMP_BEFORE_Z;
      if (bytes[z + 1] === SPACE && probe.read(bytes, at, to) === STAMP_BEFORE_Z + 2) {
        const earlier = probe.seconds < seconds || (probe.seconds === seconds && probe.nanos < nanos);
        if (!earlier) return at;
      }
      z = bytes.indexOf(UPPER_Z, z + 1);
    }
    return -1;
  };

  /** Takes what can be taken of the bytes, and answers how many that were. */
  const run = (bytes: Uint8Array, ended: boolean): number => {
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      if (atStart) {
        const length = stamps.read(bytes, at, end);
        if (length === NEED_MORE && !ended) return at;
        begin(length);
        at += Math.max(length, 0);
        if (at === end) break;
      }
      const newline = bytes.indexOf(NEWLINE, at);
      let to = newline < 0 ? end : newline + 1;
      const inside = to - at > STAMP_BEFORE_Z ? stampInside(bytes, at, to) : -1;
      if (inside >= 0) to = inside;
      // What may be the start of such a timestamp waits for the rest of it.
      else if (newline < 0 && !ended) to = cutStampAt(probe, bytes, at, end);
      if (to > at) sink.text(bytes, at, to);
      if (inside < 0 && newline < 0) return to;
      atStart = true;
      at = to;
    }
    return end;
  };

  return {
    push(chunk) {
      let bytes = chunk;
      if (carry.length > 0) {
        bytes = new Uint8Array(carry.length + chunk.length);
        bytes.set(carry);
        bytes.set(chunk, carry.length);
      }
      carry = bytes.slice(run(bytes, false));
    },
    end() {
      run(carry, true);
      carry = new Uint8Array(0);
    },
  };
}
