import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-window-'));
const file = join(folder, 'window.json');
afterAll(() => rmSync(folder, { recursive: true }));

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 1000 };
const kept = { x: 2000, y: 50, width: 1000, height: 700, maximized: false };

test('a window opens where it was', () => {
  expect(placeWindow(kept, [left, right])).toEqual({ x: 2000, y: 50, width: 1000, height: 700 });
});

test('one whose display is gone opens in the middle, in its size', () => {
  expect(placeWindow(kept, [left])).toEqual({ width: 1000, height: 700 });
});

test('one whose top cannot be reached opens in the middle', () => {
  expect(placeWindow({ ...kept, y: -30 }, [left, right])).not.toHaveProperty('x');
  expect(placeWindow({ ...kept, x: 3150 }, [left, right])).not.toHaveProperty('x');
});

test('the first one fits a small display, down to the smallest size', () => {
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 500 }])).toEqual({
    width: 1024,
    height: 560,
  });
});

test('what was written is read back', () => {
  writeWindowState(file, kept);
  expect(readWindowState(file)).toEqual(kept);
});

test.each([
  '',
  'null',
  '{}',
  '{"x":0,"y":0,"width":-5,"height":700}',
  '{"x":"0","y":0,"width":9,"height":9}',
])('a file of %j is as good as none', (content) => {
  writeFileSync(file, content);
  expect(readWindowState(file)).toBeUndefined();
});
