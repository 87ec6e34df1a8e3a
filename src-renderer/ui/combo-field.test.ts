import { expect, test } from 'vitest';
import { suggestionsFor } from './combo-field.tsx';

const tags = ['alpine:3.19', 'alpine:3.20', 'library/alpine:1', 'busybox:latest'];

test('what begins with the text comes before what only contains it', () => {
  expect(suggestionsFor('ALP', tags)).toEqual(['alpine:3.19', 'alpine:3.20', 'library/alpine:1']);
});

test('a whole suggestion needs no more of them', () => {
  expect(suggestionsFor('busybox:latest', tags)).toEqual([]);
  expect(suggestionsFor('other', tags)).toEqual([]);
});

test('all are offered for nothing typed, up to a few', () => {
  expect(suggestionsFor('', tags)).toHaveLength(4);
  expect(
    suggestionsFor(
      '',
      Array.from({ length: 50 }, (_, index) => `i${index}`),
    ).length,
  ).toBeLessThan(10);
});
