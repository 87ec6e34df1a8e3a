/** Terminal control sequences (ECMA-48), recognised alike in bytes and in text. */

const BEL = 7;
const ESC = 27;
const BACKSLASH = 92;

/** Sequences longer than this are taken for text: a stray introducer must not swallow a line. */
const SEQUENCE_MOST = 4_096;

export const ESCAPE = ESC;

/**
 * Where the control sequence that begins with the ESC at `at` ends, or `at` when it is none
 * or does not end before `to`.
 */
export function sequenceEnd(codeAt: (index: number) => number, at: number, to: number): number {
  const end = Math.min(to, at + SEQUENCE_MOST);
  let i = at + 1;
  if (i >= end) return at;
  const kind = codeAt(i);
  if (kind === 0x5b) {
    // CSI: parameters, intermediates, one final character.
    for (i += 1; i < end && codeAt(i) >= 0x30 && codeAt(i) <= 0x3f; ) i += 1;
    while (i < end && codeAt(i) >= 0x20 && codeAt(i) <= 0x2f) i += 1;
    return i < end && codeAt(i) >= 0x40 && codeAt(i) <= 0x7e ? i + 1 : at;
  }
  if (kind === 0x5d || kind === 0x50 || kind === 0x58 || kind === 0x5e || kind === 0x5f) {
    // OSC, DCS, SOS, PM and APC: a string up to BEL or ST.
    for (i += 1; i < end; i += 1) {
      if (codeAt(i) === BEL) return i + 1;
      if (codeAt(i) === ESC) return i + 1 < end && codeAt(i + 1) === BACKSLASH ? i + 2 : at;
    }
    return at;
  }
  while (i < end && codeAt(i) >= 0x20 && codeAt(i) <= 0x2f) i += 1;
  return i < end && codeAt(i) >= 0x30 && codeAt(i) <= 0x7e ? i + 1 : at;
}

/** The text without its control sequences. */
export function withoutSequences(text: string): string {
  let at = text.indexOf('\u001b');
  if (at < 0) return text;
  let plain = '';
  let kept = 0;
  while (at >= 0) {
    const end = sequenceEnd((i) => text.charCodeAt(i), at, text.length);
    if (end > at) {
      plain += text.slice(kept, at);
      kept = end;
    }
    at = text.indexOf('\u001b', Math.max(end, at + 1));
  }
  return plain + text.slice(kept);
}
