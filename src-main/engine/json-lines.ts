import { AppError } from '../contract/errors.ts';

const LINE_FEED = 0x0a;
/** A line longer than this is no news of an engine: an event carries a container's labels, 1 MB each at times. */
const MOST_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Takes a stream of JSON lines apart, whatever its chunks: a character of several bytes may be cut, lines may end
 * with \n or \r\n, the last one without. Lines that are no JSON are left out.
 */
export class JsonLines {
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /** The values of the lines that end within this chunk. */
  push(chunk: Uint8Array): unknown[] {
    const values: unknown[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.#line(chunk.subarray(from, end), values);
      from = end + 1;
    }
    if (from < chunk.length) {
      this.#held.push(chunk.subarray(from));
      this.#heldBytes += chunk.length - from;
      if (this.#heldBytes > MOST_LINE_BYTES) {
        throw new AppError('ENGINE_ERROR', 'a line of the engine’s stream is too long');
      }
    }
    return values;
  }

  /** The value of a last line without an end. */
  end(): unknown[] {
    const values: unknown[] = [];
    this.#line(new Uint8Array(0), values);
    return values;
  }

  #line(rest: Uint8Array, values: unknown[]): void {
    const bytes = this.#heldBytes > 0 ? Buffer.concat([...this.#held, rest]) : rest;
    this.#held = [];
    this.#heldBytes = 0;
    if (bytes.length === 0) return;
    try {
      values.push(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')));
    } catch {
      // A proxy's words or half a line before a break: nothing that a reader could use.
    }
  }
}

/** The values of a stream of JSON lines, one by one. Fails as the stream of bytes does. */
export async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const lines = new JsonLines();
  for await (const chunk of bytes) yield* lines.push(chunk);
  yield* lines.end();
}
