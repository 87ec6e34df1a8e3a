const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DEL = 0x7f;
/** In UTF-8 the C1 control characters are this byte and one below the next. */
const C1_LEAD = 0xc2;
const C1_END = 0xa0;

/**
 * Takes out lines that nobody can see any more once the rest is drawn: those that at least `lines` more lines
 * follow. Only whole lines of plain text go; what holds a control sequence stays, as does the first line, whose
 * beginning is not known. The screen and its lines above are then the same as with all of it.
 */
export function dropUnseen(bytes: Uint8Array, lines: number): Uint8Array[] {
  const to = lineStartFromEnd(bytes, lines);
  if (to === 0) return [bytes];
  const from = afterLastControl(bytes, to);
  return from >= to ? [bytes] : [bytes.subarray(0, from), bytes.subarray(to)];
}

/** Where the last `lines` whole lines begin; 0 if there are not as many. */
function lineStartFromEnd(bytes: Uint8Array, lines: number): number {
  let left = lines;
  for (let at = bytes.length - 1; at > 0; at -= 1) {
    if (bytes[at] !== LF || bytes[at - 1] !== CR) continue;
    if (left === 0) return at + 1;
    left -= 1;
  }
  return 0;
}

/** The start of the line after the last control sequence before `to`, or else of the second line. */
function afterLastControl(bytes: Uint8Array, to: number): number {
  let start = to;
  for (let at = to - 1; at > 0; at -= 1) {
    const byte = bytes[at] as number;
    if (byte === LF && bytes[at - 1] === CR) start = at + 1;
    else if (!isPlain(byte, bytes[at + 1] ?? 0)) return start;
  }
  return start;
}

function isPlain(byte: number, next: number): boolean {
  if (byte < SPACE) return byte === CR || byte === LF || byte === TAB;
  return byte !== DEL && !(byte === C1_LEAD && next < C1_END);
}
