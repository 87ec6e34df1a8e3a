import type { Task, TaskStep } from '../../../src-main/contract/tasks.ts';
import { formatBytes, formatRate } from '../../i18n/format.ts';
import { type PlainKey, t } from '../../i18n/i18n.ts';
import { visibleLine } from '../../text/visible-text.ts';

/** A task's name: "Pull alpine:3.20". */
export function taskName(task: Pick<Task, 'kind' | 'subject'>): string {
  const subject = visibleLine(task.subject);
  return task.kind === 'pull' ? t('tasks.pull', { subject }) : t('tasks.engineSetup');
}

/** How far a task is, 0 to 1; undefined while no size is known. */
export function taskProgress(tasks: readonly Pick<Task, 'done' | 'total' | 'steps'>[]): number | undefined {
  if (tasks.some((task) => task.total <= 0 && task.steps.length === 0)) return undefined;
  const parts = tasks.map((task) =>
    task.total > 0 ? task.done / task.total : doneSteps(task.steps) / task.steps.length,
  );
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

function doneSteps(steps: readonly TaskStep[]): number {
  return steps.filter((step) => step.state === 'done').length;
}

/** "12.4 MB of 30 MB, 3 MB/s", or how many of its steps are done. */
export function progressWords(task: Task): string {
  if (task.total > 0) {
    const words = t('tasks.bytes', { done: formatBytes(task.done), total: formatBytes(task.total) });
    return task.speed > 0 ? `${words}, ${formatRate(task.speed)}` : words;
  }
  if (task.steps.length === 0) return t('tasks.begun');
  return t('tasks.steps', { done: doneSteps(task.steps), total: task.steps.length });
}

const END_WORDS = {
  running: 'tasks.running',
  done: 'tasks.done',
  failed: 'tasks.failed',
  cancelled: 'tasks.cancelled',
} as const satisfies Record<Task['state'], PlainKey>;

/** How a task ended, in a word. */
export function stateWord(state: Task['state']): string {
  return t(END_WORDS[state]);
}

const SETUP_STEPS: Readonly<Record<string, PlainKey>> = {
  look: 'tasks.step.look',
  download: 'tasks.step.download',
  unpack: 'tasks.step.unpack',
  prepare: 'tasks.step.prepare',
  start: 'tasks.step.start',
  wait: 'tasks.step.wait',
};

/** A setup's step in words; a layer's by its id. */
export function stepName(task: Task, step: TaskStep): string {
  const key = task.kind === 'engine-setup' ? SETUP_STEPS[step.id] : undefined;
  return key ? t(key) : visibleLine(step.id);
}
