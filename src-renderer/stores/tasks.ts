import { create } from 'zustand';
import type { Task } from '../../src-main/contract/tasks.ts';
import { watch } from '../rpc/watch.ts';
import { sameData } from './same-data.ts';

interface Tasks {
  /** As the main side orders them; a task that did not change keeps its object. */
  tasks: readonly Task[];
  loaded: boolean;
}

export const useTasks = create<Tasks>(() => ({ tasks: [], loaded: false }));

/** Follows the tasks for as long as the page lives. */
export function watchTasks(): void {
  watch('tasks.watch', {}, (next) => {
    const before = new Map(useTasks.getState().tasks.map((task) => [task.id, task]));
    const tasks = next.map((task) => {
      const old = before.get(task.id);
      return old && sameData(old, task) ? old : task;
    });
    useTasks.setState({ tasks, loaded: true });
  });
}
