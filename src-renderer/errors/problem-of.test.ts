import { beforeAll, expect, test } from 'vitest';
import { loadLanguage } from '../i18n/i18n.ts';
import { problemOf } from './problem-of.ts';

beforeAll(() => loadLanguage('en'));

const conflict = { code: 'CONFLICT', message: 'refused' } as const;

test('what only the engine knows stands in plain sight, in its words', () => {
  const detail = 'conflict: image is being used by running container 1f';
  expect(problemOf('Could not remove web', { ...conflict, detail })).toEqual({
    title: 'Could not remove web',
    reason: 'The engine refuses that in the present state.',
    hint: detail,
    detail,
  });
});

test('long words stay behind Details, and so do those that our own say better', () => {
  const long = 'x'.repeat(300);
  expect(problemOf('', { ...conflict, detail: long })).toMatchObject({ hint: undefined, detail: long });
  expect(problemOf('', { ...conflict, detail: 'goroutine 1\nmain.go:1' }).hint).toBeUndefined();
  const port = { code: 'PORT_IN_USE', message: 'taken', detail: 'port is already allocated' } as const;
  expect(problemOf('', port).hint).toBe('Choose another host port, or stop what uses it.');
});
