import type { TaskStep } from '../contract/tasks.ts';
import type { PullLine } from '../engine/pull.ts';
import type { TaskProgress } from './task-list.ts';

/** Speed is told over this much of the past, in ms. */
const SPEED_OVER_MS = 3_000;

/** Engine's words after which a layer needs nothing more. */
const COMPLETE = new Set(['Pull complete', 'Already exists']);
/** Engine's words of a layer that waits for its turn. */
const WAITING = new Set(['Pulling fs layer', 'Waiting']);

/** Adds up a pull's lines into what a task tells: one step a layer, bytes downloaded, speed. */
export class PullProgress {
  #layers = new Map<string, TaskStep>();
  #marks: { time: number; done: number }[] = [];

  /** Takes one line in; `now` in ms. */
  add({ id, status, current, total: size }: PullLine, now: number): TaskProgress {
    // Lines without a layer (`Pulling from …` carries the tag as its id, `Digest: …`, `Status: …`) are news of the whole.
    if (id && status && !status.startsWith('Pulling from')) this.#layer(id, status, current, size);
    const steps = [...this.#layers.values()];
    const done = steps.reduce((sum, step) => sum + (step.done ?? 0), 0);
    const total = steps.reduce((sum, step) => sum + (step.total ?? 0), 0);
    this.#marks.push({ time: now, done });
    while (this.#marks.length > 1 && now - (this.#marks[0]?.time ?? now) > SPEED_OVER_MS) this.#marks.shift();
    const first = this.#marks[0];
    const seconds = first ? (now - first.time) / 1000 : 0;
    const speed = first && seconds > 0 ? Math.max(0, (done - first.done) / seconds) : 0;
    return { steps, done, total, speed };
  }

  #layer(id: string, status: string, current: number, size: number): void {
    const before = this.#layers.get(id);
    const step: TaskStep = { ...before, id, status, state: 'running' };
    if (WAITING.has(status)) step.state = 'waiting';
    else if (COMPLETE.has(status)) {
      step.state = 'done';
      step.done = step.total;
    } else if (status === 'Downloading') {
      step.done = current;
      step.total = size;
    } else {
      // Verified or extracting: all of it has come. Extraction counts its own bytes, which are told by its word alone.
      step.done = step.total;
    }
    this.#layers.set(id, step);
  }
}
