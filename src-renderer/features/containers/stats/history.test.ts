import { expect, test } from 'vitest';
import type { StatsSample } from '../../../../src-main/contract/containers.ts';
import { noHistory, valuesOf, withSample } from './history.ts';

const at = (seconds: number, cpu = seconds): StatsSample => ({
  id: 'a',
  time: seconds * 1000,
  cpu,
  memory: 0,
  memoryLimit: 0,
  networkIn: 0,
  networkOut: 0,
  diskRead: 0,
  diskWrite: 0,
  pids: 0,
});
const of = (...seconds: number[]) =>
  seconds.reduce((history, each) => withSample(history, at(each)), noHistory);

test('readings follow each other', () => {
  const history = of(1, 2, 3);
  expect(history.times).toEqual([1, 2, 3]);
  expect(valuesOf(history, (sample) => sample.cpu)).toEqual([1, 2, 3]);
});

test('a pause breaks the line', () => {
  expect(valuesOf(of(1, 2, 60), (sample) => sample.cpu)).toEqual([1, 2, null, 60]);
  expect(of(1, 2, 60).times).toEqual([1, 2, 3, 60]);
});

test('an engine that reads every five seconds draws a line', () => {
  expect(valuesOf(of(1, 6.1, 11.3), (sample) => sample.cpu)).toEqual([1, 6.1, 11.3]);
});

test('an old reading is left out', () => {
  expect(of(2, 1, 2).times).toEqual([2]);
});

test('it does not grow without end', () => {
  const history = of(...Array.from({ length: 2_000 }, (_, index) => index + 1));
  expect(history.times.length).toBeLessThan(400);
  expect(history.times[history.times.length - 1]).toBe(2_000);
});
