import { beforeAll, expect, it } from 'vitest';
import type { Task } from '../../../src-main/contract/tasks.ts';
import { loadLanguage } from '../../i18n/i18n.ts';
import { progressWords, stepName, taskName, taskProgress } from './task-words.ts';

beforeAll(() => loadLanguage('en'));

const task = (more: Partial<Task>): Task => ({
  id: '1',
  kind: 'pull',
  subject: 'alpine:3.20',
  host: 'local',
  state: 'running',
  startedAt: 0,
  steps: [],
  done: 0,
  total: 0,
  speed: 0,
  cancellable: true,
  ...more,
});

it('names a task by what it does and to what, without hidden characters', () => {
  expect(taskName(task({}))).toBe('Pull alpine:3.20');
  expect(taskName(task({ subject: 'a\u202eb' }))).toBe('Pull a⟨U+202E⟩b');
});

it('tells progress in bytes where they are known, else in steps, else not at all', () => {
  const steps: Task['steps'] = [
    { id: 'look', status: 'look', state: 'done' },
    { id: 'start', status: 'start', state: 'running' },
  ];
  expect(taskProgress([task({ done: 30, total: 120 })])).toBe(0.25);
  expect(taskProgress([task({ steps })])).toBe(0.5);
  expect(taskProgress([task({})])).toBeUndefined();
  expect(taskProgress([task({ done: 120, total: 120 }), task({ steps })])).toBe(0.75);
  expect(progressWords(task({ done: 1_500_000, total: 3_000_000, speed: 500_000 }))).toBe(
    '1.5 MB of 3 MB, 500 kB/s',
  );
  expect(progressWords(task({ steps }))).toBe('1 of 2 steps');
});

it('has words for the steps of a setup and shows a layer by its id', () => {
  const step = { id: 'download', status: 'download', state: 'running' } as const;
  expect(stepName(task({ kind: 'engine-setup' }), step)).toBe('Download the packages');
  expect(stepName(task({}), { ...step, id: 'f00f' })).toBe('f00f');
});
