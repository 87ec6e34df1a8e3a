/** Characters that are prepared and sent at once: a paste of any length costs no more than this at a time. */
const PIECE_LENGTH = 8 * 1024;
const ESCAPE = /\u001b/g;
/** Shows where an escape was, and is none. */
const ESCAPE_PICTURE = '\u241b';
const CR = 0x0d;

const encoder = new TextEncoder();

/**
 * Clipboard text as a terminal sends it, piece by piece as it is asked for: line ends as Enter. In bracketed mode
 * the shell takes it as one piece and runs nothing by itself; an escape inside could end the bracket early, so it
 * becomes a picture.
 */
export function* pastePieces(text: string, bracketed: boolean): Generator<Uint8Array, void, undefined> {
  if (bracketed) yield encoder.encode('\u001b[200~');
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + PIECE_LENGTH, text.length);
    if (end < text.length && belongsToNext(text.charCodeAt(end - 1))) end += 1;
    const typed = text.slice(at, end).replace(/\r?\n/g, '\r');
    yield encoder.encode(bracketed ? typed.replace(ESCAPE, ESCAPE_PICTURE) : typed);
    at = end;
  }
  if (bracketed) yield encoder.encode('\u001b[201~');
}

/** Whether a code unit makes one character, or one line end, with the next. */
function belongsToNext(unit: number): boolean {
  return unit === CR || (unit >= 0xd800 && unit <= 0xdbff);
}
