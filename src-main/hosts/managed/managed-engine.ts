import { AppError } from '../../contract/errors.ts';
import type { TaskStep } from '../../contract/tasks.ts';
import { bringUp, programEnv } from './bring-up.ts';
import { readFacts } from './facts.ts';
import { type Lock, takeLock } from './lock.ts';
import { logTail, rotateLog } from './log.ts';
import { type EnginePaths, enginePaths, makePrivateDir } from './paths.ts';
import { ping } from './ping.ts';
import { joinClosed, planEngine } from './plan.ts';
import { isAlive, type ProcessIdentity } from './processes.ts';
import { cancelled } from './shell.ts';
import { endEngine, removeLeftovers } from './shutdown.ts';
import { type EngineState, readState } from './state.ts';
import { Steps } from './steps.ts';

/** An engine that Gantry runs for its user, with data, networks and a socket of its own. */
export interface ManagedEngine {
  /** Where its API is once `start` has resolved. */
  readonly socketPath: string;
  /** Its process lives: whatever a connection to it says, there is nothing to start. */
  readonly running: boolean;
  /**
   * Brings the engine up, or takes up the one of this data folder that runs already. Each change of
   * a step is reported with all steps (`look`, `download`, `unpack`, `prepare`, `start`, `wait`).
   * @throws AppError ENGINE_MISSING (hint: the command that installs one), ENGINE_FAILED (detail:
   * the end of the engine's log), ENGINE_HUNG (one runs already and does not answer) or CANCELLED
   */
  start(report: (steps: TaskStep[]) => void, signal: AbortSignal): Promise<void>;
  /**
   * Ends the engine with its containers within 5 s and leaves nothing of it running, mounted or in
   * the network. One that another Gantry runs goes on.
   */
  stop(): Promise<void>;
}

/** How often a running engine's process is looked at, in ms: below the second after which a page must know. */
const WATCH_INTERVAL_MS = 500;
/** How often the log's size is looked at, in ms. */
const ROTATE_INTERVAL_MS = 60_000;
/** How long another Gantry may take to bring up the engine that both use, in ms. */
const OTHER_DEADLINE_MS = 120_000;
/** How long an engine that was left by a killed Gantry may take to answer, in ms: it may have been starting. */
const LEFT_DEADLINE_MS = 10_000;
/** How often such an engine is asked, in ms. */
const OTHER_INTERVAL_MS = 200;

/** Nothing is started or written before `start`. */
export function createManagedEngine(options: { dataDir: string; env: NodeJS.ProcessEnv }): ManagedEngine {
  return new Managed(enginePaths(options.dataDir, options.env), options.env);
}

class Managed implements ManagedEngine {
  readonly socketPath: string;
  private engine: EngineState | undefined;
  /** Held while the engine is ours to end. */
  private lock: Lock | undefined;
  private timers: NodeJS.Timeout[] = [];
  private starting: { promise: Promise<void>; controller: AbortController } | undefined;

  constructor(
    private readonly paths: EnginePaths,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.socketPath = paths.socket;
  }

  get running(): boolean {
    return this.engine !== undefined && isAlive(this.engine.process);
  }

  async start(report: (steps: TaskStep[]) => void, signal: AbortSignal): Promise<void> {
    if (this.starting) throw new AppError('CONFLICT', 'The engine is being started already');
    const controller = new AbortController();
    const abort = () => controller.abort();
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    const promise = this.bringUp(new Steps(report), controller.signal);
    this.starting = { promise, controller };
    try {
      await promise;
    } finally {
      this.starting = undefined;
      signal.removeEventListener('abort', abort);
    }
  }

  private async bringUp(steps: Steps, signal: AbortSignal): Promise<void> {
    this.unwatch();
    this.engine = undefined;
    steps.expect(['look']);
    steps.begin('look');
    try {
      makePrivateDir(this.paths.root);
      const found = await this.takeUp(signal);
      const engine = found ?? (await this.startNew(steps, signal));
      steps.end('done');
      this.watch(engine);
    } catch (error) {
      steps.end('failed');
      if (!this.engine) this.releaseLock();
      throw error;
    }
  }

  /** The engine that runs already: another Gantry's, or one that a killed Gantry left. */
  private async takeUp(signal: AbortSignal): Promise<EngineState | undefined> {
    const begun = Date.now();
    for (;;) {
      if (signal.aborted) throw cancelled();
      const taken = this.lock ?? takeLock(this.paths.lock);
      if ('release' in taken) this.lock = taken;
      const state = readState(this.paths);
      const alive = state !== undefined && isAlive(state.process);
      if (alive && (await ping(this.paths.socket))) return state;
      if (this.lock && !alive) return undefined;
      if (Date.now() - begun > (this.lock ? LEFT_DEADLINE_MS : OTHER_DEADLINE_MS)) {
        // It is ours to end all the same, when this process ends.
        if (this.lock && state) this.watch(state);
        throw silent(state, 'holder' in taken ? taken.holder : undefined, this.paths);
      }
      await new Promise((resolve) => setTimeout(resolve, OTHER_INTERVAL_MS));
    }
  }

  private async startNew(steps: Steps, signal: AbortSignal): Promise<EngineState> {
    const { paths, env } = this;
    const before = readState(paths);
    // After SIGKILL dockerd fails on the containerd that it left, so that ends first.
    await removeLeftovers(paths, programEnv(paths, env, before?.flavor ?? 'docker', before?.unpacked));
    const facts = readFacts(env);
    // What this system forbids is a reason for the next way; an engine that fails is not: it may
    // hold the user's containers, and another one in its place would look as if they were lost.
    const closed: AppError[] = [];
    for (const candidate of planEngine(facts)) {
      try {
        return await bringUp(candidate, { paths, env, facts, steps, signal });
      } catch (thrown) {
        if (signal.aborted) throw cancelled();
        const error = AppError.from(thrown);
        if (error.code !== 'ENGINE_MISSING') throw error;
        closed.push(error);
      }
    }
    throw joinClosed(closed);
  }

  async stop(): Promise<void> {
    this.starting?.controller.abort();
    await this.starting?.promise.catch(() => undefined);
    this.unwatch();
    const engine = this.engine;
    this.engine = undefined;
    if (!engine) return;
    // The Gantry that ran the engine may have been killed meanwhile: then it is ours to end.
    if (!this.lock) {
      const taken = takeLock(this.paths.lock);
      if (!('release' in taken)) return;
      this.lock = taken;
    }
    try {
      const env = programEnv(this.paths, this.env, engine.flavor, engine.unpacked);
      await endEngine(this.paths, engine, env);
    } finally {
      this.releaseLock();
    }
  }

  private watch(engine: EngineState): void {
    this.engine = engine;
    const look = setInterval(() => {
      if (isAlive(engine.process)) return;
      this.unwatch();
      this.releaseLock(); // whoever starts it again may be another Gantry
    }, WATCH_INTERVAL_MS);
    const rotate = setInterval(() => rotateLog(this.paths.log), ROTATE_INTERVAL_MS);
    this.timers = [look.unref(), rotate.unref()];
  }

  private unwatch(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
  }

  private releaseLock(): void {
    this.lock?.release();
    this.lock = undefined;
  }
}

/** One that does not answer is never replaced: it holds containers that run. */
function silent(
  state: EngineState | undefined,
  holder: ProcessIdentity | undefined,
  paths: EnginePaths,
): AppError {
  const tail = logTail(paths.log);
  if (state && isAlive(state.process)) {
    return new AppError('ENGINE_HUNG', `The engine (process ${state.process.pid}) runs and does not answer`, {
      detail: tail,
    });
  }
  const who = holder ? `process ${holder.pid}` : 'another process';
  return new AppError('ENGINE_FAILED', `The Gantry that runs the engine (${who}) does not bring it up`, {
    detail: tail,
  });
}
