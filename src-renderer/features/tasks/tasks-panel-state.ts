import { create } from 'zustand';
import type { Task } from '../../../src-main/contract/tasks.ts';
import { problemOf } from '../../errors/problem-of.ts';
import { t } from '../../i18n/i18n.ts';
import { useTasks } from '../../stores/tasks.ts';
import { showProblem, showSuccess } from '../../ui/toasts.tsx';
import { taskName } from './task-words.ts';

/** Whether the panel of tasks is in sight. */
export const useTasksPanel = create<{ open: boolean }>(() => ({ open: false }));

/**
 * Tells how tasks ended that this page saw running, for those who have the panel closed. Those that had ended
 * before are told nowhere again. Call it once.
 */
export function announceTasks(): void {
  useTasks.subscribe(({ tasks }, before) => {
    if (!before.loaded || useTasksPanel.getState().open) return;
    const old = new Map(before.tasks.map((task) => [task.id, task]));
    for (const task of tasks) if (old.get(task.id)?.state === 'running') announce(task);
  });
}

function announce(task: Task): void {
  const name = taskName(task);
  if (task.state === 'done') showSuccess(t('tasks.finished', { name }));
  if (task.state === 'failed' && task.error) {
    showProblem(problemOf(`${name}: ${t('tasks.failed')}`, task.error), {
      label: t('tasks.show'),
      onSelect: () => useTasksPanel.setState({ open: true }),
    });
  }
}
