import type { taskRoutes } from '../contract/tasks.ts';
import type { Handlers } from '../rpc/server.ts';
import type { TaskList } from '../tasks/task-list.ts';

export function taskHandlers(tasks: TaskList): Handlers<typeof taskRoutes> {
  return {
    'tasks.watch': (_, { signal }) => tasks.watch(signal),
    'tasks.cancel': async ({ task }) => tasks.cancel(task),
    'tasks.dismiss': async ({ task }) => tasks.dismiss(task),
  };
}
