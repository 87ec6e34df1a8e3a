import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { chooseDataDir } from './data-dir.ts';

const env = { GANTRY_DATA_DIR: '/env', XDG_DATA_HOME: '/xdg' };

test('the folder asked for wins over the environment, and that over the platform', () => {
  expect(chooseDataDir('/asked', env, 'linux', '/home/me')).toBe(resolve('/asked'));
  expect(chooseDataDir(undefined, env, 'linux', '/home/me')).toBe(resolve('/env'));
  expect(chooseDataDir(undefined, { XDG_DATA_HOME: '/xdg' }, 'linux', '/home/me')).toBe(
    join('/xdg', 'gantry'),
  );
  expect(chooseDataDir(undefined, {}, 'linux', '/home/me')).toBe(join('/home/me', '.local/share/gantry'));
});

test('macOS has its own place', () => {
  expect(chooseDataDir(undefined, {}, 'darwin', '/Users/me')).toBe(
    join('/Users/me', 'Library/Application Support/Gantry'),
  );
});
