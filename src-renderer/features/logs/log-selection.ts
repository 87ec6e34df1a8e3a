import type { TextPlace } from './protocol.ts';

/** Attribute of a row's element that holds its number. */
export const ROW_ATTRIBUTE = 'data-row';
/** Attribute of a sign's element: how many characters of the row it stands for. */
export const CHARS_ATTRIBUTE = 'data-chars';

/** What is selected, whether its rows are drawn or not. */
export type LogSelection = { anchor: TextPlace; focus: TextPlace } | 'all' | undefined;

/** Whether a place comes before another. */
export function isEarlier(a: TextPlace, b: TextPlace): boolean {
  return a.row < b.row || (a.row === b.row && a.char < b.char);
}

/** The selection's two ends in the order of the log. */
export function inOrder({ anchor, focus }: { anchor: TextPlace; focus: TextPlace }): {
  from: TextPlace;
  to: TextPlace;
} {
  return isEarlier(focus, anchor) ? { from: focus, to: anchor } : { from: anchor, to: focus };
}

/** The place in the log of a point in the document; undefined outside of rows. */
export function placeOf(rows: HTMLElement, node: Node | null, offset: number): TextPlace | undefined {
  if (!node || !rows.contains(node)) return undefined;
  const row = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(
    `[${ROW_ATTRIBUTE}]`,
  );
  if (!row) {
    // Between rows: the start of the row that follows, or the end of the last.
    const next = rows.children[offset];
    const last = rows.lastElementChild;
    if (next) return { row: rowNumber(next), char: 0 };
    return last ? { row: rowNumber(last), char: Number.MAX_SAFE_INTEGER } : undefined;
  }
  const text = textElement(row);
  if (!text.contains(node)) {
    const before = (node.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const within = node === row && offset > 0;
    return { row: rowNumber(row), char: before && !within ? 0 : within ? charsIn(text) : 0 };
  }
  let chars = 0;
  for (const piece of text.childNodes) {
    const end = node === text ? [...text.childNodes].indexOf(piece) >= offset : false;
    if (end) break;
    if (piece === node || piece.contains(node)) {
      const sign = signChars(piece);
      chars += sign === undefined ? Math.min(offset, piece.textContent?.length ?? 0) : offset > 0 ? sign : 0;
      break;
    }
    chars += charsOf(piece);
  }
  return { row: rowNumber(row), char: chars };
}

/** The point in the document of a place in a row that is drawn; undefined when it is not. */
export function pointOf(rows: HTMLElement, place: TextPlace): { node: Node; offset: number } | undefined {
  const row = rows.querySelector<HTMLElement>(`[${ROW_ATTRIBUTE}="${place.row}"]`);
  if (!row) return undefined;
  const text = textElement(row);
  let left = place.char;
  for (const piece of text.childNodes) {
    const chars = charsOf(piece);
    if (left < chars || (left === chars && piece === text.lastChild)) {
      const leaf = firstText(piece);
      return { node: leaf, offset: signChars(piece) === undefined ? left : left > 0 ? 1 : 0 };
    }
    left -= chars;
  }
  return { node: text, offset: text.childNodes.length };
}

/** Numbers of the first and the last row that are drawn. */
export function drawnRows(rows: HTMLElement): { first: number; last: number } | undefined {
  const { firstElementChild: first, lastElementChild: last } = rows;
  return first && last ? { first: rowNumber(first), last: rowNumber(last) } : undefined;
}

function rowNumber(element: Element): number {
  return Number(element.getAttribute(ROW_ATTRIBUTE));
}

/** A row's last element holds its text; time and stream stand before it. */
function textElement(row: Element): Element {
  return row.lastElementChild ?? row;
}

function signChars(piece: Node): number | undefined {
  const chars = piece instanceof Element ? piece.getAttribute(CHARS_ATTRIBUTE) : null;
  return chars === null ? undefined : Number(chars);
}

function charsOf(piece: Node): number {
  return signChars(piece) ?? piece.textContent?.length ?? 0;
}

function charsIn(text: Element): number {
  let chars = 0;
  for (const piece of text.childNodes) chars += charsOf(piece);
  return chars;
}

function firstText(node: Node): Node {
  let leaf = node;
  while (leaf.firstChild) leaf = leaf.firstChild;
  return leaf;
}
