import { describe, expect, it } from 'vitest';
import { pasteText } from './paste-text.ts';

describe('pasteText', () => {
  it('sends line ends as Enter', () => {
    expect(pasteText('a\r\nb\nc\r', false)).toBe('a\rb\rc\r');
  });

  it('brackets several lines for a shell that asks for it', () => {
    expect(pasteText('a\nb', true)).toBe('\x1b[200~a\rb\x1b[201~');
  });

  it('lets no text out of its bracket', () => {
    expect(pasteText('a\x1b[201~\nrm -rf /', true)).toBe('\x1b[200~a\u241b[201~\rrm -rf /\x1b[201~');
  });
});
