import { expect, test } from 'vitest';
import { visibleLine, visibleText } from './visible-text.ts';

test('what turns text around is shown, not obeyed', () => {
  expect(visibleText('a\u202egpj.exe')).toBe('a⟨U+202E⟩gpj.exe');
  expect(visibleText('\u2066x\u2069\u200b')).toBe('⟨U+2066⟩x⟨U+2069⟩⟨U+200B⟩');
});

test('control characters become their pictures', () => {
  expect(visibleText('\u0000\u001b[31m\u007f\u009b\r')).toBe('␀␛[31m␡⟨U+009B⟩␍');
});

test('half a surrogate pair is named', () => {
  expect(visibleText('a\ud83d b')).toBe('a⟨U+D83D⟩ b');
});

test('ordinary text of any language stays', () => {
  const text = '한글 日本 عربى 😀 <b>&amp;</b>\n\tend';
  expect(visibleText(text)).toBe(text);
});

test('one line stays one line', () => {
  expect(visibleLine('a\n\tb')).toBe('a␊␉b');
});
