import { itemCost } from '../contract/protocol.ts';

/** What the page sent up, in order; consuming an item grants the page its cost again. */
export class Inbox<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #closed = false;
  #wake: (() => void) | undefined;
  readonly #grant: (bytes: number) => void;

  constructor(grant: (bytes: number) => void) {
    this.#grant = grant;
  }

  push(item: T): void {
    if (this.#closed) return;
    this.#items.push(item);
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    while (true) {
      const item = this.#items.shift();
      if (item !== undefined) {
        yield item;
        this.#grant(itemCost(item));
      } else if (this.#closed) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
