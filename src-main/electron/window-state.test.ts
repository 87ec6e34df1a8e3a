import { expect, test } from 'vitest';
import { placeWindow } from './window-state.ts';

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
