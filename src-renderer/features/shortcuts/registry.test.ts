import { expect, test } from 'vitest';
import { createMatcher, type Press, pressedKey, type Shortcut } from './registry.ts';

/** Like an event, whose values are its prototype's. */
const press = (key: string, code = '', modifiers: Partial<Press> = {}): Press =>
  Object.create({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...modifiers,
  });
const shortcut = (keys: string): Shortcut => ({ keys, label: keys, group: 'page', run: () => {} });
const all = ['/', '?', 'mod+k', 'g c', 'g i', 'c'].map(shortcut);
/** The keys of the shortcut that presses complete, each 100 ms after the one before unless told otherwise. */
function typed(presses: Press[], gap = 100): (string | undefined)[] {
  const matcher = createMatcher(() => all);
  return presses.map((each, at) => {
    const found = matcher.finish(each, at * gap) ?? matcher.begin(each, at * gap);
    return found === 'begun' ? 'begun' : found?.keys;
  });
}

test('letters go by place under a Korean layout, signs by what is typed', () => {
  expect(pressedKey({ key: 'ㅊ', code: 'KeyC' })).toBe('c');
  expect(pressedKey({ key: 'Process', code: 'KeyG' })).toBe('g');
  expect(pressedKey({ key: 'C', code: 'KeyC' })).toBe('c');
  expect(pressedKey({ key: '/', code: 'Digit7' })).toBe('/');
  // Dvorak: the letter that is written counts.
  expect(pressedKey({ key: 'k', code: 'KeyV' })).toBe('k');
});

test('single keys and modifiers', () => {
  expect(typed([press('/', 'Slash')])).toEqual(['/']);
  expect(typed([press('?', 'Slash', { shiftKey: true })])).toEqual(['?']);
  expect(typed([press('ㅏ', 'KeyK', { ctrlKey: true })])).toEqual(['mod+k']);
  expect(typed([press('k', 'KeyK')])).toEqual([undefined]);
});

test('two keys one after the other, in time', () => {
  expect(typed([press('g', 'KeyG'), press('i', 'KeyI')])).toEqual(['begun', 'g i']);
  expect(typed([press('ㅎ', 'KeyG'), press('ㅊ', 'KeyC')])).toEqual(['begun', 'g c']);
  expect(typed([press('g', 'KeyG'), press('c', 'KeyC')], 5_000)).toEqual(['begun', 'c']);
  expect(typed([press('g', 'KeyG'), press('x', 'KeyX'), press('i', 'KeyI')])).toEqual([
    'begun',
    undefined,
    undefined,
  ]);
});
