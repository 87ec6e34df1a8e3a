/**
 * The time that an engine writes before each log record when asked for timestamps: RFC 3339 and a space.
 * Docker always writes nine digits of fraction and `Z`, Podman whole seconds and an offset.
 */

/** Bytes of the longest form: `2026-11-27T10:57:24.474361043+09:00 `. */
export const STAMP_MOST_BYTES = 36;

const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const DOT = 46;
const UPPER_Z = 90;
const PLUS = 43;
const MINUS = 45;
const COLON = 58;
/** `dddd-dd-ddTdd:dd:dd`: 0 stands for a digit, anything else for itself. */
const TEMPLATE = Uint8Array.from('0000-00-00T00:00:00', (char) => (char === '0' ? 0 : char.charCodeAt(0)));
const DATE_AND_MINUTE = 16;

/** What {@link StampReader.read} answers when the bytes end inside what may still be a timestamp. */
export const NEED_MORE = -1;

/** Reads timestamps into its fields; one object for a whole stream, so that a record allocates nothing. */
export class StampReader {
  /** Seconds since 1970 of the last timestamp read. */
  seconds = 0;
  nanos = 0;
  /** Whether it had a fraction; without one many records share a timestamp. */
  exact = false;
  // The date and minute of the last one, as bytes and as seconds: neighbours mostly share them.
  readonly #prefix = new Uint8Array(DATE_AND_MINUTE);
  #minute = 0;

  /**
   * Reads a timestamp that begins at `at`. Answers its length in bytes, the space after it included;
   * 0 when there is none, {@link NEED_MORE} when `end` comes before that is known.
   */
  read(bytes: Uint8Array, at: number, end: number): number {
    const have = end - at;
    for (let i = 0; i < TEMPLATE.length; i += 1) {
      if (i === have) return NEED_MORE;
      const byte = bytes[at + i] as number;
      const wanted = TEMPLATE[i] as number;
      if (wanted === 0 ? byte < ZERO || byte > NINE : byte !== wanted) return 0;
    }
    const minute = this.#minuteAt(bytes, at);
    let i = at + TEMPLATE.length;
    if (i === end) return NEED_MORE;
    let nanos = 0;
    const exact = bytes[i] === DOT;
    if (exact) {
      let scale = 1e9;
      for (i += 1; i < end && isDigit(bytes[i]); i += 1) {
        if (scale === 1) return 0;
        nanos = nanos * 10 + ((bytes[i] as number) - ZERO);
        scale /= 10;
      }
      if (i === end) return NEED_MORE;
      nanos *= scale;
    }
    let offset = 0;
    const zone = bytes[i];
    if (zone === UPPER_Z) i += 1;
    else if (zone === PLUS || zone === MINUS) {
      for (let j = 1; j < 6; j += 1) {
        if (i + j === end) return NEED_MORE;
        if (j === 3 ? bytes[i + j] !== COLON : !isDigit(bytes[i + j])) return 0;
      }
      offset = (two(bytes, i + 1) * 60 + two(bytes, i + 4)) * 60 * (zone === PLUS ? 1 : -1);
      i += 6;
    } else return 0;
    if (i === end) return NEED_MORE;
    if (bytes[i] !== SPACE) return 0;
    this.seconds = minute + two(bytes, at + 17) - offset;
    this.nanos = nanos;
    this.exact = exact;
    return i + 1 - at;
  }

  #minuteAt(bytes: Uint8Array, at: number): number {
    const prefix = this.#prefix;
    // The minutes' digits change most: compared from the end a difference shows at once.
    for (let i = DATE_AND_MINUTE - 1; i >= 0; i -= 1) {
      if (prefix[i] === bytes[at + i]) continue;
      prefix.set(bytes.subarray(at, at + DATE_AND_MINUTE));
      const year = two(bytes, at) * 100 + two(bytes, at + 2);
      const ms = Date.UTC(year, two(bytes, at + 5) - 1, two(bytes, at + 8), two(bytes, at + 11));
      this.#minute = ms / 1000 + two(bytes, at + 14) * 60;
      break;
    }
    return this.#minute;
  }
}

/** Where a timestamp that is cut off by `end` may begin, at the earliest; `end` when nowhere. */
export function cutStampAt(reader: StampReader, bytes: Uint8Array, from: number, end: number): number {
  for (let at = Math.max(from, end - STAMP_MOST_BYTES); at < end; at += 1)
    if (isDigit(bytes[at]) && reader.read(bytes, at, end) === NEED_MORE) return at;
  return end;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function two(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) - ZERO) * 10 + ((bytes[at + 1] as number) - ZERO);
}
