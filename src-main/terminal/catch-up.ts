import { TERMINAL_SCROLLBACK } from '../contract/protocol.ts';
import { dropUnseen } from './unseen.ts';

/** Lines that can still be seen: those above the screen and the tallest screen. */
const LINES_SEEN = TERMINAL_SCROLLBACK + 1_000;
/** An engine holds about 1 MB of output that the page has not taken, the sockets a part of that; the rest is margin. */
const MOST_BYTES = 8 * 1024 * 1024;
/** How long a hurry lasts, in ms: a program that goes on all the same then has its pace back. */
const HURRY_MS = 500;
/** Within a hurry the page gets what has come after a pause of this length, in ms, … */
const QUIET_MS = 10;
/** … or after this time, if there is no pause. */
const ROUND_MS = 100;

type Result = IteratorResult<Uint8Array>;

/**
 * A process's output at the pace of who takes it, so that a flood waits in the engine. But once the user has
 * interrupted the flood, the prompt stands behind all that waits there: `hurry` then reads it at once, whoever
 * takes or not, and leaves out the lines that would be drawn only to scroll away.
 */
export class CatchUp implements AsyncIterableIterator<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>;
  #pending: Promise<Result> | undefined;
  /** Whether the pending chunk is the taker's. */
  #taking = false;
  #caught: Uint8Array[] = [];
  #round: Promise<void> | undefined;
  #hurryUntil = 0;
  #bytesLeft = 0;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Result> {
    for (;;) {
      const caught = this.#caught.shift();
      if (caught) return { done: false, value: caught };
      if (!this.#round && !this.#inHurry) break;
      await this.#runRound();
    }
    this.#taking = true;
    try {
      const result = await this.#read();
      if (!result.done) this.#pending = undefined;
      return result;
    } finally {
      this.#taking = false;
    }
  }

  async return(): Promise<Result> {
    this.#hurryUntil = 0;
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  /** Reads what waits, and what comes within the next moment. */
  hurry(): void {
    const before = this.#inHurry;
    this.#hurryUntil = Date.now() + HURRY_MS;
    this.#bytesLeft = MOST_BYTES;
    if (!before) void this.#hurryOn();
  }

  get #inHurry(): boolean {
    return this.#bytesLeft > 0 && Date.now() < this.#hurryUntil;
  }

  async #hurryOn(): Promise<void> {
    while (this.#inHurry) await this.#runRound();
  }

  #runRound(): Promise<void> {
    this.#round ??= this.#catch().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #catch(): Promise<void> {
    const until = Date.now() + ROUND_MS;
    const chunks: Uint8Array[] = [];
    while (this.#inHurry && Date.now() < until) {
      const takers = this.#taking;
      const result = await soon(this.#read());
      if (result === 'quiet') break;
      if (takers) continue;
      if (result === 'failed' || result.done) {
        // Left for who takes next.
        this.#hurryUntil = 0;
        break;
      }
      this.#pending = undefined;
      chunks.push(result.value);
      this.#bytesLeft -= result.value.length;
    }
    if (chunks.length > 0) this.#caught = dropUnseen(Buffer.concat([...this.#caught, ...chunks]), LINES_SEEN);
  }

  #read(): Promise<Result> {
    if (!this.#pending) {
      this.#pending = this.#source.next();
      this.#pending.catch(() => {});
    }
    return this.#pending;
  }
}

/** What a promise resolves with within QUIET_MS. */
function soon(promise: Promise<Result>): Promise<Result | 'quiet' | 'failed'> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, QUIET_MS, 'quiet');
    const settle = (result: Result | 'failed') => {
      clearTimeout(timer);
      resolve(result);
    };
    promise.then(settle, () => settle('failed'));
  });
}
