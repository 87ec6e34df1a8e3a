import { expect, it } from 'vitest';
import type { TaskStep } from '../../contract/tasks.ts';
import { Steps } from './steps.ts';

it('reports all steps at each change: what is behind, what runs, what lies ahead', () => {
  let last: TaskStep[] = [];
  const steps = new Steps((all) => {
    last = all;
  });
  const words = () => last.map(({ id, state }) => `${id} ${state}`);

  steps.expect(['look']);
  steps.begin('look');
  expect(words()).toEqual(['look running']);
  steps.expect(['download', 'start']);
  steps.begin('download');
  steps.progress(5, 10);
  expect(words()).toEqual(['look done', 'download running', 'start waiting']);
  expect(last[1]).toMatchObject({ done: 5, total: 10 });
  steps.begin('start');
  steps.end('failed');
  expect(words()).toEqual(['look done', 'download done', 'start failed']);
  steps.expect(['start', 'wait']);
  steps.begin('start');
  expect(words()).toEqual(['look done', 'download done', 'start running', 'wait waiting']);
});
