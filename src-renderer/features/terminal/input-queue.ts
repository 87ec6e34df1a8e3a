import type { TerminalSize, TerminalUp } from '../../../src-main/contract/terminal.ts';

/** Bytes of one message of a paste: the main side takes the next when the process has read so far. */
const PIECE_BYTES = 16 * 1024;
const CTRL_C = 0x03;

/**
 * What the user types and pastes, on its way to the process, in order. `send` resolves when more may follow, so a
 * paste that the process does not read waits here. Ctrl+C drops what is left of a paste: it is meant for it.
 */
export class InputQueue {
  readonly #send: (item: TerminalUp) => Promise<void>;
  #waiting: Uint8Array[] = [];
  #size: TerminalSize | undefined;
  #pasting = false;
  #busy = false;

  constructor(send: (item: TerminalUp) => Promise<void>) {
    this.#send = send;
  }

  /** Keys, or what the terminal itself answers to a program. */
  type(bytes: Uint8Array): void {
    if (bytes.length === 1 && bytes[0] === CTRL_C && this.#pasting) this.#waiting = [];
    this.#waiting.push(bytes);
    void this.#drain();
  }

  /** Text of any length. */
  paste(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#waiting.push(bytes.subarray(at, at + PIECE_BYTES));
    }
    this.#pasting = true;
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
        const piece = this.#waiting.shift();
        if (!piece) break;
        await this.#send(piece);
      }
    } finally {
      this.#busy = false;
      this.#pasting = false;
    }
  }
}
