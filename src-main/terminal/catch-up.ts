import { TERMINAL_SCROLLBACK } from '../contract/protocol.ts';
import { dropUnseen } from './unseen.ts';

/** Lines that can still be seen: those above the screen and the tallest screen. */
const LINES_SEEN = TERMINAL_SCROLLBACK + 1_000;
/** An engine holds about 1 MB of output that the page has not taken, the sockets a part of that. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Output that pauses this long, in ms, has been caught up with. */
const QUIET_MS = 10;
/** A program that goes on all the same is given back its pace after this time, in ms. */
const MOST_MS = 150;

/**
 * A process's output at the pace of who takes it, so that a flood waits in the engine. But once the user has
 * interrupted the flood, the prompt stands behind all that waits there: `hurry` then reads it at once, whoever
 * takes or not, and leaves out the lines that would be drawn only to scroll away.
 */
export class CatchUp implements AsyncIterableIterator<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>;
  #pending: Promise<IteratorResult<Uint8Array>> | undefined;
  #caught: Uint8Array[] = [];
  #hurrying: Promise<void> | undefined;
  /** Whether a taker waits for the source: it gets the chunk that comes. */
  #taking = false;
  /** Until when a hurry is still meant that had to wait for that. */
  #hurryBefore = 0;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    this.#taking = true;
    try {
      if (this.#hurrying) await this.#hurrying;
      const caught = this.#caught.shift();
      if (caught) return { done: false, value: caught };
      const result = await this.#read();
      if (!result.done) this.#pending = undefined;
      return result;
    } finally {
      this.#taking = false;
      if (Date.now() < this.#hurryBefore) this.hurry();
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  /** Reads what waits. */
  hurry(): void {
    this.#hurryBefore = this.#taking ? Date.now() + MOST_MS : 0;
    if (this.#taking) return;
    this.#hurrying ??= this.#drain().finally(() => {
      this.#hurrying = undefined;
    });
  }

  async #drain(): Promise<void> {
    const chunks = this.#caught;
    let length = 0;
    const until = Date.now() + MOST_MS;
    while (length < MOST_BYTES && Date.now() < until) {
      const result = await soon(this.#read());
      // An end or an error is kept for whoever takes next.
      if (!result || result.done) break;
      this.#pending = undefined;
      chunks.push(result.value);
      length += result.value.length;
    }
    this.#caught = length === 0 ? chunks : dropUnseen(Buffer.concat(chunks), LINES_SEEN);
  }

  #read(): Promise<IteratorResult<Uint8Array>> {
    if (!this.#pending) {
      this.#pending = this.#source.next();
      this.#pending.catch(() => {});
    }
    return this.#pending;
  }
}

/** What a promise resolves with within QUIET_MS; undefined if it takes longer, or fails. */
function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, QUIET_MS, undefined);
    const settle = (value: T | undefined) => {
      clearTimeout(timer);
      resolve(value);
    };
    promise.then(settle, () => settle(undefined));
  });
}
