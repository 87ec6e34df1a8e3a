import { performance } from 'node:perf_hooks';
import type { Task } from '../contract/tasks.ts';
import type { Engine } from '../engine/engine.ts';
import { pullImage } from '../engine/pull.ts';
import { registryAuth } from '../engine/registry-auth.ts';
import { PullProgress } from './pull-progress.ts';
import type { TaskList } from './task-list.ts';

/** Pulls an image as a task; the one that already runs for the same reference is returned instead of a second. */
export function pullTask(tasks: TaskList, engine: Engine, reference: string): Task {
  const running = tasks.running('pull', reference, engine.host);
  if (running) return running;
  return tasks.start({ kind: 'pull', subject: reference, host: engine.host }, async ({ signal, update }) => {
    const auth = await registryAuth(reference, { signal });
    const progress = new PullProgress();
    for await (const line of pullImage(engine, reference, { signal, auth })) {
      update(progress.add(line, performance.now()));
    }
  });
}
