/** A scroll container grows no higher than this, in px; browsers stop laying out well above it. */
export const SPACER_MOST_PX = 8_000_000;
/** A scroll by more than so many heights of the view is a jump (a dragged thumb), by less a movement. */
const JUMP_VIEWS = 3;
/** Heights that are remembered; those far from the view are forgotten first. */
const MEASURED_MOST = 4_000;

/** The row at the view's top edge and how much of it is above the edge, in px; or the end of the log. */
export type Anchor = { row: number; offset: number } | 'end';

/**
 * Where a view of very many rows stands, and where its scroll bar does. Rows may be of different heights and
 * more than a scroll container can hold: the scroll bar then stands for a share of the rows, while the wheel
 * and the keys move by pixels.
 */
export class ScrollModel {
  anchor: Anchor = 'end';
  /** Row numbers: the first, and the one after the last. */
  first = 0;
  end = 0;
  /** Height of the view in px. */
  view = 0;
  /** Height of a row that has not been measured, in px: the median of those that were. */
  unit: number;
  readonly #lineHeight: number;
  readonly #heights = new Map<number, number>();

  /** `lineHeight`: height of a row of one line, in px. */
  constructor(lineHeight: number) {
    this.#lineHeight = lineHeight;
    this.unit = lineHeight;
  }

  get rows(): number {
    return this.end - this.first;
  }

  /** Height of what is scrolled, in px. */
  get spacer(): number {
    return Math.min(this.#total, SPACER_MOST_PX);
  }

  /** Whether all rows fit into the view. */
  get fits(): boolean {
    if (this.#total > this.view * 2) return false;
    let height = 0;
    for (let row = this.first; row < this.end && height <= this.view; row += 1) height += this.height(row);
    return height <= this.view;
  }

  /** Whether the scroll bar shows pixels and not a share. */
  get exact(): boolean {
    return this.#heights.size === 0 && this.#total <= SPACER_MOST_PX;
  }

  height(row: number): number {
    return this.#heights.get(row) ?? this.unit;
  }

  /** Height of a row, of one line while it has not been measured. */
  leastHeight(row: number): number {
    return this.#heights.get(row) ?? this.#lineHeight;
  }

  /** Takes in the heights of drawn rows. Answers whether any of them is news. */
  measure(rows: readonly { row: number; height: number }[]): boolean {
    const changed = rows.filter(({ row, height }) => this.#heights.get(row) !== height);
    if (changed.length === 0) return false;
    for (const { row, height } of changed) this.#heights.set(row, height);
    if (this.#heights.size > MEASURED_MOST) {
      const near = rows[0]?.row ?? 0;
      for (const row of this.#heights.keys())
        if (Math.abs(row - near) > MEASURED_MOST / 4) this.#heights.delete(row);
    }
    const sorted = [...this.#heights.values()].sort((a, b) => a - b);
    this.unit = sorted[sorted.length >> 1] ?? this.#lineHeight;
    return true;
  }

  /** Rows are of one line again, or of another width. */
  forgetHeights(): void {
    this.#heights.clear();
    this.unit = this.#lineHeight;
  }

  /** The rows are these now; what stood at the top edge stays there while it exists. */
  setRows(first: number, end: number): void {
    this.first = first;
    this.end = end;
    if (this.anchor !== 'end') this.#place(this.anchor.row, this.anchor.offset);
  }

  /** The scroll bar's position for where the view stands, in px. */
  scrollTop(): number {
    const most = Math.max(0, this.spacer - this.view);
    if (this.anchor === 'end') return most;
    const range = this.#total - this.view;
    return range <= 0 ? 0 : Math.min(most, (this.#above / range) * most);
  }

  /** The user moved the scroll bar from one position to another, in px. */
  scrolled(from: number, to: number): void {
    const most = Math.max(0, this.spacer - this.view);
    const by = to - from;
    if (this.exact || Math.abs(by) > JUMP_VIEWS * this.view) {
      if (to >= most - 1) this.anchor = 'end';
      else {
        const at = most === 0 ? 0 : (to / most) * (this.#total - this.view);
        const row = this.#rowAt(at);
        this.#place(row, at - this.#before(row));
      }
      return;
    }
    this.moveBy(by);
    // The scroll bar comes to its end somewhat sooner or later than the rows.
    const near = JUMP_VIEWS * this.view;
    if (to <= 0 && this.#above <= near) this.anchor = { row: this.first, offset: 0 };
    else if (to >= most - 1 && this.#total - this.view - this.#above <= near) this.anchor = 'end';
  }

  /** Moves the view by pixels; it stays at the end when it comes there. */
  moveBy(px: number): void {
    const { row, offset } = this.topAnchor();
    if (this.#place(row, offset + px) && px > 0) this.anchor = 'end';
  }

  /** Stays where it stands when new rows come. */
  hold(): void {
    this.anchor = this.topAnchor();
  }

  /** The anchor as a row, also at the end. */
  topAnchor(): { row: number; offset: number } {
    return this.anchor === 'end' ? this.#lastTop() : this.anchor;
  }

  /** Brings a row into sight: nothing moves when it is already there, else it comes to the view's middle. */
  reveal(row: number): void {
    const top = this.topAnchor();
    this.anchor = top;
    let y = -top.offset;
    for (let r = top.row; r < this.end && y < this.view; r += 1) {
      if (r === row && y >= 0 && y + Math.min(this.height(r), this.view) <= this.view) return;
      y += this.height(r);
    }
    this.#place(row, -(this.view - this.height(row)) / 2);
  }

  /** Height of what is above the view, in px. */
  get #above(): number {
    const { row, offset } = this.topAnchor();
    return this.#before(row) + offset;
  }

  get #total(): number {
    return this.#before(this.end);
  }

  /** Height of all rows before one, in px. */
  #before(row: number): number {
    let height = (row - this.first) * this.unit;
    for (const [measured, own] of this.#heights)
      if (measured >= this.first && measured < row) height += own - this.unit;
    return height;
  }

  /** The row that stands at a height, in px. */
  #rowAt(px: number): number {
    let low = this.first;
    let high = Math.max(this.first, this.end - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#before(middle) <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** What stands at the top edge when the last row stands at the bottom edge. */
  #lastTop(): { row: number; offset: number } {
    let left = this.view;
    let row = this.end;
    while (row > this.first && left > 0) {
      row -= 1;
      left -= this.height(row);
    }
    return { row, offset: Math.max(0, -left) };
  }

  /**
   * Stands at a row and an offset that may lie outside of it, within the bounds of the log.
   * Answers whether that is the end.
   */
  #place(row: number, offset: number): boolean {
    let at = Math.min(Math.max(row, this.first), Math.max(this.first, this.end - 1));
    let left = at === row ? offset : 0;
    while (left < 0 && at > this.first) {
      at -= 1;
      left += this.height(at);
    }
    while (at < this.end - 1 && left >= this.height(at)) {
      left -= this.height(at);
      at += 1;
    }
    left = Math.max(0, left);
    const last = this.#lastTop();
    const beyond = at > last.row || (at === last.row && left >= last.offset - 0.5);
    this.anchor = beyond ? last : { row: at, offset: left };
    return beyond;
  }
}
