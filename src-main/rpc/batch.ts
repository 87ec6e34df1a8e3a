import { performance } from 'node:perf_hooks';

export interface BatchOptions {
  /** Bytes of one message at the most, and what is read ahead of the taker. */
  maxBytes?: number;
  /** ms that bytes wait for company at the most. */
  maxWaitMs?: number;
  /** Messages within one `maxWaitMs` that leave at once; an echo that answers keys is fewer than these. */
  burst?: number;
}

/** From this size on a larger message moves no more bytes a second. */
const MAX_BYTES = 64 * 1024;
/** One frame of a page: it could not show the bytes any sooner. */
const MAX_WAIT_MS = 16;
const BURST = 4;

/**
 * Joins the chunks of a source into messages for the page. After a pause the first bytes leave at once, so that
 * a key's echo waits for nothing; in a flood a message leaves when it is full or `maxWaitMs` old. While nobody
 * takes, at most `maxBytes` and one chunk are read ahead, and the source is held back. An error of the source
 * follows the bytes that came before it. Leaving the loop leaves the source, once its pending read settles.
 */
export async function* batchBytes(
  source: AsyncIterable<Uint8Array>,
  { maxBytes = MAX_BYTES, maxWaitMs = MAX_WAIT_MS, burst = BURST }: BatchOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = new ReadAhead(source, maxBytes);
  /** When the last `burst` messages left. */
  const departures: number[] = new Array(burst).fill(Number.NEGATIVE_INFINITY);
  try {
    for (;;) {
      if (reader.size === 0 && !reader.done) await reader.changed();
      if (reader.size === 0 && reader.done) {
        if (reader.failure !== undefined) throw reader.failure;
        return;
      }
      if (reader.size === 0) continue;
      const early = (departures[0] ?? 0) + maxWaitMs - performance.now();
      if (early > 0) await reader.full(early);
      departures.shift();
      departures.push(performance.now());
      yield reader.take();
    }
  } finally {
    reader.leave();
  }
}

/** Reads a source into memory, up to a bound, while others are busy with what it read before. */
class ReadAhead {
  size = 0;
  done = false;
  failure: unknown;
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #maxBytes: number;
  #chunks: Uint8Array[] = [];
  #left = false;
  #onChange: (() => void) | undefined;
  #onRoom: (() => void) | undefined;

  constructor(source: AsyncIterable<Uint8Array>, maxBytes: number) {
    this.#iterator = source[Symbol.asyncIterator]();
    this.#maxBytes = maxBytes;
    void this.#read();
  }

  /** Resolves at the next chunk, or at the end. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#onChange = resolve;
    });
  }

  /** Resolves when a whole message is there, at the end, or after `ms`. */
  async full(ms: number): Promise<void> {
    if (this.size >= this.#maxBytes || this.done) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#onChange = () => {
        if (this.size < this.#maxBytes && !this.done) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#onChange = undefined;
  }

  /** The oldest bytes, at most a message of them. */
  take(): Uint8Array {
    const first = this.#chunks[0];
    if (this.#chunks.length === 1 && first && first.length <= this.#maxBytes) {
      this.#chunks = [];
      this.size = 0;
      this.#onRoom?.();
      return first;
    }
    const message = new Uint8Array(Math.min(this.size, this.#maxBytes));
    let at = 0;
    let used = 0;
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(0, message.length - at);
      message.set(part, at);
      at += part.length;
      if (part.length < chunk.length) {
        this.#chunks[used] = chunk.subarray(part.length);
        break;
      }
      used += 1;
      if (at === message.length) break;
    }
    this.#chunks.splice(0, used);
    this.size -= message.length;
    if (this.size < this.#maxBytes) this.#onRoom?.();
    return message;
  }

  leave(): void {
    this.#left = true;
    this.#onRoom?.();
    this.#iterator.return?.()?.catch(() => {});
  }

  async #read(): Promise<void> {
    try {
      while (!this.#left) {
        const { done, value } = await this.#iterator.next();
        if (done) break;
        if (value.length === 0) continue;
        this.#chunks.push(value);
        this.size += value.length;
        this.#onChange?.();
        if (this.size >= this.#maxBytes) {
          await new Promise<void>((resolve) => {
            this.#onRoom = resolve;
          });
        }
      }
    } catch (error) {
      this.failure = error ?? new Error('the source failed');
    }
    this.done = true;
    this.#onChange?.();
  }
}
