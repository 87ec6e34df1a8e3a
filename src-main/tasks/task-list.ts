import { randomUUID } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import type { Task, TaskKind } from '../contract/tasks.ts';
import { News } from '../rpc/news.ts';

/** Ended tasks that stay on the list; the oldest go first. */
const ENDED_KEPT = 50;
/** Progress is told at the most this often, in ms: faster than that nobody reads. */
const PACE_MS = 100;

/** What a running task may tell of itself. */
export type TaskProgress = Partial<Pick<Task, 'steps' | 'done' | 'total' | 'speed' | 'cancellable'>>;

export interface TaskRun {
  signal: AbortSignal;
  update(progress: TaskProgress): void;
}

/** The long work that the main side owns. It outlives every page; it ends with the program. */
export class TaskList {
  #tasks = new Map<string, Task>();
  #aborts = new Map<string, AbortController>();
  #ends = new Map<string, Promise<Task>>();
  #news = new News();

  /** Starts work as a task and returns the task as it stands; errors of the work end up in the task. */
  start(
    about: { kind: TaskKind; subject: string; host: string; cancellable?: boolean },
    work: (run: TaskRun) => Promise<void>,
  ): Task {
    const abort = new AbortController();
    const id = randomUUID();
    const task: Task = {
      id,
      ...about,
      cancellable: about.cancellable ?? true,
      state: 'running',
      startedAt: Date.now(),
      steps: [],
      done: 0,
      total: 0,
      speed: 0,
    };
    this.#aborts.set(id, abort);
    this.#set(task);
    const ended = work({ signal: abort.signal, update: (progress) => this.#patch(id, progress) }).then(
      () => this.#end(id, { state: 'done' }),
      (thrown) => {
        const error = AppError.from(thrown);
        const cancelled = abort.signal.aborted || error.code === 'CANCELLED';
        return this.#end(id, cancelled ? { state: 'cancelled' } : { state: 'failed', error: error.toData() });
      },
    );
    this.#ends.set(id, ended);
    return task;
  }

  /** The running task of that kind on that subject, if there is one: the same work is not done twice. */
  running(kind: TaskKind, subject: string, host: string): Task | undefined {
    for (const task of this.#tasks.values()) {
      if (task.state === 'running' && task.kind === kind && task.subject === subject && task.host === host)
        return task;
    }
    return undefined;
  }

  /** Resolves with the task once it has ended. Rejects with NOT_FOUND when there is none of that id. */
  ended(id: string): Promise<Task> {
    return this.#ends.get(id) ?? Promise.reject(new AppError('NOT_FOUND', `no task ${id}`));
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort(new AppError('CANCELLED', 'cancelled'));
  }

  dismiss(id: string): void {
    if (this.#tasks.get(id)?.state === 'running') return;
    if (this.#tasks.delete(id)) this.#news.tell();
    this.#ends.delete(id);
  }

  /** All tasks, the newest first, again at each change. */
  watch(signal: AbortSignal): AsyncGenerator<Task[]> {
    return this.#news.watch(() => [...this.#tasks.values()].reverse(), { signal, paceMs: PACE_MS });
  }

  /** Cancels what runs and waits for its end. */
  async close(): Promise<void> {
    for (const abort of this.#aborts.values()) abort.abort(new AppError('CANCELLED', 'Gantry ends'));
    await Promise.all(this.#ends.values());
  }

  #end(id: string, end: Partial<Task>): Task {
    this.#aborts.delete(id);
    const task = this.#patch(id, { ...end, endedAt: Date.now(), cancellable: false });
    const ended = [...this.#tasks.values()].filter((other) => other.state !== 'running');
    for (const old of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT))) this.dismiss(old.id);
    return task;
  }

  #patch(id: string, change: Partial<Task>): Task {
    const before = this.#tasks.get(id);
    if (!before) throw new Error(`no task ${id}`);
    const task = { ...before, ...change };
    this.#set(task);
    return task;
  }

  #set(task: Task): void {
    this.#tasks.set(task.id, task);
    this.#news.tell();
  }
}
