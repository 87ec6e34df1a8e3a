/** Letters at the most that stay at the end: enough for a tag or the end of a digest. */
const TAIL = 12;
/** Of a short name the end gets less, so that its beginning can still be read. */
const TAIL_SHARE = 0.4;
/** A text that is no longer is cut at its end, like any other. */
const SHORT = 14;
/** The end may be so much longer or shorter to begin with a "/": `/api:2.14.0` says more than `p/api:2.14.0`. */
const SLASH_WITHIN = 6;

/** A text as what gives way where room lacks, and the end that stays; that is empty for a short text. */
export function splitMiddle(text: string, tail = TAIL): [head: string, end: string] {
  const letters = [...text];
  if (letters.length <= SHORT) return [text, ''];
  const least = letters.length - Math.min(tail, Math.floor(letters.length * TAIL_SHARE));
  const slash = letters.lastIndexOf('/', least + SLASH_WITHIN);
  const split = slash > 0 && slash >= least - SLASH_WITHIN ? slash : least;
  return [letters.slice(0, split).join(''), letters.slice(split).join('')];
}
