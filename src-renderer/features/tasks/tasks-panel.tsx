import Ban from 'lucide-react/icons/ban';
import X from 'lucide-react/icons/x';
import type { AppErrorData } from '../../../src-main/contract/errors.ts';
import type { Task } from '../../../src-main/contract/tasks.ts';
import { problemOf, problemOfThrown } from '../../errors/problem-of.ts';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { call } from '../../rpc/call.ts';
import { useTasks } from '../../stores/tasks.ts';
import { visibleLine } from '../../text/visible-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { showProblem } from '../../ui/toasts.tsx';
import { progressWords, stateWord, stepName, taskName, taskProgress } from './task-words.ts';
import styles from './tasks-panel.module.css';
import { useTasksPanel } from './tasks-panel-state.ts';

const TONES: Record<Task['state'], Tone> = {
  running: 'info',
  done: 'ok',
  failed: 'danger',
  cancelled: 'neutral',
};

/** All long work, the newest first; floats above the status bar while it is open. */
export function TasksPanel() {
  const t = useT();
  const open = useTasksPanel((state) => state.open);
  const tasks = useTasks((state) => state.tasks);
  if (!open) return null;
  const ended = tasks.filter((task) => task.state !== 'running');
  const close = () => useTasksPanel.setState({ open: false });
  return (
    <section
      aria-label={t('tasks.title')}
      data-corner-panel=""
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <header className={styles.header}>
        <h2 className={styles.title}>{t('tasks.title')}</h2>
        {ended.length > 0 && (
          <Button kind="ghost" size="small" onClick={() => dismiss(ended)}>
            {t('tasks.clearEnded')}
          </Button>
        )}
        <IconButton size="small" icon={X} label={t('ui.close')} onClick={close} />
      </header>
      {tasks.length === 0 ? (
        <p className={styles.empty}>{t('tasks.empty')}</p>
      ) : (
        <ul className={styles.list}>
          {tasks.map((task) => (
            <TaskItem key={task.id} task={task} />
          ))}
        </ul>
      )}
    </section>
  );
}

function dismiss(tasks: readonly Task[]): void {
  // Only a lost page rejects this, and the page says that by itself.
  for (const task of tasks) call('tasks.dismiss', { task: task.id }).catch(() => {});
}

function TaskItem({ task }: { task: Task }) {
  const t = useT();
  const name = taskName(task);
  const running = task.state === 'running';
  const cancel = () =>
    call('tasks.cancel', { task: task.id }).catch((error: unknown) =>
      showProblem(problemOfThrown(t('tasks.cancelFailed', { name }), error)),
    );
  return (
    <li className={styles.task}>
      <div className={styles.line}>
        <bdi className={styles.name} data-tip-overflow="">
          {name}
        </bdi>
        <StateBadge tone={TONES[task.state]} changing={running}>
          {stateWord(task.state)}
        </StateBadge>
        {running && task.cancellable && (
          <IconButton
            size="small"
            icon={Ban}
            label={t('ui.cancel')}
            aria-label={t('tasks.cancelName', { name })}
            onClick={cancel}
          />
        )}
        {!running && (
          <IconButton
            size="small"
            icon={X}
            label={t('ui.dismiss')}
            aria-label={t('tasks.dismissName', { name })}
            onClick={() => dismiss([task])}
          />
        )}
      </div>
      {running ? (
        <>
          <ProgressBar label={name} value={taskProgress([task])} text={progressWords(task)} />
          <p className={styles.meta}>{progressWords(task)}</p>
        </>
      ) : (
        task.endedAt !== undefined && (
          <p className={styles.meta}>
            <RelativeTime at={task.endedAt} />
          </p>
        )
      )}
      {running && task.steps.length > 0 && <Steps task={task} />}
      {task.error && <Failure error={task.error} />}
    </li>
  );
}

/** Why it failed; what failed stands above. */
function Failure({ error }: { error: AppErrorData }) {
  const { reason = '', ...rest } = problemOf('', error);
  return <ErrorNote {...rest} title={reason} />;
}

/** Layers of a pull, steps of a setup: each with how far it is. */
function Steps({ task }: { task: Task }) {
  return (
    <ul className={styles.steps}>
      {task.steps.map((step) => (
        <li key={step.id} className={styles.step} data-state={step.state}>
          <span className={styles.stepName}>{stepName(task, step)}</span>
          <span className={styles.stepState}>
            {step.total && step.state === 'running'
              ? `${formatBytes(step.done ?? 0)} / ${formatBytes(step.total)}`
              : task.kind === 'pull'
                ? visibleLine(step.status)
                : stepMarks[step.state]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The name of a setup's step says all but how it stands. */
const stepMarks = { waiting: '', running: '…', done: '✓', failed: '✗' } as const;
