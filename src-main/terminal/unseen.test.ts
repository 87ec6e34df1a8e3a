import { describe, expect, it } from 'vitest';
import { dropUnseen } from './unseen.ts';

const drop = (text: string, lines: number) =>
  Buffer.concat(dropUnseen(new TextEncoder().encode(text), lines)).toString();
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}\r\n`).join('');

describe('dropUnseen', () => {
  it('keeps the first line, and as many from the end as can be seen', () => {
    expect(drop(numbered(0, 100), 10)).toBe(`0\r\n${numbered(90, 100)}`);
    expect(drop(`${numbered(0, 100)}$ `, 10)).toBe(`0\r\n${numbered(90, 100)}$ `);
  });

  it('changes nothing where all can be seen', () => {
    expect(drop(numbered(0, 10), 10)).toBe(numbered(0, 10));
    expect(drop('', 10)).toBe('');
    expect(drop('한글', 0)).toBe('한글');
  });

  it('keeps every line up to the last control sequence', () => {
    const text = `${numbered(0, 20)}\x1b[31m${numbered(20, 60)}`;
    expect(drop(text, 5)).toBe(`${numbered(0, 20)}\x1b[31m20\r\n${numbered(55, 60)}`);
  });

  it('knows control characters in UTF-8 from letters', () => {
    expect(drop(`a\r\n\u009b31m\r\n${numbered(0, 20)}`, 5)).toBe(`a\r\n\u009b31m\r\n${numbered(15, 20)}`);
    expect(drop(`a\r\n한글 é\r\n${numbered(0, 20)}`, 5)).toBe(`a\r\n${numbered(15, 20)}`);
  });

  it('cuts nowhere but behind whole line ends', () => {
    const text = 'a\nb\nc\nd\n'.repeat(20);
    expect(drop(text, 3)).toBe(text);
  });
});
