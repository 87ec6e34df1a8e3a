/** What to look for. */
export interface Pattern {
  text: string;
  regex: boolean;
  /** Whether upper and lower case differ. */
  caseSensitive: boolean;
}

/** Finds one pattern in lines; stateful between calls as to {@link end} alone. */
export interface Matcher {
  /** The first match that begins in `bytes[from, to)` and ends there; -1 when there is none. */
  find(bytes: Uint8Array, from: number, to: number): number;
  /** Where the match that was found last ends. */
  readonly end: number;
  /** Whether `find` wants one line at a time, without its newline. */
  readonly byLine: boolean;
}

/** Builds a matcher; undefined for an empty pattern. Throws a SyntaxError for a faulty regular expression. */
export function createMatcher(pattern: Pattern): Matcher | undefined {
  if (pattern.text === '') return undefined;
  if (pattern.regex) return new RegexMatcher(toRegExp(pattern));
  const needle = new TextEncoder().encode(pattern.text);
  if (pattern.caseSensitive) return new ByteMatcher(needle, false);
  const caseless = !hasCase(pattern.text.replace(/[\x00-\x7f]+/g, ''));
  return caseless ? new ByteMatcher(needle, true) : new FoldingMatcher(pattern.text);
}

/**
 * The pattern as a regular expression over text, for marking its matches in a line on the page.
 * Throws a SyntaxError for a faulty one.
 */
export function toRegExp({ text, regex, caseSensitive }: Pattern): RegExp {
  const flags = caseSensitive ? 'g' : 'gi';
  if (!regex) return new RegExp(text.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&'), `${flags}u`);
  try {
    return new RegExp(text, `${flags}u`);
  } catch {
    // What Unicode mode refuses, such as `\-`, may still be an expression.
    return new RegExp(text, flags);
  }
}

function hasCase(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase();
}

const CASE_BIT = 32;

function isAsciiLetter(byte: number): boolean {
  const lower = byte | CASE_BIT;
  return lower >= 97 && lower <= 122;
}

/**
 * Boyer-Moore-Horspool over bytes, with ASCII letters folded if wanted: it looks at one byte in as many as the
 * pattern is long, and never decodes anything. UTF-8 needs no more: a character's bytes begin no other one.
 */
class ByteMatcher implements Matcher {
  readonly byLine = false;
  end = 0;
  readonly #needle: Uint8Array;
  readonly #fold: Uint8Array;
  readonly #skip: Int32Array;

  constructor(needle: Uint8Array, ignoreCase: boolean) {
    this.#fold = Uint8Array.from({ length: 256 }, (_, byte) =>
      ignoreCase && isAsciiLetter(byte) ? byte | CASE_BIT : byte,
    );
    this.#needle = needle.map((byte) => this.#fold[byte] as number);
    this.#skip = new Int32Array(256).fill(needle.length);
    for (let byte = 0; byte < 256; byte += 1) {
      const at = this.#needle.lastIndexOf(this.#fold[byte] as number, needle.length - 2);
      if (at >= 0 && needle.length > 1) this.#skip[byte] = needle.length - 1 - at;
    }
  }

  find(bytes: Uint8Array, from: number, to: number): number {
    const needle = this.#needle;
    const fold = this.#fold;
    const skip = this.#skip;
    const last = needle.length - 1;
    const lastByte = needle[last] as number;
    for (let i = from + last; i < to; ) {
      const byte = bytes[i] as number;
      if (fold[byte] === lastByte) {
        let j = last - 1;
        while (j >= 0 && fold[bytes[i - last + j] as number] === needle[j]) j -= 1;
        if (j < 0) {
          this.end = i + 1;
          return i - last;
        }
      }
      i += skip[byte] as number;
    }
    return -1;
  }
}

/** Letters beyond ASCII without regard to case: each character may stand in any of its forms. */
class FoldingMatcher implements Matcher {
  readonly byLine = false;
  end = 0;
  /** The UTF-8 forms of each character. */
  readonly #forms: Uint8Array[][];
  readonly #mayBegin = new Uint8Array(256);

  constructor(text: string) {
    this.#forms = Array.from(text, (char) => {
      const forms = new Set([char, char.toLowerCase(), char.toUpperCase()]);
      // A form of several characters (ß in upper case) is another text.
      return [...forms]
        .filter((form) => [...form].length === 1)
        .map((form) => new TextEncoder().encode(form));
    });
    for (const form of this.#forms[0] ?? []) this.#mayBegin[form[0] as number] = 1;
  }

  find(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at += 1) {
      if (this.#mayBegin[bytes[at] as number] === 0) continue;
      const end = this.#matchAt(bytes, at, to);
      if (end < 0) continue;
      this.end = end;
      return at;
    }
    return -1;
  }

  #matchAt(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    for (const forms of this.#forms) {
      const form = forms.find((f) => at + f.length <= to && f.every((byte, i) => bytes[at + i] === byte));
      if (!form) return -1;
      at += form.length;
    }
    return at;
  }
}

/** A regular expression, over the text of one line at a time: it can neither cross a line nor see its neighbours. */
class RegexMatcher implements Matcher {
  readonly byLine = true;
  end = 0;
  readonly #regex: RegExp;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // The line decoded last: its further matches are asked for one by one.
  #bytes: Uint8Array | undefined;
  #lineStart = -1;
  #lineEnd = -1;
  #text = '';

  constructor(regex: RegExp) {
    this.#regex = regex;
  }

  find(bytes: Uint8Array, from: number, to: number): number {
    const again = bytes === this.#bytes && to === this.#lineEnd && from > this.#lineStart;
    if (!again) {
      this.#bytes = bytes;
      this.#lineStart = from;
      this.#lineEnd = to;
      this.#text = this.#decoder.decode(bytes.subarray(from, to));
      this.#regex.lastIndex = 0;
    }
    for (;;) {
      const match = this.#regex.exec(this.#text);
      if (!match) return -1;
      if (match[0] === '') {
        // An empty match marks nothing; go on behind it.
        this.#regex.lastIndex += 1;
        if (this.#regex.lastIndex > this.#text.length) return -1;
        continue;
      }
      const start = this.#lineStart + this.#byteLength(bytes, match.index);
      this.end = this.#lineStart + this.#byteLength(bytes, match.index + match[0].length);
      return start;
    }
  }

  /** Bytes of the line before a place in its text. */
  #byteLength(bytes: Uint8Array, chars: number): number {
    if (this.#text.length === this.#lineEnd - this.#lineStart) return chars;
    // Bytes that are no UTF-8 decode to U+FFFD, one for one or several; so it is counted by decoding.
    let at = this.#lineStart;
    let left = chars;
    while (left > 0 && at < this.#lineEnd) {
      const length = characterLength(bytes, at, this.#lineEnd);
      left -= length === 4 ? 2 : 1;
      at += length;
    }
    return at - this.#lineStart;
  }
}

/** Bytes that decode to one character (or one U+FFFD) at a place, as the Encoding Standard has it. */
export function characterLength(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at] as number;
  if (first < 0xc2 || first > 0xf4) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i += 1) {
    const byte = at + i < to ? (bytes[at + i] as number) : 0;
    if (byte < low || byte > high) return i;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}
