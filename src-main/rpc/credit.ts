/** A counter of bytes that may still be sent; waiting ends when it is positive again. */
export class Credit {
  #left: number;
  #waiting: (() => void) | undefined;

  constructor(initial: number) {
    this.#left = initial;
  }

  add(bytes: number): void {
    this.#left += bytes;
    if (this.#left > 0) {
      this.#waiting?.();
      this.#waiting = undefined;
    }
  }

  /** Takes from the credit; may leave it negative by one item, so that an item of any size can pass. */
  take(bytes: number): void {
    this.#left -= bytes;
  }

  /** Resolves when something may be sent, or when the signal aborts. One waiter at a time. */
  available(signal: AbortSignal): Promise<void> | undefined {
    if (this.#left > 0 || signal.aborted) return undefined;
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
      this.#waiting = done;
    });
  }
}
