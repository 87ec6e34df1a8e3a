import { expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { TaskList } from './task-list.ts';

const about = { kind: 'pull', subject: 'alpine:3.20', host: 'local' } as const;

it('tells how a task ended: done, failed with its error, cancelled', async () => {
  const tasks = new TaskList();
  const done = tasks.start(about, async () => {});
  expect(await tasks.ended(done.id)).toMatchObject({ state: 'done' });
  const failed = tasks.start(about, async () => {
    throw new AppError('DISK_FULL', 'no space', { detail: 'no space left on device' });
  });
  expect(await tasks.ended(failed.id)).toMatchObject({
    state: 'failed',
    error: { code: 'DISK_FULL', detail: 'no space left on device' },
  });
  const cancelled = tasks.start(about, ({ signal }) => {
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  tasks.cancel(cancelled.id);
  expect(await tasks.ended(cancelled.id)).toMatchObject({ state: 'cancelled', cancellable: false });
});

it('finds running work on the same subject of the same host', async () => {
  const tasks = new TaskList();
  const task = tasks.start(about, ({ signal }) => {
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  });
  expect(tasks.running('pull', 'alpine:3.20', 'local')?.id).toBe(task.id);
  expect(tasks.running('pull', 'alpine:3.20', 'other')).toBeUndefined();
  await tasks.close();
  expect(tasks.running('pull', 'alpine:3.20', 'local')).toBeUndefined();
});

it('shows the newest first to every watcher, from the start and after each change', async () => {
  const tasks = new TaskList();
  const abort = new AbortController();
  const watch = tasks.watch(abort.signal);
  expect((await watch.next()).value).toEqual([]);
  const first = tasks.start(about, async () => {});
  await tasks.ended(first.id);
  const second = tasks.start({ ...about, subject: 'b' }, async ({ update }) => {
    update({ done: 5, total: 10 });
  });
  await tasks.ended(second.id);
  const seen = (await watch.next()).value;
  expect(seen.map((task: { id: string }) => task.id)).toEqual([second.id, first.id]);
  expect(seen[0]).toMatchObject({ done: 5, total: 10, state: 'done' });
  abort.abort();
});

it('keeps a bounded number of ended tasks and never lets go of a running one', async () => {
  const tasks = new TaskList();
  const running = tasks.start(about, ({ signal }) => {
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  });
  tasks.dismiss(running.id);
  for (let n = 0; n < 60; n++) await tasks.ended(tasks.start(about, async () => {}).id);
  const abort = new AbortController();
  const all = (await tasks.watch(abort.signal).next()).value;
  expect(all).toHaveLength(51);
  expect(all.at(-1)).toMatchObject({ id: running.id, state: 'running' });
  await tasks.close();
});
