/** One word of a filter: `web`, or `state:exited` with a key. All in lower case. */
export interface Term {
  key?: string | undefined;
  value: string;
}

/**
 * Takes a filter text apart: words between spaces, `"…"` for a value with spaces, and `key:value` for the
 * keys that the list knows. An unknown key is part of the word: `alpine:3.20` is an image.
 */
export function parseTerms(text: string, keys: readonly string[]): Term[] {
  const words = text.toLowerCase().match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words.map((word) => {
    const colon = word.indexOf(':');
    const key = word.slice(0, Math.max(colon, 0));
    const known = keys.includes(key);
    const value = (known ? word.slice(colon + 1) : word).replaceAll('"', '');
    return { key: known ? key : undefined, value };
  });
}

/** The rows that match all terms of a filter text; all rows, the same array, where none is typed. */
export function filterByTerms<Row>(
  rows: readonly Row[],
  text: string,
  keys: readonly string[],
  matches: (row: Row, term: Term) => boolean,
): readonly Row[] {
  const terms = parseTerms(text, keys);
  return terms.length === 0 ? rows : rows.filter((row) => terms.every((term) => matches(row, term)));
}
