/**
 * The first `most` characters of a text, never half of a surrogate pair. The result holds nothing of the rest: V8
 * makes a slice that keeps the whole text alive, which matters with labels of a megabyte.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return Buffer.from(text.slice(0, splitsPair ? most - 1 : most), 'utf16le').toString('utf16le');
}
