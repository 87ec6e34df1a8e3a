import { ERR, type LogStream } from './record-reader.ts';

/** One record as a test states it. */
export interface TestRecord {
  stream: LogStream;
  text: string;
  /** ms since 1970. */
  time: number;
  /** In place of `text`. */
  bytes?: Uint8Array;
  /** In place of the timestamp that Docker writes. */
  stamp?: string;
}

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function stamped(record: TestRecord): Uint8Array {
  const stamp = record.stamp ?? `${new Date(record.time).toISOString().slice(0, -1)}000000Z `;
  return join([bytesOf(stamp), record.bytes ?? bytesOf(record.text)]);
}

/** The bytes that an engine sends for a container without a TTY. */
export function engineFrames(records: readonly TestRecord[]): Uint8Array {
  return join(
    records.map((record) => {
      const payload = stamped(record);
      const header = new Uint8Array(8);
      header[0] = record.stream === ERR ? 2 : 1;
      new DataView(header.buffer).setUint32(4, payload.length);
      return join([header, payload]);
    }),
  );
}

/** The bytes that an engine sends for a container with a TTY. */
export function enginePlain(records: readonly TestRecord[]): Uint8Array {
  return join(records.map(stamped));
}

/** Whole numbers below a bound, the same for the same seed. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

export function* cutRandomly(
  bytes: Uint8Array,
  most: number,
  pick: (below: number) => number,
): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const to = Math.min(bytes.length, at + 1 + pick(most));
    // A copy: a reader may keep nothing of what it was given.
    yield bytes.slice(at, to);
    at = to;
  }
}
