import { z } from 'zod';
import type { AppErrorData } from './errors.ts';
import { call, stream } from './route.ts';

export type TaskKind = 'pull' | 'engine-setup';
export type TaskState = 'running' | 'done' | 'failed' | 'cancelled';

/** A part of a task that is told on its own: a layer of a pull, a step of a setup. */
export interface TaskStep {
  /** Layer id, or the key of a setup step. */
  id: string;
  /** The engine's word (`Downloading`, `Pull complete`) or a step key that the page has words for. */
  status: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** In bytes; total 0 means unknown. */
  done?: number | undefined;
  total?: number | undefined;
}

/** Long work that the main side owns: it survives a reload of the page. */
export interface Task {
  id: string;
  kind: TaskKind;
  /** What it works on: an image reference, a host's name. */
  subject: string;
  host: string;
  state: TaskState;
  startedAt: number;
  endedAt?: number | undefined;
  steps: TaskStep[];
  /** Bytes over all steps; total 0 means unknown. */
  done: number;
  total: number;
  /** Bytes a second, over the last seconds. */
  speed: number;
  error?: AppErrorData | undefined;
  cancellable: boolean;
}

const taskInput = z.object({ task: z.string().min(1).max(64) });

export const taskRoutes = {
  /** All tasks, again at each change (several changes become one item). */
  'tasks.watch': stream<Task[]>()(z.object({})),
  'tasks.cancel': call<void>()(taskInput),
  /** Takes an ended task off the list. */
  'tasks.dismiss': call<void>()(taskInput),
};
