import { expect, test } from 'vitest';
import { splitMiddle } from './split-middle.ts';

test('a short text is left whole', () => {
  expect(splitMiddle('redis:7-alpine')).toEqual(['redis:7-alpine', '']);
});

test('a long one keeps its end, and what it has in front', () => {
  expect(splitMiddle('a-very-long-container-name-of-a-test-runner-0001')).toEqual([
    'a-very-long-container-name-of-a-test',
    '-runner-0001',
  ]);
  expect(splitMiddle('shop-frontend-2')).toEqual(['shop-fron', 'tend-2']);
});

test('the end begins with a slash that is near', () => {
  expect(splitMiddle('registry.example.com/shop/api:2.14.0')).toEqual([
    'registry.example.com/shop',
    '/api:2.14.0',
  ]);
  expect(splitMiddle('registry.example.com/shop/worker:2.14.0')[1]).toBe('/worker:2.14.0');
});

test('letters of two units are not torn apart', () => {
  expect(splitMiddle('🐳'.repeat(20), 3)).toEqual(['🐳'.repeat(17), '🐳🐳🐳']);
});
