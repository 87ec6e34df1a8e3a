import type { TaskStep } from '../../contract/tasks.ts';

/** The steps of bringing up an engine, in order; the page has words for these keys. */
export type StepKey = 'look' | 'download' | 'unpack' | 'prepare' | 'start' | 'wait';

/** Keeps the steps of a setup and reports all of them at each change. */
export class Steps {
  private steps: TaskStep[] = [];

  constructor(private readonly report: (steps: TaskStep[]) => void) {}

  /** Names what lies ahead; what is behind is done, unless it is to be done again. */
  expect(keys: readonly StepKey[]): void {
    const ahead = keys.map((key): TaskStep => ({ id: key, status: key, state: 'waiting' }));
    const again = new Set<string>(keys);
    const behind = this.steps.filter(({ id, state }) => state !== 'waiting' && !again.has(id));
    this.steps = [...behind.map((step): TaskStep => ({ ...step, state: 'done' })), ...ahead];
    this.send();
  }

  /** Begins a step; those before it are done, those behind it wait. */
  begin(key: StepKey): void {
    const at = this.steps.findIndex(({ id }) => id === key);
    const stateOf = (index: number) => (index < at ? 'done' : index === at ? 'running' : 'waiting');
    this.steps = this.steps.map((step, index): TaskStep => ({ ...step, state: stateOf(index) }));
    this.send();
  }

  /** How far the running step is; total 0 means unknown. */
  progress(done: number, total: number): void {
    this.steps = this.steps.map((step) => (step.state === 'running' ? { ...step, done, total } : step));
    this.send();
  }

  /** Ends the running step. */
  end(state: 'done' | 'failed'): void {
    this.steps = this.steps.map((step) => (step.state === 'running' ? { ...step, state } : step));
    this.send();
  }

  private send(): void {
    this.report(this.steps);
  }
}
