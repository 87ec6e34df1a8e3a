import { expect, test } from 'vitest';
import { looksSecret } from './secrets.ts';

test.each([
  'POSTGRES_PASSWORD',
  'api_key',
  'GITHUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'SSH_PRIVATE_KEY',
  'BASIC_AUTH',
])('%s is masked', (name) => expect(looksSecret(name, 'x')).toBe(true));

test.each(['PATH', 'HOME', 'AUTHOR', 'KEYBOARD', 'PASSIVE_MODE', 'LANG'])('%s is shown', (name) =>
  expect(looksSecret(name, 'x')).toBe(false),
);

test('a password inside an address is masked, an empty value is not', () => {
  expect(looksSecret('DATABASE_URL', 'postgres://me:pw@db/x')).toBe(true);
  expect(looksSecret('DATABASE_URL', 'postgres://db/x')).toBe(false);
  expect(looksSecret('PASSWORD', '')).toBe(false);
});
