import { expect, test, vi } from 'vitest';
import { loadChunk } from './load-chunk.ts';

const failing = (times: number, message: string) => {
  let left = times;
  return vi.fn(async () => {
    if (left-- > 0) throw new Error(message);
    return 'part';
  });
};

test('a dropped request is asked again', async () => {
  const load = failing(2, 'Failed to fetch dynamically imported module: /assets/a.js');
  expect(await loadChunk(load)).toBe('part');
  expect(load).toHaveBeenCalledTimes(3);
});

test('what stays away is told', async () => {
  const load = failing(9, 'gone');
  await expect(loadChunk(load)).rejects.toThrow('gone');
  expect(load).toHaveBeenCalledTimes(3);
});

test('a style sheet that did not come is asked for on its own', async () => {
  const style = vi.fn(failing(1, 'again') as (href: string) => Promise<unknown>);
  const load = failing(1, 'Unable to preload CSS for /assets/a.css');
  expect(await loadChunk(load, style as (href: string) => Promise<void>)).toBe('part');
  expect(style.mock.calls).toEqual([['/assets/a.css'], ['/assets/a.css']]);
});
