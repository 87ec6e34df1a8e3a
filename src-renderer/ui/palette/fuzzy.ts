/** How well a text answers what was typed, and which letters of it do. */
export interface Match {
  readonly score: number;
  readonly positions: readonly number[];
}

const AT_START = 12;
const AT_WORD_START = 8;
const IN_A_ROW = 6;
const GAP_COST = 0.5;
const LENGTH_COST = 0.05;
/** Letters further apart, for each of them, are there by chance. */
const SPREAD_MOST = 6;

/**
 * Finds the letters of `query` in order in `text`, without case and spaces;
 * undefined if they are not all there. Beginnings of words and letters in a row
 * count most, so that "rmc" finds "Remove container" before "firmware cache".
 */
export function fuzzyMatch(query: string, text: string): Match | undefined {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const letters = text.toLowerCase();
  if (wanted === '') return { score: 0, positions: [] };
  const whole = letters.indexOf(query.toLowerCase().trim());
  const positions = whole >= 0 ? run(whole, query.trim().length) : greedy(wanted, text, letters);
  if (!positions || isScattered(positions)) return undefined;
  return { score: score(positions, text), positions };
}

function isScattered(positions: readonly number[]): boolean {
  const spread = (positions[positions.length - 1] ?? 0) - (positions[0] ?? 0);
  return spread > positions.length * SPREAD_MOST;
}

/** Each letter at the next beginning of a word if what follows still fits there, else at the next place at all. */
function greedy(wanted: string, text: string, letters: string): number[] | undefined {
  const positions: number[] = [];
  let from = 0;
  for (let index = 0; index < wanted.length; index += 1) {
    const letter = wanted[index] ?? '';
    const next = letters.indexOf(letter, from);
    if (next < 0) return undefined;
    const atWord = next === positions[index - 1] ? next : nextWordStart(text, letters, letter, from);
    const inRow = next === (positions[index - 1] ?? -2) + 1;
    const to = !inRow && atWord >= 0 && holds(letters, wanted, index + 1, atWord + 1) ? atWord : next;
    positions.push(to);
    from = to + 1;
  }
  return positions;
}

function nextWordStart(text: string, letters: string, letter: string, from: number): number {
  for (let at = letters.indexOf(letter, from); at >= 0; at = letters.indexOf(letter, at + 1)) {
    if (isWordStart(text, at)) return at;
  }
  return -1;
}

function holds(letters: string, wanted: string, index: number, from: number): boolean {
  let at = from;
  for (let each = index; each < wanted.length; each += 1) {
    const next = letters.indexOf(wanted[each] ?? '', at);
    if (next < 0) return false;
    at = next + 1;
  }
  return true;
}

function score(positions: readonly number[], text: string): number {
  let total = -text.length * LENGTH_COST;
  positions.forEach((at, index) => {
    if (at === 0) total += AT_START;
    else if (isWordStart(text, at)) total += AT_WORD_START;
    if (index === 0) return;
    const gap = at - (positions[index - 1] ?? 0) - 1;
    total += gap === 0 ? IN_A_ROW : -gap * GAP_COST;
  });
  return total;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-_./:@]/.test(text[at - 1] ?? '');
}

function run(from: number, length: number): number[] {
  return Array.from({ length }, (_, index) => from + index);
}
