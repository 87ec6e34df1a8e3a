import { describe, expect, it } from 'vitest';
import { pastePieces } from './paste-pieces.ts';

const pasted = (text: string, bracketed: boolean) =>
  Buffer.concat([...pastePieces(text, bracketed)]).toString();

describe('pastePieces', () => {
  it('sends line ends as Enter', () => {
    expect(pasted('a\r\nb\nc\r', false)).toBe('a\rb\rc\r');
  });

  it('brackets several lines for a shell that asks for it', () => {
    expect(pasted('a\nb', true)).toBe('\x1b[200~a\rb\x1b[201~');
  });

  it('lets no text out of its bracket', () => {
    expect(pasted('a\x1b[201~\nrm -rf /', true)).toBe('\x1b[200~a\u241b[201~\rrm -rf /\x1b[201~');
  });

  it('cuts a long text between characters and line ends alone', () => {
    for (const unit of ['한', '😀', '\r\n', 'a\r\n😀']) {
      const text = `x${unit.repeat(30_000)}`;
      const pieces = [...pastePieces(text, false)];
      expect(pieces.length).toBeGreaterThan(3);
      expect(Buffer.concat(pieces).toString()).toBe(text.replaceAll('\r\n', '\r'));
    }
  });
});
