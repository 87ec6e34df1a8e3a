import { describe, expect, it } from 'vitest';
import { parseAnsi } from './ansi.ts';
import { withoutSequences } from './control-sequences.ts';
import { rowPieces } from './row-pieces.ts';

const E = '\u001b';
const looks = (line: string) => parseAnsi(line).map(({ text, style }) => [text, style]);

describe('parseAnsi', () => {
  it('reads the sixteen colours as the theme’s', () => {
    expect(looks(`a${E}[31mb${E}[92mc${E}[44md${E}[103me${E}[mf`)).toEqual([
      ['a', undefined],
      ['b', { color: 'var(--ansi-1)' }],
      ['c', { color: 'var(--ansi-10)' }],
      ['d', { color: 'var(--ansi-10)', background: 'var(--ansi-4)' }],
      ['e', { color: 'var(--ansi-10)', background: 'var(--ansi-11)' }],
      ['f', undefined],
    ]);
  });

  it('reads 256 colours and direct colours in both notations', () => {
    expect(looks(`${E}[38;5;196mx`)).toEqual([['x', { color: 'rgb(255 0 0)' }]]);
    expect(looks(`${E}[48;5;244mx`)).toEqual([['x', { background: 'rgb(128 128 128)' }]]);
    expect(looks(`${E}[38;5;9mx`)).toEqual([['x', { color: 'var(--ansi-9)' }]]);
    expect(looks(`${E}[1;38;2;1;2;3;4mx`)).toEqual([
      ['x', { bold: true, color: 'rgb(1 2 3)', underline: true }],
    ]);
    expect(looks(`${E}[38:2::1:2:3mx`)).toEqual([['x', { color: 'rgb(1 2 3)' }]]);
    expect(looks(`${E}[38:2:1:2:3mx`)).toEqual([['x', { color: 'rgb(1 2 3)' }]]);
    expect(looks(`${E}[38;5;999mx${E}[38mx`)).toEqual([
      ['x', undefined],
      ['x', undefined],
    ]);
  });

  it('turns attributes on and off', () => {
    expect(looks(`${E}[1;2;3;4;7;9mx${E}[22;23;24;27;29my`)).toEqual([
      ['x', { bold: true, dim: true, italic: true, underline: true, inverse: true, strike: true }],
      ['y', undefined],
    ]);
  });

  it('leaves other sequences out and keeps what is none', () => {
    expect(looks(`a${E}[2Kb${E}]0;title\u0007c${E}]8;;javascript:x${E}\\d${E}(Be`)).toEqual([
      ['abcde', undefined],
    ]);
    expect(looks(`a${E}[31`)).toEqual([[`a${E}[31`, undefined]]);
    expect(looks(`a${E}]0;never ends`)).toEqual([[`a${E}]0;never ends`, undefined]]);
    expect(looks(`${E}`)).toEqual([[E, undefined]]);
    expect(looks('')).toEqual([]);
  });

  it('agrees with the plain text of the line', () => {
    for (const line of [`a${E}[31mb`, `${E}[3`, `x${E}[?25ly${E}Pq${E}\\z`, `${E}${E}[1mk`])
      expect(
        parseAnsi(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(withoutSequences(line));
  });
});

describe('rowPieces', () => {
  const drawn = (text: string, marks?: number[]) => rowPieces(text, marks).map((piece) => piece.text);

  it('draws what cannot be seen as signs and knows what they stand for', () => {
    expect(drawn('a\0b\rc\u202ed\u0085e\u2028f')).toEqual([
      'a',
      '␀',
      'b',
      '␍',
      'c',
      '⟨U+202E⟩',
      'd',
      '⟨U+0085⟩',
      'e',
      '⟨U+2028⟩',
      'f',
    ]);
    expect(rowPieces('x\u202e').map((piece) => [piece.chars, piece.sign])).toEqual([
      [1, false],
      [1, true],
    ]);
  });

  it('leaves letters of all scripts, tabs and emoji alone', () => {
    for (const text of ['한글 né 🐳 Ω я', 'a\tb', 'שלום', '日本'])
      expect(rowPieces(text)).toMatchObject([{ text, sign: false }]);
  });

  it('keeps HTML as text', () => {
    expect(drawn('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
  });

  it('marks matches across colours', () => {
    expect(
      rowPieces(`ab${E}[31mcd${E}[0mef`, [1, 3, 4, 5]).map(({ text, mark, style }) => [
        text,
        mark,
        style?.color,
      ]),
    ).toEqual([
      ['a', undefined, undefined],
      ['b', 0, undefined],
      ['c', 0, 'var(--ansi-1)'],
      ['d', undefined, 'var(--ansi-1)'],
      ['e', 1, undefined],
      ['f', undefined, undefined],
    ]);
  });
});
