import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../../src-main/contract/containers.ts';
import { AppError } from '../../../src-main/contract/errors.ts';
import { loadLanguage } from '../../i18n/i18n.ts';
import { nameOf, problemOfOutcome } from './act.ts';

beforeAll(() => loadLanguage('en'));

const container = (name: string): Container => ({
  id: name,
  name,
  image: 'busybox',
  imageId: 'sha256:1',
  command: '',
  createdAt: 0,
  state: 'exited',
  ports: [],
  labels: {},
});
const taken = new AppError('PORT_IN_USE', 'port', { detail: 'address already in use' });

test('one container is told by its name', () => {
  const problem = problemOfOutcome('start', { done: [], failed: [{ item: container('web'), error: taken }] });
  expect(problem.title).toBe('Could not start web');
  expect(problem.reason).toBe('A port is already taken on the engine’s host.');
  expect(problem.detail).toBe('address already in use');
});

test('of several, those that failed are named with their reasons', () => {
  const problem = problemOfOutcome('start', {
    done: [container('fine')],
    failed: [
      { item: container('web'), error: taken },
      { item: container('db\u202e'), error: new Error('odd') },
    ],
  });
  expect(problem.title).toBe('Could not start 2 of 3 containers');
  expect(problem.reason).toMatch(/^web: A port is already taken.*\ndb⟨U\+202E⟩: /);
  expect(problem.detail).toContain('web: address already in use');
});

test('when all failed the number is enough', () => {
  const failed = ['a', 'b'].map((name) => ({ item: container(name), error: taken }));
  expect(problemOfOutcome('remove', { done: [], failed }).title).toBe('Could not remove 2 containers');
  expect(nameOf([container('a'), container('b')])).toBe('2 containers');
});
