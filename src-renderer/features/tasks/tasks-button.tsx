import { useT } from '../../i18n/i18n.ts';
import { useTasks } from '../../stores/tasks.ts';
import { StatusBarButton } from '../../ui/app-frame.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { taskName, taskProgress } from './task-words.ts';
import styles from './tasks-button.module.css';
import { useTasksPanel } from './tasks-panel-state.ts';

/** In the status bar: what runs and how far it is; opens the panel of tasks. */
export function TasksButton() {
  const t = useT();
  const running = useTasks((state) => state.tasks).filter((task) => task.state === 'running');
  const [only] = running;
  const words =
    only === undefined
      ? t('tasks.title')
      : running.length === 1
        ? taskName(only)
        : t('tasks.button', { count: running.length });
  return (
    <StatusBarButton onClick={() => useTasksPanel.setState(({ open }) => ({ open: !open }))}>
      <bdi className={styles.words}>{words}</bdi>
      {only && <ProgressBar label={words} value={taskProgress(running)} className={styles.bar} />}
    </StatusBarButton>
  );
}
