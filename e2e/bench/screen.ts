/** One step: a place to go to, all erased, a sequence that puts nothing there (colours, links …), a character. */
const STEP =
  /\u001b\[(\d*);?(\d*)H|(\u001b\[2J)|\u001b\[[\d;:?<=>]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[()].|\u001b[^[\]()]|([^\u001b])/suy;

/** What stands on a terminal. Full-screen programs name the place of all that they draw: no other move is read. */
export class Screen {
  readonly #rows: string[][];
  #row = 0;
  #column = 0;
  /** The beginning of a sequence whose end has not come. */
  #rest = '';

  constructor(rows: number) {
    this.#rows = Array.from({ length: rows }, () => []);
  }

  /** Draws what the program has written. */
  write(written: string): void {
    const text = this.#rest + written;
    let at = 0;
    for (;;) {
      STEP.lastIndex = at;
      const step = STEP.exec(text);
      if (!step) break;
      at = STEP.lastIndex;
      const [, row, column, erase, character] = step;
      if (character !== undefined) this.#put(character);
      else if (erase) for (const each of this.#rows) each.length = 0;
      else if (row !== undefined) {
        this.#row = Math.max(Number(row), 1) - 1;
        this.#column = Math.max(Number(column), 1) - 1;
      }
    }
    this.#rest = text.slice(at);
  }

  /** Whether one line holds all of some words. */
  shows(words: readonly string[]): boolean {
    return this.#rows.some((row) => {
      const line = Array.from(row, (cell) => cell ?? ' ').join('');
      return words.every((word) => line.includes(word));
    });
  }

  #put(character: string): void {
    const row = this.#rows[this.#row];
    if (row) row[this.#column] = character;
    this.#column += 1;
  }
}
