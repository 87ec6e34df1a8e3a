import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BACKGROUND } from './background.ts';

const tokens = readFileSync(new URL('../../src-renderer/styles/tokens.css', import.meta.url), 'utf8');

test.each(['light', 'dark'] as const)('the %s window opens in the color of its page', (theme) => {
  const block = tokens.slice(tokens.indexOf(`[data-theme="${theme}"]`));
  expect(block.match(/--bg: (#\w+)/)?.[1]).toBe(BACKGROUND[theme]);
});
