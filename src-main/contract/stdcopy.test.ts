import { describe, expect, it } from 'vitest';
import { createDemultiplexer, STDERR, STDOUT, StdcopyError, StdcopyParser } from './stdcopy.ts';

const text = new TextEncoder();

function frame(type: number, payload: Uint8Array | string): Uint8Array {
  const bytes = typeof payload === 'string' ? text.encode(payload) : payload;
  const out = new Uint8Array(8 + bytes.length);
  out[0] = type;
  new DataView(out.buffer).setUint32(4, bytes.length);
  out.set(bytes, 8);
  return out;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Whole frames out of bytes cut at the given sizes. */
function parse(bytes: Uint8Array, cut: () => number): { stream: number; text: string }[] {
  const frames: { stream: number; text: string }[] = [];
  let open: Uint8Array[] = [];
  const parser = new StdcopyParser((stream, chunk, from, to, first, last) => {
    if (first) {
      expect(open).toEqual([]);
    }
    open.push(chunk.slice(from, to));
    if (last) {
      frames.push({ stream, text: new TextDecoder().decode(join(open)) });
      open = [];
    }
  });
  for (let at = 0; at < bytes.length; ) {
    const to = Math.min(bytes.length, at + cut());
    parser.push(bytes.subarray(at, to));
    at = to;
  }
  expect(parser.settled).toBe(true);
  return frames;
}

describe('StdcopyParser', () => {
  const payloads = ['one\n', '', 'ü', 'x'.repeat(70_000), '\n'];
  const wire = join(payloads.map((p, i) => frame(i % 2 ? STDERR : STDOUT, p)));
  const expected = payloads.map((p, i) => ({ stream: i % 2 ? STDERR : STDOUT, text: p }));

  it('gives the same frames however the bytes are cut', () => {
    expect(parse(wire, () => wire.length)).toEqual(expected);
    expect(parse(wire, () => 1)).toEqual(expected);
    let seed = 7;
    for (let round = 0; round < 50; round += 1)
      expect(
        parse(wire, () => {
          seed = (seed * 1103515245 + 12345) & 0x7fffffff;
          return 1 + (seed % ([3, 9, 40, 5_000][round % 4] ?? 1));
        }),
      ).toEqual(expected);
  });

  it('knows that a frame or a header is still open', () => {
    const parser = new StdcopyParser(() => {});
    parser.push(wire.subarray(0, 3));
    expect(parser.settled).toBe(false);
    parser.push(wire.subarray(3, 9));
    expect(parser.settled).toBe(false);
    parser.push(wire.subarray(9, 12));
    expect(parser.settled).toBe(true);
  });

  it("throws the daemon's own error of frame type 3, cut or whole", () => {
    const bytes = join([frame(STDOUT, 'fine\n'), frame(3, 'error from daemon in stream: disk gone')]);
    for (const size of [1, 5, bytes.length]) {
      const run = () => parse(bytes, () => size);
      expect(run).toThrow(StdcopyError);
      expect(run).toThrow('error from daemon in stream: disk gone');
    }
  });

  it('refuses bytes that are no frames', () => {
    for (const bytes of [text.encode('plain text of a tty'), Uint8Array.of(1, 0, 9, 0, 0, 0, 0, 1, 65)])
      expect(() => parse(bytes, () => 4)).toThrow(/not a frame header/);
  });

  it('reads lengths above 2 GiB as unsigned', () => {
    const sizes: number[] = [];
    const parser = new StdcopyParser((_s, _b, from, to) => sizes.push(to - from));
    parser.push(Uint8Array.of(1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 65, 66));
    expect(sizes).toEqual([2]);
    expect(parser.settled).toBe(false);
  });
});

describe('createDemultiplexer', () => {
  it('joins neighbours of one stream and keeps the order of the streams', () => {
    const take = createDemultiplexer();
    const chunk = join([
      frame(STDOUT, 'a'),
      frame(STDOUT, 'b'.repeat(40)),
      frame(STDERR, 'c'),
      frame(STDOUT, 'd'),
    ]);
    const pieces = take(chunk).map(({ stream, bytes }) => [stream, new TextDecoder().decode(bytes)]);
    expect(pieces).toEqual([
      [STDOUT, `a${'b'.repeat(40)}`],
      [STDERR, 'c'],
      [STDOUT, 'd'],
    ]);
  });

  it('passes a frame on as it comes, without waiting for its end', () => {
    const take = createDemultiplexer();
    const bytes = frame(STDOUT, 'prompt');
    expect(take(bytes.subarray(0, 10)).map((p) => new TextDecoder().decode(p.bytes))).toEqual(['pr']);
    expect(take(bytes.subarray(10)).map((p) => new TextDecoder().decode(p.bytes))).toEqual(['ompt']);
  });
});
