import type { TerminalSize, TerminalUp } from '../../../src-main/contract/terminal.ts';

const CTRL_C = 0x03;

/**
 * What the user types and pastes, on its way to the process, in order. `send` resolves when more may follow, so a
 * paste that the process does not read waits here. Ctrl+C drops what is left of a paste: it is meant for it.
 */
export class InputQueue {
  readonly #send: (item: TerminalUp) => Promise<void>;
  /** Keys, and pastes of which one piece after the other is taken. */
  #waiting: (Uint8Array | Iterator<Uint8Array>)[] = [];
  #size: TerminalSize | undefined;
  #busy = false;

  constructor(send: (item: TerminalUp) => Promise<void>) {
    this.#send = send;
  }

  /** Keys, or what the terminal itself answers to a program. */
  type(bytes: Uint8Array): void {
    if (bytes.length === 1 && bytes[0] === CTRL_C)
      this.#waiting = this.#waiting.filter((item) => item instanceof Uint8Array);
    this.#waiting.push(bytes);
    void this.#drain();
  }

  /** Text of any length, in pieces. */
  paste(pieces: Iterator<Uint8Array>): void {
    this.#waiting.push(pieces);
    void this.#drain();
  }

  /** A new size; it overtakes what waits, and of several only the last is sent. */
  resize(size: TerminalSize): void {
    this.#size = size;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (;;) {
        const size = this.#size;
        if (size) {
          this.#size = undefined;
          await this.#send({ kind: 'resize', ...size });
          continue;
        }
        const piece = this.#take();
        if (!piece) break;
        await this.#send(piece);
      }
    } finally {
      this.#busy = false;
    }
  }

  #take(): Uint8Array | undefined {
    for (;;) {
      const first = this.#waiting[0];
      if (!first || first instanceof Uint8Array) {
        this.#waiting.shift();
        return first;
      }
      const { done, value } = first.next();
      if (!done) return value;
      this.#waiting.shift();
    }
  }
}
