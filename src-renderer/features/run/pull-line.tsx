import { useTasks } from '../../stores/tasks.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { progressWords, taskName, taskProgress } from '../tasks/task-words.ts';
import styles from './run-dialog.module.css';

/** How far the pull is that a run waits for; nothing while there is none. */
export function PullLine({ host, image }: { host: string; image: string }) {
  const pull = useTasks((state) =>
    state.tasks.find(
      (task) =>
        task.kind === 'pull' && task.state === 'running' && task.host === host && task.subject === image,
    ),
  );
  if (!pull) return null;
  const name = taskName(pull);
  const words = progressWords(pull);
  return (
    <div role="status" className={styles.pull}>
      <bdi>{name}</bdi>
      <ProgressBar label={name} value={taskProgress([pull])} text={words} className={styles.pullBar} />
      <span className={styles.pullWords}>{words}</span>
    </div>
  );
}
