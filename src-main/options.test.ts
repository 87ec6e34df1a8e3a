import { expect, test } from 'vitest';
import { parseOptions, UsageError } from './options.ts';

test('without flags a window opens with everything chosen by itself', () => {
  expect(parseOptions([])).toEqual({
    web: false,
    port: 0,
    open: true,
    dataDir: undefined,
    language: undefined,
    help: false,
  });
});

test('values follow as the next argument or after =', () => {
  const expected = { web: true, port: 8080, open: false, dataDir: '/d', language: 'ko' };
  expect(
    parseOptions(['--web', '--port', '8080', '--no-open', '--data-dir', '/d', '--lang', 'ko']),
  ).toMatchObject(expected);
  expect(parseOptions(['--web', '--port=8080', '--no-open', '--data-dir=/d', '--lang=ko'])).toMatchObject(
    expected,
  );
});

test.each([
  [['--wbe'], 'unknown option --wbe; --help lists them'],
  [['here'], 'unknown option here; --help lists them'],
  [['--port'], '--port needs a value'],
  [['--port', '0x10'], '--port wants a number from 0 to 65535, not 0x10'],
  [['--port', '65536'], '--port wants a number from 0 to 65535, not 65536'],
  [['--lang', 'fr'], '--lang wants en or ko, not fr'],
  [['--data-dir='], '--data-dir needs a value'],
  [['--web=1'], '--web takes no value'],
])('%j is refused in one line', (args, message) => {
  expect(() => parseOptions(args)).toThrow(new UsageError(message));
});

test("Chromium's own flags are skipped where asked", () => {
  expect(
    parseOptions(['.', '--remote-debugging-port=0', '--lang', 'en'], { ignoreUnknown: true }).language,
  ).toBe('en');
});
