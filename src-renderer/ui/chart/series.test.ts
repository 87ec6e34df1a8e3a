import { expect, it } from 'vitest';
import { valueRange } from './series.ts';

const line = (...values: (number | null)[]) => [{ label: 'a', values }];

it('leaves room above the highest value and begins at zero', () => {
  expect(valueRange(line(10, null, 100), undefined)[0]).toBe(0);
  expect(valueRange(line(10, null, 100), undefined)[1]).toBeCloseTo(110);
});

it('shows the limit only when the values come near it', () => {
  expect(valueRange(line(10), 1000)[1]).toBeCloseTo(11);
  expect(valueRange(line(600), 1000)[1]).toBeCloseTo(1100);
});

it('does not blow noise up and needs no value', () => {
  expect(valueRange(line(0.001), undefined, 0.05)).toEqual([0, 0.05]);
  expect(valueRange([], undefined)).toEqual([0, 1]);
});
