/** A pause of this length begins a new word. */
const NEW_WORD_AFTER_MS = 800;

/** Letters that begin a name; others, such as "/" and "?", stay free for the page's shortcuts. */
export function isTypeAheadKey(key: string): boolean {
  return /^[\p{L}\p{N}_.-]$/u.test(key);
}

/** Collects typed letters and finds the line that they mean. */
export class TypeAhead {
  private text = '';
  private typedAt = Number.NEGATIVE_INFINITY;

  /** Letters of the word so far. */
  get length(): number {
    return this.text.length;
  }

  /**
   * The index in `labels` that one more letter leads to, or -1. One letter
   * again and again goes through the lines that begin with it.
   */
  type(letter: string, labels: readonly string[], from: number, now: number): number {
    const lower = letter.toLowerCase();
    const goesOn = now - this.typedAt < NEW_WORD_AFTER_MS;
    this.typedAt = now;
    const repeats = goesOn && this.text === lower;
    if (!goesOn) this.text = lower;
    else if (!repeats) this.text += lower;
    // A word that goes on may stay where it is; a new one looks further down.
    const start = this.text.length > 1 ? from : from + 1;
    for (let step = 0; step < labels.length; step += 1) {
      const index = (start + step + labels.length) % labels.length;
      if (labels[index]?.toLowerCase().startsWith(this.text)) return index;
    }
    return -1;
  }
}
